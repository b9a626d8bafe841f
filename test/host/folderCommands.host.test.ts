import assert from "node:assert/strict";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import { folderFiles } from "../../src/app/files/accessFolder";
import { message } from "../../src/core/text/message";
import { FileReader } from "../../src/app/files/fileReader";
import { compareFolder } from "../../src/commands/folders/compareFolder";
import { chooseFolder, projectOfFolder } from "../../src/commands/folders/folderChoice";
import { ReportDocuments } from "../../src/views/reportDocuments";
import { desk } from "../support/host/desk";
import { person } from "../support/desk/person";
import type { Person } from "../support/desk/person";
import { openSite } from "../unit/app/site";
import type { Site } from "../unit/app/site";

describe("the project of a folder", () => {
  let site: Site;
  let reports: ReportDocuments;
  let uri: vscode.Uri;
  before(async () => {
    site = await openSite();
    reports = new ReportDocuments();
    const folder = await mkdtemp(join(tmpdir(), "redcap-access-folder-"));
    uri = vscode.Uri.file(folder);
    const { id: _id, ...same } = site.connections.require(site.id);
    for (const { name, text } of folderFiles(same, await site.projects.load(site.id)))
      await writeFile(join(folder, name), text);
    await site.connections.add({ ...same, label: "Trial of dave", owner: "dave" }, site.emulator.addToken(12, "dave"));
    await site.connections.add({ ...same, label: "Elsewhere", projectId: 99 }, "0".repeat(32));
  });
  after(async () => {
    reports.dispose();
    await site.close();
  });

  const reader = new FileReader({ script: "", inThreadAbove: Infinity, most: Infinity, memoryMb: 0 });
  const services = (dialogs: Person) => ({ ...desk(site, dialogs), reader, reports }) as never;

  it("is asked for when two connections are of it: these two and no other, and none is taken unasked", async () => {
    const dialogs = person("Trial of dave");
    const folder = await chooseFolder(services(dialogs), uri, message("Compare"));
    assert.ok(folder);
    const project = await projectOfFolder(services(dialogs), folder, uri, message("Compare"));
    assert.deepEqual([dialogs.lists, project?.owner], [[["Trial", "Trial of dave"]], "dave"]);
  });

  it("is read with the token that was chosen, and nothing is read when the person goes back", async () => {
    const before = site.emulator.requests.length;
    await compareFolder(services(person(undefined)))(uri);
    assert.equal(site.emulator.requests.length, before);
    const dialogs = person("Trial of dave");
    await compareFolder(services(dialogs))(uri);
    assert.deepEqual(dialogs.said.slice(1), ["The folder matches Trial of dave."]);
  });
});
