import { english } from "../../src/core/text/message";
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import * as vscode from "vscode";
import { vscodeFileAccess } from "../../src/platform/fileAccess";
import { WorkspaceFiles } from "../../src/platform/workspaceFiles";

describe("files in the workspace", () => {
  const files = new WorkspaceFiles(vscodeFileAccess, english);
  const folder = () => vscode.workspace.workspaceFolders?.[0]?.uri ?? assert.fail("no folder is open");
  const at = (name: string) => vscode.Uri.joinPath(folder(), name);
  const text = (value: string) => new TextEncoder().encode(value);

  it("are written whole, with the folders above them", async () => {
    await files.write(at("new/folder/users.csv"), [text("username\n"), text("ann\n")]);
    assert.equal(await readFile(join(folder().fsPath, "new/folder/users.csv"), "utf8"), "username\nann\n");
  });

  it("are left as they were when the bytes break off, with nothing beside them", async () => {
    await files.writeText(at("kept/roles.csv"), "before");
    async function* broken() {
      yield text("half");
      await setImmediate();
      throw new Error("the server hung up");
    }
    await assert.rejects(files.write(at("kept/roles.csv"), broken()), /hung up/);
    assert.equal(await files.readText(at("kept/roles.csv")), "before");
    assert.deepEqual(await readdir(join(folder().fsPath, "kept")), ["roles.csv"]);
  });

  it("are left as they were when the person cancels", async () => {
    const abort = new AbortController();
    async function* slow() {
      yield text("half");
      abort.abort();
      await setImmediate();
      yield text("more");
    }
    await assert.rejects(files.write(at("cancelled/dags.csv"), slow(), abort.signal));
    assert.deepEqual(await readdir(join(folder().fsPath, "cancelled")), []);
  });

  it("are written together or not at all", async () => {
    await files.writeText(at("together/roles.csv"), "before");
    await files.writeText(at("together/file"), "");
    const texts = ["together/roles.csv", "together/dags.csv", "together/file/no-folder.csv"].map((name) => ({
      uri: at(name),
      text: "after",
    }));
    await assert.rejects(files.writeAll(texts));
    assert.equal(await files.readText(at("together/roles.csv")), "before");
    assert.deepEqual((await readdir(join(folder().fsPath, "together"))).sort(), ["file", "roles.csv"]);
    await files.writeAll(texts.slice(0, 2));
    assert.equal(await files.readText(at("together/roles.csv")), "after");
    assert.equal(await files.readText(at("together/dags.csv")), "after");
  });

  it("are told from those that are not there", async () => {
    assert.equal(await files.exists(at("kept/roles.csv")), true);
    assert.equal(await files.exists(at("kept/nothing.csv")), false);
  });
});
