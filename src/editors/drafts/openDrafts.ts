import * as vscode from "vscode";

/** Documents of a project's drafts that have changes nobody has saved. */
export function unsavedDrafts(connectionId: string): readonly vscode.TextDocument[] {
  return vscode.workspace.textDocuments.filter((each) => each.isDirty && isOf(connectionId, each.uri));
}

/**
 * Closes whatever shows something of a project. What was not saved is saved first: VS Code would keep a copy of its own,
 * which nothing of ours could delete.
 */
export async function closeDrafts(connectionId: string): Promise<void> {
  for (const document of unsavedDrafts(connectionId)) await document.save();
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  await vscode.window.tabGroups.close(tabs.filter((tab) => shownIn(tab).some((uri) => isOf(connectionId, uri))));
}

function shownIn({ input }: vscode.Tab): readonly vscode.Uri[] {
  if (input instanceof vscode.TabInputTextDiff) return [input.original, input.modified];
  return input instanceof vscode.TabInputCustom || input instanceof vscode.TabInputText ? [input.uri] : [];
}

/** Whatever the scheme: drafts, their comparisons and reviews have addresses of one form. */
function isOf(connectionId: string, uri: vscode.Uri): boolean {
  return uri.scheme.startsWith("redcap-access") && uri.path.split("/")[1] === connectionId;
}
