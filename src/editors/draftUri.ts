import * as vscode from "vscode";
import { DRAFT_NAMES, DRAFTS } from "../core/draft";
import type { DraftName } from "../core/plan";

export const DRAFT_SCHEME = "redcap-access";
/** The same texts under schemes that no custom editor matches, for diffs and reviews. */
export const TEXT_SCHEME = "redcap-access-text";
export const REVIEW_SCHEME = "redcap-access-review";
const REVIEW = " - Review";

export interface DraftAddress {
  readonly connectionId: string;
  readonly draft: DraftName;
}

/** `/pid12-3f9c1b2a/Role Assignments.csv`: what a tab and its breadcrumb can show without naming anybody. */
export function draftUri({ connectionId, draft }: DraftAddress, scheme = DRAFT_SCHEME): vscode.Uri {
  return vscode.Uri.from({ scheme, path: `/${connectionId}/${DRAFTS[draft].title}.csv` });
}

/** The review in words of a draft's changes. */
export function reviewUri({ connectionId, draft }: DraftAddress): vscode.Uri {
  return vscode.Uri.from({ scheme: REVIEW_SCHEME, path: `/${connectionId}/${DRAFTS[draft].title}${REVIEW}.txt` });
}

/** What a URI of ours names, or undefined for any other. */
export function draftAddress(uri: vscode.Uri): DraftAddress | undefined {
  const [, connectionId, file] = /^\/([\w-]+)\/(.+)\.(?:csv|txt)$/.exec(uri.path) ?? [];
  const title = file?.replace(REVIEW, "");
  const draft = DRAFT_NAMES.find((name) => DRAFTS[name].title === title);
  return connectionId === undefined || draft === undefined ? undefined : { connectionId, draft };
}
