import * as vscode from "vscode";
import { DRAFT_NAMES, DRAFTS } from "../../core/edits/draftTables";
import type { DraftName } from "../../core/edits/edit";
import { DRAFT_SCHEME } from "../ids";

/** Texts of drafts under schemes that no custom editor matches, for diffs and reviews. */
export const TEXT_SCHEME = "redcap-access-text";
export const REVIEW_SCHEME = "redcap-access-review";
const REVIEW = "Review of Changes.txt";

export interface DraftAddress {
  readonly connectionId: string;
  readonly draft: DraftName;
}

/** `/pid12-3f9c1b2a/Role Assignments.csv`: what a tab and its breadcrumb can show without naming anybody. */
export function draftUri({ connectionId, draft }: DraftAddress, scheme = DRAFT_SCHEME): vscode.Uri {
  return vscode.Uri.from({ scheme, path: `/${connectionId}/${DRAFTS[draft].title}.csv` });
}

/** The review in words of all changes of a project. */
export function reviewUri(connectionId: string): vscode.Uri {
  return vscode.Uri.from({ scheme: REVIEW_SCHEME, path: `/${connectionId}/${REVIEW}` });
}

/** The draft that a URI of ours names, or undefined for any other. */
export function draftAddress(uri: vscode.Uri): DraftAddress | undefined {
  const [connectionId, file] = parts(uri);
  const draft = DRAFT_NAMES.find((name) => `${DRAFTS[name].title}.csv` === file);
  return connectionId === undefined || draft === undefined ? undefined : { connectionId, draft };
}

/** The project of a draft or a review. */
export function connectionIn(uri: vscode.Uri): string | undefined {
  return parts(uri)[1] === REVIEW ? parts(uri)[0] : draftAddress(uri)?.connectionId;
}

function parts({ path }: vscode.Uri): readonly (string | undefined)[] {
  return /^\/([\w-]+)\/([^/]+)$/.exec(path)?.slice(1) ?? [];
}
