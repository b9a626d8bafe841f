import * as vscode from "vscode";
import { DRAFTS } from "../../core/edits/draftTables";
import { GridPanel } from "./gridPanel";
import type { DraftSession } from "./draftSession";
import { randomBytes } from "node:crypto";

/** A grid in a panel of VS Code. This module is read when the first grid opens. */
export function createGrid(session: DraftSession, panel: vscode.WebviewPanel, extensionUri: vscode.Uri): GridPanel {
  panel.webview.options = {
    enableScripts: true,
    localResourceRoots: [
      vscode.Uri.joinPath(extensionUri, "dist", "webview"),
      vscode.Uri.joinPath(extensionUri, "media", "webview"),
    ],
  };
  const grid = new GridPanel(session, panel);
  panel.webview.html = gridHtml(panel.webview, extensionUri, DRAFTS[session.address.draft].title);
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
