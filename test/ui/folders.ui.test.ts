import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { shownGrid } from "../support/ui/grid";
import { addProject, exported, project, roleOf, useEmulator } from "../support/ui/server";
import { hoverUntil } from "../support/ui/textEditor";
import { story } from "../support/ui/story";
import { useWorkbench } from "../support/ui/workbench";

const FOLDER = "redcap/21-SUNRISE-Multi-Site-Trial";

story("access as code", (step) => {
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
    await vscode().showProjects();
    await vscode().contextMenu(vscode().treeItem("SUNRISE"), "Folder, Copy and Compare", "Save Access to Folder…");
    await vscode().choose("Usernames only");
    await vscode().choose(FOLDER);
  };

  /** What the first part of a comparison is headed with. A rename would be told as one. */
  const diffHeader = async () => {
    const header = vscode().page.locator(".multiDiffEntry .header-content").first();
    await header.locator(".label-name").first().waitFor();
    return (await header.innerText()).trim();
  };
  /** An entry of the Explorer's menu of the folder. */
  const onFolder = async (title: string) => {
    await vscode().runCommand("View: Show Explorer");
    // Its only folder stands in the same row, once it is open.
    await vscode().expand("redcap");
    await vscode().contextMenu(vscode().treeItem("21-SUNRISE").getByText("21-SUNRISE"), title);
  };

  /** The page that shows before anything is sent. */
  const review = async (says: RegExp) => {
    const page = await shownGrid(vscode(), "Review of Changes", (frame) => frame.getByRole("heading", { level: 1 }));
    await page.getByRole("article").filter({ hasText: says }).first().waitFor();
  };

  before(async () => {
    await addProject(vscode(), emulator(), trial());
    await addProject(vscode(), emulator(), pilot());
  });

  step("saves a project as a folder without names, addresses or tokens", async () => {
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

  step("shows one changed role as one changed line, and applies it after a review", async () => {
    const { token } = trial();
    const text = await readFile(file("assignments.csv"), "utf8");
    const changed = text.replace(/^(a\.nakagawa,[^,]*),"Site Coordinator"/m, "$1,Monitor");
    assert.notEqual(changed, text);
    await writeFile(file("assignments.csv"), changed);
    assert.match(git("diff", "--numstat"), /^1\t1\t[^\n]*assignments\.csv\n$/);

    await onFolder("Compare Folder with Project");
    await vscode().tab("REDCap ↔ folder").waitFor();
    assert.match(await diffHeader(), /^assignments\.csv\s*redcap\/21-SUNRISE-Multi-Site-Trial$/);
    await vscode().screenshot("folder-compare");

    await onFolder("Apply Folder to Project…");
    await vscode().notification("0 added, 1 changed, 0 removed").waitFor();
    await review(/a\.nakagawa[^]*Site Coordinator[^]*→ Monitor/);
    await vscode().screenshot("folder-review");
    assert.equal(await roleOf(emulator(), token, "a.nakagawa"), "Site Coordinator");
    await vscode().answerNotification("0 added, 1 changed, 0 removed", "Review and Apply…");
    assert.match(await vscode().answerModal("Apply"), /a\.nakagawa/);
    await vscode().notification("checked in REDCap").waitFor();
    assert.equal(await roleOf(emulator(), token, "a.nakagawa"), "Monitor");
  });

  step("asks before it replaces a file, and then differs in that line alone", async () => {
    await vscode().clearNotifications();
    await save();
    assert.match(await vscode().answerModal("Replace"), /Replace assignments\.csv in/);
    await vscode().notification("Saved assignments.csv").waitFor();
    assert.match(git("diff", "--numstat"), /^1\t1\t[^\n]*assignments\.csv\n$/);
  });

  step("copies roles to a second project and names the instruments that it lacks", async () => {
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
    // The pilot has no randomization, and some of the roles have its rights.
    await vscode().quickInput.getByPlaceholder("3 columns cannot be imported into this project: random_").waitFor();
    await vscode().choose("Continue without what they say");
    await vscode().notification("9 instruments are not in this project").waitFor();
    await vscode().screenshot("copy-review");
    await vscode().answerNotification("9 instruments are not in this project", "Review and Apply…");
    await vscode().answerModal("Apply");
    await vscode().notification("checked in REDCap").waitFor();
    const labels = async (token: string) =>
      (JSON.parse(await exported(emulator(), token, "userRole", "json")) as { role_label: string }[])
        .map(({ role_label: label }) => label)
        .sort();
    assert.deepEqual(await labels(pilot().token), await labels(trial().token));
  });

  step("shows two projects side by side, by names and in words", async () => {
    await vscode().clearNotifications();
    await vscode().runCommand("REDCap: Compare Projects…");
    await vscode().choose("SUNRISE");
    await vscode().choose("Empty Pilot");
    await vscode().tab("SUNRISE Multi-Site Trial ↔ Empty Pilot").waitFor();
    assert.match(await diffHeader(), /^Roles\s*\/SUNRISE Multi-Site Trial ↔ Empty Pilot$/);
    const lines = (side: "original" | "modified") => vscode().page.locator(`.multiDiffEntry .${side} .view-line`);
    // The pilot has another instrument, so that the same roles differ in these lines.
    await lines("original").getByText("adverse_events: View & edit").first().waitFor();
    await lines("modified").getByText("pilot_form: No access").first().waitFor();
    await vscode().screenshot("compare-projects");
    const texts = [...(await lines("original").allInnerTexts()), ...(await lines("modified").allInnerTexts())];
    assert.deepEqual(
      texts.filter((text) => /U-|unique_role_name|[:=] ?\d/.test(text)),
      [],
      "neither ids nor codes",
    );
  });

  step("removes what the folder leaves out only when it shall match exactly, and shows whom before", async () => {
    const { token } = trial();
    const without = async (name: string) => {
      const text = await readFile(file(name), "utf8");
      await writeFile(file(name), text.replace(/^p\.oduya,.*\n/m, ""));
    };
    await without("users.csv");
    await without("assignments.csv");
    await vscode().runCommand("View: Close All Editors");
    await onFolder("Apply Folder to Project…");
    assert.ok(
      (await vscode().choices()).some((each) => /Make the project match the folder\s*1 would be removed/.test(each)),
    );
    await vscode().screenshot("folder-match");
    await vscode().choose("Add and change only");
    await vscode().notification("SUNRISE Multi-Site Trial already has all of it.").waitFor();

    await onFolder("Apply Folder to Project…");
    await vscode().choose("Make the project match the folder");
    await vscode().notification("0 added, 0 changed, 1 removed").waitFor();
    await review(/p\.oduya[^]*Removed from the project/);
    await vscode().screenshot("folder-match-review");
    await vscode().answerNotification("0 added, 0 changed, 1 removed", "Review and Apply…");
    assert.match(await vscode().answerModal(/^Remove/), /p\.oduya/);
    await vscode().notification("checked in REDCap").waitFor();
    assert.equal(await roleOf(emulator(), token, "p.oduya"), "");
    assert.doesNotMatch(await exported(emulator(), token, "user", "csv"), /^p\.oduya,/m);
    assert.match(await exported(emulator(), token, "user", "csv"), /^a\.nakagawa,/m);
  });

  step("asks before a folder of another project is used, and fills in no server from its manifest", async () => {
    await vscode().clearNotifications();
    await vscode().showProjects();
    await vscode().contextMenu(
      vscode().treeItem("Empty Pilot"),
      "Folder, Copy and Compare",
      "Apply Folder to Project…",
    );
    const asked = await vscode().answerModal("Cancel");
    assert.match(asked, /saved from another project\. Use it for Empty Pilot\?/);
    assert.match(asked, /It is from project 21, “SUNRISE Multi-Site Trial”, on 127\.0\.0\.1/);

    const manifest = await readFile(file("redcap-access.json"), "utf8");
    await writeFile(
      file("redcap-access.json"),
      manifest.replace(/"server": ".*"/, '"server": "https://redcap.elsewhere.example/"'),
    );
    await onFolder("Compare Folder with Project");
    const box = vscode().quickInput.locator("input:not([type=checkbox])").first();
    await vscode().choices();
    assert.match(
      (await box.getAttribute("placeholder")) ?? "",
      /^The folder was saved from project 21 on redcap\.elsewhere\.example, which is not in your list/,
    );
    await vscode().choose("Add Project…");
    await vscode().quickTitle("Add Project (1/4)");
    // Older versions have no room for it but in the box.
    const named = /The folder names redcap\.elsewhere\.example\./;
    await vscode().quickInput.getByText(named).or(vscode().quickInput.getByPlaceholder(named)).first().waitFor();
    await vscode().screenshot("folder-elsewhere");
    assert.equal(await box.inputValue(), "");
    assert.ok(!(await vscode().choices()).some((each) => each.includes("elsewhere")));
    await vscode().page.keyboard.press("Escape");
    await writeFile(file("redcap-access.json"), manifest);
  });

  step("compares a file of the folder by itself, written like the folder", async () => {
    const text = await readFile(file("assignments.csv"), "utf8");
    await writeFile(file("assignments.csv"), text.replace(/^(b\.achieng,[^,]*,"?Data Entry"?,).*$/m, "$1lyon"));
    await vscode().runCommand("View: Show Explorer");
    await vscode().treeItem("assignments.csv").dblclick();
    await vscode()
      .page.locator(".codelens-decoration a", { hasText: /^Compare$/ })
      .click();
    await vscode().tab("SUNRISE Multi-Site Trial ↔ assignments.csv").waitFor();
    await vscode().page.locator(".diff-hidden-lines, .editor.original .line-delete").first().waitFor();
    await vscode().screenshot("folder-compare-file");
    const [was] = await vscode().page.locator(".editor.original .view-line").allInnerTexts();
    assert.match(was ?? "", /^username,unique_role_name,role_label,data_access_group$/);
    assert.equal(await vscode().page.locator(".editor.original .line-delete").count(), 1);
    await writeFile(file("assignments.csv"), text);
  });

  step("knows the schema of the manifest without asking the network", async () => {
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
