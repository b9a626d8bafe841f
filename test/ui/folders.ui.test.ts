import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { addProject, exported, project, roleOf, useEmulator } from "../support/ui/server";
import { hoverUntil } from "../support/ui/textEditor";
import { useWorkbench } from "../support/ui/workbench";

const FOLDER = "redcap/21-SUNRISE-Multi-Site-Trial";

describe("access as code", () => {
  const emulator = useEmulator();
  const vscode = useWorkbench({ settings: { "git.enabled": false } });
  const trial = () => project(emulator(), /SUNRISE/);
  const pilot = () => project(emulator(), /Empty Pilot/);
  const file = (name: string) => join(vscode().folder, FOLDER, name);
  const git = (...args: readonly string[]) =>
    execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.org", ...args], {
      cwd: vscode().folder,
      encoding: "utf8",
    });
  const save = async () => {
    await vscode().runCommand("REDCap: Save Access to Folder…");
    await vscode().choose("SUNRISE");
    await vscode().choose("Usernames only");
    await vscode().choose(FOLDER);
  };

  before(async () => {
    await addProject(vscode(), emulator(), trial());
    await addProject(vscode(), emulator(), pilot());
  });

  it("saves a project as a folder without names, addresses or tokens", async () => {
    await save();
    await vscode().answerNotification("Saved 5 files");
    const users = await readFile(file("users.csv"), "utf8");
    const manifest = await readFile(file("redcap-access.json"), "utf8");
    assert.match(users, /^username,expiration,/);
    assert.doesNotMatch(users, /@|Castellano/);
    assert.doesNotMatch(manifest, new RegExp(trial().token));
    git("init", "-q");
    git("add", ".");
    git("commit", "-qm", "Access");
  });

  it("shows one changed role as one changed line, and applies it after a review", async () => {
    const { token } = trial();
    const text = await readFile(file("assignments.csv"), "utf8");
    const changed = text.replace(/^(a\.nakagawa,[^,]*),"Site Coordinator"/m, "$1,Monitor");
    assert.notEqual(changed, text);
    await writeFile(file("assignments.csv"), changed);
    assert.match(git("diff", "--numstat"), /^1\t1\t[^\n]*assignments\.csv\n$/);

    await vscode().runCommand("REDCap: Compare Folder with Project");
    await vscode().tab("REDCap ↔ folder").waitFor();
    await vscode().page.locator(".multiDiffEntry", { hasText: "assignments.csv" }).first().waitFor();
    await vscode().screenshot("folder-compare");

    await vscode().runCommand("REDCap: Apply Folder to Project…");
    await vscode().notification("0 added, 1 changed, 0 removed").waitFor();
    assert.match(await vscode().editorText(), /a\.nakagawa: role Site Coordinator → Monitor/);
    await vscode().screenshot("folder-review");
    assert.equal(await roleOf(emulator(), token, "a.nakagawa"), "Site Coordinator");
    await vscode().answerNotification("0 added, 1 changed, 0 removed", "Review and Apply…");
    assert.match(await vscode().answerModal("Apply"), /a\.nakagawa/);
    await vscode().notification("read back as wanted").waitFor();
    assert.equal(await roleOf(emulator(), token, "a.nakagawa"), "Monitor");
  });

  it("asks before it replaces a file, and then differs in that line alone", async () => {
    await vscode().clearNotifications();
    await save();
    assert.match(await vscode().answerModal("Replace"), /Replace assignments\.csv in/);
    await vscode().notification("Saved assignments.csv").waitFor();
    assert.match(git("diff", "--numstat"), /^1\t1\t[^\n]*assignments\.csv\n$/);
  });

  it("copies roles to a second project and names the instruments that it lacks", async () => {
    await vscode().clearNotifications();
    await vscode().runCommand("REDCap: Copy Access to Another Project…");
    await vscode().choose("SUNRISE");
    await vscode().choose("Empty Pilot");
    await vscode().quickTitle("SUNRISE Multi-Site Trial → Empty Pilot");
    await vscode().quickInput.getByText("Roles", { exact: true }).waitFor();
    await vscode().screenshot("copy-what");
    await vscode().quickInput.locator("input:not([type=checkbox])").first().press("Enter");
    await vscode().quickInput.getByText("Data Manager", { exact: true }).waitFor();
    await vscode().accept();
    await vscode().notification("9 instruments are not in this project").waitFor();
    await vscode().screenshot("copy-review");
    await vscode().answerNotification("9 instruments are not in this project", "Review and Apply…");
    await vscode().answerModal("Apply");
    await vscode().notification("read back as wanted").waitFor();
    const labels = async (token: string) =>
      (JSON.parse(await exported(emulator(), token, "userRole", "json")) as { role_label: string }[])
        .map(({ role_label: label }) => label)
        .sort();
    assert.deepEqual(await labels(pilot().token), await labels(trial().token));
  });

  it("shows two projects side by side, by names and in words", async () => {
    await vscode().clearNotifications();
    await vscode().runCommand("REDCap: Compare Projects…");
    await vscode().choose("SUNRISE");
    await vscode().choose("Empty Pilot");
    await vscode().tab("SUNRISE Multi-Site Trial ↔ Empty Pilot").waitFor();
    await vscode().page.locator(".multiDiffEntry", { hasText: "Roles" }).first().waitFor();
    await vscode().screenshot("compare-projects");
  });

  it("knows the schema of the manifest without asking the network", async () => {
    await vscode().runCommand("View: Close All Editors");
    await vscode().page.keyboard.press("ControlOrMeta+P");
    await vscode().type("redcap-access.json", { enter: false });
    await vscode().choose("redcap-access.json");
    await vscode().tab("redcap-access.json").waitFor();
    await vscode().page.locator(".view-line", { hasText: '"projectId"' }).first().waitFor();
    await hoverUntil(vscode(), "projectId", "The project's id (pid) in REDCap.");
    await vscode().screenshot("folder-manifest");
    assert.equal(await vscode().page.locator(".squiggly-warning, .squiggly-error").count(), 0);
  });
});
