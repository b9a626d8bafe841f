import * as vscode from "vscode";
import type { Drafts } from "../../app/drafts/drafts";
import { EMPTY_TABLE } from "../../core/dataTable";
import { DRAFTS } from "../../core/edits/draftTables";
import type { Snapshot } from "../../core/access/snapshot";
import type { DraftAddress } from "../drafts/draftUri";
import { gridForms } from "./gridColumns";
import { GridPanel } from "./gridPanel";
import type { PanelNeeds } from "./gridPanel";
import { gridHtml } from "./html";
import { RowActs } from "./rowActs";

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
