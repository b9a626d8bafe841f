import assert from "node:assert/strict";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import { FileProjects } from "../../src/app/files/fileProject";
import { FileReader } from "../../src/app/files/fileReader";
import { ImportedIds } from "../../src/app/files/importedIds";
import {
  checkFile,
  chooseFileProject,
  compareFile,
  importFileIntoGrid,
  previewFile,
} from "../../src/commands/files/fileInEditor";
import type { FileChecks } from "../../src/editors/language/fileChecks";
import { startChecks } from "../../src/editors/language/startChecks";
import { LANGUAGE } from "../../src/editors/ids";
import { desk } from "../support/host/desk";
import { person } from "../support/desk/person";
import type { Person } from "../support/desk/person";
import { memoryState } from "../unit/app/memory";
import { openSite } from "../unit/app/site";
import type { Site } from "../unit/app/site";
import { inShort } from "../unit/core/trial";

const TEXT = "username,unique_role_name,data_access_group\nbob,U-3MON,boston\n";

describe("commands on an access table in a text editor", () => {
  let site: Site;
  let checks: FileChecks;
  let folder: string;
  let opened: string[];
  let document: vscode.TextDocument;
  beforeEach(async () => {
    site = await openSite();
    const { connections, projects, drafts } = site;
    const today = () => ({ today: site.clock.today(), soonDays: 30 });
    const fileProjects = new FileProjects(connections, memoryState());
    checks = startChecks({ connections, projects, drafts, today, fileProjects });
    folder = await mkdtemp(join(tmpdir(), "redcap-access-files-"));
    opened = [];
    document = await open("people.csv", TEXT);
  });
  afterEach(async () => {
    checks.dispose();
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await site.close();
  });

  async function open(name: string, text: string): Promise<vscode.TextDocument> {
    await writeFile(join(folder, name), text);
    const shown = await vscode.workspace.openTextDocument(vscode.Uri.file(join(folder, name)));
    await vscode.window.showTextDocument(shown);
    return shown;
  }
  const editors = {
    save: () => Promise.resolve(),
    open: (_id: string, draft: string) => Promise.resolve(void opened.push(draft)),
  };
  const reader = new FileReader({ script: "", inThreadAbove: Infinity, most: Infinity, memoryMb: 0 });
  const services = (dialogs: Person) =>
    ({
      ...desk(site, dialogs),
      ...{ editors, reader, importedIds: new ImportedIds(), checks: () => Promise.resolve(checks) },
    }) as never;
  const wanted = async () =>
    (await site.drafts.edits(site.id)).map(inShort).map(({ key, column, after }) => `${key}.${column}=${after}`);

  it("Check This File as Access Table takes a file of any name, when its columns are REDCap's", async () => {
    await checkFile(services(person()))(document.uri);
    const [now] = vscode.window.visibleTextEditors;
    assert.equal(now?.document.languageId, LANGUAGE);
    const list = await open("list.csv", "username\nbob\n");
    const dialogs = person();
    await checkFile(services(dialogs))(list.uri);
    assert.notEqual(list.languageId, LANGUAGE);
    assert.match(dialogs.said[0] ?? "", /^This is not an access table\. Its first line must name columns/);
  });

  it("Choose Project for This File is remembered, and asks REDCap nothing", async () => {
    await vscode.languages.setTextDocumentLanguage(document, LANGUAGE);
    assert.equal((await checks.files.read(document))?.project, undefined);
    const dialogs = person("Trial");
    await chooseFileProject(services(dialogs))(document.uri);
    assert.deepEqual([dialogs.lists, (await checks.files.read(document))?.project?.id], [[["Trial"]], site.id]);
    assert.deepEqual(site.emulator.requests, []);
  });

  it("Compare File with Project shows the file beside what the project says, and changes neither", async () => {
    await vscode.languages.setTextDocumentLanguage(document, LANGUAGE);
    await compareFile(services(person("Trial")))(document.uri);
    const input: unknown = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    assert.ok(input instanceof vscode.TabInputTextDiff);
    assert.equal(input.modified.toString(), document.uri.toString());
    const original = await vscode.workspace.openTextDocument(input.original);
    assert.match(original.getText(), /^bob,U-2ENTRY,boston$/m);
    assert.deepEqual([document.getText(), await wanted(), site.proxy.writes], [TEXT, [], []]);
  });

  it("Preview Changes of This File makes them changes not yet in REDCap, and shows them in words", async () => {
    await vscode.languages.setTextDocumentLanguage(document, LANGUAGE);
    const asked: unknown[] = [];
    const { executeCommand } = vscode.commands;
    vscode.commands.executeCommand = ((name: string, ...args: unknown[]) =>
      name === "redcapAccess.reviewChanges"
        ? Promise.resolve(void asked.push(...args))
        : executeCommand(name, ...args)) as typeof executeCommand;
    try {
      await previewFile(services(person("Trial", "Add and change only")))(document.uri);
    } finally {
      vscode.commands.executeCommand = executeCommand;
    }
    assert.deepEqual(asked, [{ kind: "project", connectionId: site.id }]);
    assert.deepEqual([await wanted(), opened, site.proxy.writes], [["bob.unique_role_name=U-3MON"], [], []]);
  });

  it("Import This File into Grid makes them changes not yet in REDCap, and opens the grid that shows them", async () => {
    await vscode.languages.setTextDocumentLanguage(document, LANGUAGE);
    await importFileIntoGrid(services(person("Trial", "Add and change only")))(document.uri);
    assert.deepEqual([await wanted(), opened], [["bob.unique_role_name=U-3MON"], ["assignments"]]);
    assert.deepEqual(site.proxy.writes, []);
  });
});
