import assert from "node:assert/strict";
import * as vscode from "vscode";
import { GridViews } from "../../src/app/stored/gridViews";
import { AccessEditors } from "../../src/editors/grid/accessEditors";
import { DraftFileSystem } from "../../src/editors/drafts/draftFileSystem";
import { memoryState } from "../unit/app/memory";
import { openSite } from "../unit/app/site";
import type { Site } from "../unit/app/site";

const SCHEME = "redcap-access-grid-test";

describe("drafts in a grid", () => {
  let site: Site;
  let editors: AccessEditors;
  let registered: vscode.Disposable;
  const told: string[] = [];

  before(async () => {
    site = await openSite();
    const files = new DraftFileSystem(site.drafts, site.projects, vscode.Uri.file("/"));
    registered = vscode.workspace.registerFileSystemProvider(SCHEME, files);
    const tell = (message: string) => void told.push(message);
    editors = new AccessEditors({
      changes: site.changes,
      ...{ connections: site.connections, projects: site.projects, drafts: site.drafts, clock: site.clock },
      dialogs: { input: () => Promise.resolve(undefined) },
      log: { debug: tell, info: tell, warn: tell, error: tell },
      activePage: () => undefined,
      gridViews: new GridViews(memoryState()),
      today: () => ({ today: "2026-06-15", soonDays: 30 }),
      extensionUri: vscode.Uri.file("/"),
      run: () => Promise.resolve(),
    });
  });
  after(async () => {
    editors.dispose();
    registered.dispose();
    await site.close();
  });

  const document = async () => {
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${site.id}/Role Assignments.csv` });
    return await vscode.workspace.openTextDocument(uri);
  };
  const panel = () => vscode.window.createWebviewPanel(SCHEME, "Role Assignments", vscode.ViewColumn.One);

  it("may be closed while they open", async () => {
    const closed = panel();
    const opening = editors.resolveCustomTextEditor(await document(), closed);
    closed.dispose();
    await opening;
    assert.deepEqual(told, []);
  });

  it("have a frame from then on", async () => {
    const open = panel();
    await editors.resolveCustomTextEditor(await document(), open);
    assert.match(open.webview.html, /<script/);
    open.dispose();
  });
});
