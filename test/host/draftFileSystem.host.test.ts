import assert from "node:assert/strict";
import * as vscode from "vscode";
import { MANIFEST_SCHEMA } from "../../src/app/files/accessManifest";
import { DraftFileSystem } from "../../src/editors/drafts/draftFileSystem";
import { openSite } from "../unit/app/site";
import type { Site } from "../unit/app/site";
import { inShort } from "../unit/core/trial";

/** The real file system of drafts under another scheme, since the installed extension has taken its own. */
const SCHEME = "redcap-access-host-test";

describe("drafts as documents", () => {
  let site: Site;
  let registered: vscode.Disposable;
  const uri = () => vscode.Uri.from({ scheme: SCHEME, path: `/${site.id}/Role Assignments.csv` });
  const writes = () => site.emulator.requests.filter(({ params }) => params.has("data")).length;

  before(async () => {
    site = await openSite();
    const files = new DraftFileSystem(site.drafts, site.projects, vscode.Uri.file("/"));
    registered = vscode.workspace.registerFileSystemProvider(SCHEME, files);
  });
  after(async () => {
    registered.dispose();
    await site.close();
  });

  it("open with what REDCap has", async () => {
    const document = await vscode.workspace.openTextDocument(uri());
    assert.match(document.getText(), /^username,unique_role_name,data_access_group\n/);
    assert.match(document.getText(), /^bob,U-2ENTRY,boston$/m);
  });

  it("keep a saved change, which sends nothing to REDCap", async () => {
    const document = await vscode.workspace.openTextDocument(uri());
    const at = document.getText().indexOf("bob,U-2ENTRY");
    const edit = new vscode.WorkspaceEdit();
    const range = new vscode.Range(document.positionAt(at), document.positionAt(at + "bob,U-2ENTRY".length));
    edit.replace(uri(), range, "bob,U-3MON");
    assert.equal(await vscode.workspace.applyEdit(edit), true);
    assert.equal(await document.save(), true);
    const { edits } = await site.drafts.state(site.id);
    assert.deepEqual(
      edits.map(inShort).map(({ key, column, before, after }) => ({ key, column, before, after })),
      [{ key: "bob", column: "unique_role_name", before: "U-2ENTRY", after: "U-3MON" }],
    );
    assert.equal(writes(), 0);
  });

  it("are not there for projects that nobody added", async () => {
    const other = uri().with({ path: "/pid99-deadbeef/Role Assignments.csv" });
    await assert.rejects(async () => await vscode.workspace.openTextDocument(other));
  });

  it("stand beside the schema that manifests of folders name", async () => {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(MANIFEST_SCHEMA));
    assert.match(document.getText(), /"title": "REDCap access in a folder"/);
  });

  it("can be neither renamed nor deleted", async () => {
    await assert.rejects(async () => await vscode.workspace.fs.delete(uri()));
    await assert.rejects(async () => await vscode.workspace.fs.rename(uri(), uri().with({ path: "/x/Users.csv" })));
  });
});
