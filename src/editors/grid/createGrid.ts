import type * as vscode from "vscode";
import { DRAFTS } from "../../core/edits/draftTables";
import { frameHtml, frameOptions } from "../frameHtml";
import { GridPanel } from "./gridPanel";
import type { DraftSession } from "./draftSession";

/** A grid in a panel of VS Code. This module is read when the first grid opens. */
export function createGrid(session: DraftSession, panel: vscode.WebviewPanel, extensionUri: vscode.Uri): GridPanel {
  panel.webview.options = frameOptions(extensionUri);
  const grid = new GridPanel(session, panel);
  panel.webview.html = frameHtml(panel.webview, extensionUri, {
    title: DRAFTS[session.address.draft].title,
    styles: ["common.css", "accessTable.css"],
    script: "accessTable.js",
  });
  return grid;
}
