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
  let files: DraftFileSystem;
  const uri = () => vscode.Uri.from({ scheme: SCHEME, path: `/${site.id}/Role Assignments.csv` });
  const writes = () => site.emulator.requests.filter(({ params }) => params.has("data")).length;

  before(async () => {
    site = await openSite();
    files = new DraftFileSystem(site.drafts, site.projects, vscode.Uri.file("/"));
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

  it("are UTF-8 whatever files.encoding says, and refuse bytes that are none", async () => {
    const settings = vscode.workspace.getConfiguration("files");
    const users = uri().with({ path: `/${site.id}/User Roles.csv` });
    for (const encoding of ["utf16le", "windows1252", "shiftjis"]) {
      await settings.update("encoding", encoding, vscode.ConfigurationTarget.Global);
      try {
        const document = await vscode.workspace.openTextDocument(users);
        assert.match(document.getText(), /^unique_role_name,/, encoding);
        const edit = new vscode.WorkspaceEdit();
        const at = document.getText().lastIndexOf("Monitor");
        const range = new vscode.Range(document.positionAt(at), document.positionAt(at + "Monitor".length));
        edit.replace(users, range, `Zürich 李 ${encoding} Monitor`);
        assert.equal(await vscode.workspace.applyEdit(edit), true);
        assert.equal(await document.save(), true);
        assert.match(
          (await site.drafts.read(site.id, "roles"))?.text ?? "",
          new RegExp(`Zürich 李 ${encoding} Monitor`),
        );
      } finally {
        await settings.update("encoding", undefined, vscode.ConfigurationTarget.Global);
      }
    }
    const before = await site.drafts.read(site.id, "roles");
    for (const bytes of [Buffer.from("Z\xfcrich", "latin1"), Buffer.from("unique_role_name\n", "utf16le")])
      await assert.rejects(files.writeFile(users, bytes), /is not in UTF-8/);
    assert.deepEqual(await site.drafts.read(site.id, "roles"), before);
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
