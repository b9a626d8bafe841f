import assert from "node:assert/strict";
import * as vscode from "vscode";
import { FileProjects } from "../../src/app/files/fileProject";
import { LANGUAGE } from "../../src/editors/ids";
import type { FileChecks } from "../../src/editors/language/fileChecks";
import { startChecks } from "../../src/editors/language/startChecks";
import { until } from "../support/until";
import { memoryState } from "../unit/app/memory";
import { openSite } from "../unit/app/site";
import type { Site } from "../unit/app/site";

const TEXT = "username,unique_role_name,data_access_group\nbob,U-2ENTRY,boston\neve,Monitor,\ndave,,lyon\ndave,,lyon\n";

describe("access files in text editors", () => {
  let site: Site;
  let checks: FileChecks;
  let document: vscode.TextDocument;
  let asked: number;
  const role = new vscode.Position(1, "bob,U-".length);

  before(async () => {
    site = await openSite();
    await site.projects.load(site.id);
    asked = site.emulator.requests.length;
    const today = () => ({ today: "2026-06-15", soonDays: 30 });
    const { connections, projects, drafts } = site;
    const fileProjects = new FileProjects(connections, memoryState());
    checks = startChecks({ connections, projects, drafts, today, fileProjects });
    document = await vscode.workspace.openTextDocument({ language: LANGUAGE, content: TEXT });
    await checks.files.choose(document.uri, site.id);
    await vscode.window.showTextDocument(document);
    checks.checkVisible();
  });
  after(async () => {
    checks.dispose();
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    await site.close();
  });

  async function ask<T>(command: string, ...args: readonly unknown[]): Promise<T> {
    return await vscode.commands.executeCommand<T>(command, document.uri, ...args);
  }

  it("offer roles by name and write their ids", async () => {
    const { items } = await ask<vscode.CompletionList>("vscode.executeCompletionItemProvider", role);
    const monitor = items.find(({ label }) => label === "Monitor (U-3MON)");
    assert.equal(monitor?.insertText, "U-3MON");
  });

  it("tell what a role grants", async () => {
    const hovers = await ask<vscode.Hover[]>("vscode.executeHoverProvider", role);
    const words = hovers.flatMap(({ contents }) =>
      contents.map((each) => (typeof each === "string" ? each : each.value)),
    );
    assert.match(words.join("\n"), /Data.*Entry[\s\S]*Create.*Records/);
  });

  it("show the name of a role beside its id", async () => {
    const hints = await ask<vscode.InlayHint[]>("vscode.executeInlayHintProvider", new vscode.Range(0, 0, 4, 0));
    assert.deepEqual(
      hints.map(({ label, position }) => [label, position.line, position.character]),
      [["Data Entry", 1, "bob,U-2ENTRY".length]],
    );
  });

  it("say what they are held against, and offer to compare, preview and import", async () => {
    const lenses = await ask<vscode.CodeLens[]>("vscode.executeCodeLensProvider");
    const titles = lenses.map(({ command }) => command?.title ?? "").join("\n");
    for (const title of [/^Trial as of /m, /^Compare$/m, /^Preview changes$/m, /^Import into grid$/m])
      assert.match(titles, title);
  });

  it("mark what an import would refuse, and put it right", async () => {
    const codes = () => vscode.languages.getDiagnostics(document.uri).map(({ code }) => code);
    await until("the label of a role is marked", () => codes().includes("roleByLabel"));
    assert.ok(codes().includes("keyTwice"));
    const at = new vscode.Range(2, 5, 2, 6);
    const actions = await ask<vscode.CodeAction[]>("vscode.executeCodeActionProvider", at);
    const fix = actions.find(({ title }) => title === "Use U-3MON (Monitor)");
    assert.ok(fix?.edit);
    assert.equal(await vscode.workspace.applyEdit(fix.edit), true);
    assert.equal(document.lineAt(2).text, "eve,U-3MON,");
  });

  it("say which table they are checked as where the columns fit several", async () => {
    const content = "username,data_access_group\nbob,boston\n";
    const open = await vscode.workspace.openTextDocument({ language: LANGUAGE, content });
    await vscode.window.showTextDocument(open);
    checks.checkVisible();
    const told = () => vscode.languages.getDiagnostics(open.uri).find(({ code }) => code === "severalTables")?.message;
    await until("the table is told", () => told() !== undefined);
    assert.match(
      told() ?? "",
      /checked as Users\..*rename it to one of these: userRoleMapping\.csv and userDagMapping\.csv\.$/,
    );
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  });

  it("ask REDCap for nothing", () => {
    assert.equal(site.emulator.requests.length, asked);
  });
});
