import * as vscode from "vscode";
import type { Drafts } from "../../app/drafts/drafts";
import { EMPTY_TABLE } from "../../core/dataTable";
import { DRAFTS } from "../../core/edits/draftTables";
import type { Snapshot } from "../../core/access/snapshot";
import type { DraftAddress } from "../drafts/draftUri";
import { gridForms } from "./gridColumns";
import { GridPanel } from "./gridPanel";
import type { PanelNeeds } from "./gridPanel";
import { RowActs } from "./rowActs";
import { randomBytes } from "node:crypto";

export interface GridNeeds extends Omit<PanelNeeds, "rows"> {
  readonly drafts: Drafts;
  readonly snapshot: (connectionId: string) => Snapshot | undefined;
  readonly extensionUri: vscode.Uri;
}

/** A grid in a panel of VS Code. This module is read when the first grid opens. */
export function createGrid(
  address: DraftAddress,
  document: vscode.TextDocument,
  panel: vscode.WebviewPanel,
  { drafts, snapshot, extensionUri, ...needs }: GridNeeds,
): GridPanel {
  panel.webview.options = {
    enableScripts: true,
    localResourceRoots: [
      vscode.Uri.joinPath(extensionUri, "dist", "webview"),
      vscode.Uri.joinPath(extensionUri, "media", "webview"),
    ],
  };
  const acts = new RowActs(drafts, ({ connectionId }) => gridForms(snapshot(connectionId), EMPTY_TABLE));
  const grid = new GridPanel(address, document, panel, {
    ...needs,
    rows: (at, draft, message) => acts.run(at, draft, message),
  });
  panel.webview.html = gridHtml(panel.webview, extensionUri, DRAFTS[address.draft].title);
  return grid;
}

/** The page of the grid: no inline script or style, nothing from outside. */
function gridHtml(webview: vscode.Webview, root: vscode.Uri, title: string): string {
  const nonce = randomBytes(16).toString("base64");
  const uri = (...path: string[]) => webview.asWebviewUri(vscode.Uri.joinPath(root, ...path)).toString();
  const policy = `default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'`;
  return `<!doctype html>
<html lang="${vscode.env.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title>
<link rel="stylesheet" href="${uri("media", "webview", "accessTable.css")}">
</head>
<body>
<main id="root"></main>
<script nonce="${nonce}" src="${uri("dist", "webview", "accessTable.js")}"></script>
</body>
</html>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
