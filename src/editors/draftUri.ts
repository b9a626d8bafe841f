import * as vscode from "vscode";
import { DRAFTS } from "../core/draft";
import type { DraftName } from "../core/plan";

export const DRAFT_SCHEME = "redcap-access";
/** The same texts under schemes that no custom editor matches, for diffs and reviews. */
export const TEXT_SCHEME = "redcap-access-text";
export const REVIEW_SCHEME = "redcap-access-review";

export interface DraftAddress {
  readonly connectionId: string;
  readonly draft: DraftName;
}

export function draftUri({ connectionId, draft }: DraftAddress, scheme = DRAFT_SCHEME): vscode.Uri {
  return vscode.Uri.from({ scheme, path: `/${connectionId}/${draft}.csv` });
}

/** What a URI of ours names, or undefined for any other. */
export function draftAddress(uri: vscode.Uri): DraftAddress | undefined {
  const [, connectionId, name] = /^\/([\w-]+)\/(\w+)\.(?:csv|txt)$/.exec(uri.path) ?? [];
  if (connectionId === undefined || name === undefined || !Object.hasOwn(DRAFTS, name)) return undefined;
  return { connectionId, draft: name as DraftName };
}
