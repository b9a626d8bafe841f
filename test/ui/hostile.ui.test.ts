import assert from "node:assert/strict";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Frame } from "playwright-core";
import { startEmulator } from "../../src/emulator/server/server";
import type { Emulator, EmulatorProject } from "../../src/emulator/server/server";
import { faultProxy } from "../support/faults/faultProxy";
import type { FaultProxy } from "../support/faults/faultProxy";
import { assertHarmless } from "../support/hostile/harmless";
import { HOSTILE_PROJECT, OWNER, QUIET_PROJECT } from "../support/hostile/project";
import { ELSEWHERE, HOSTILE, MARK } from "../support/hostile/values";
import { readFrame, watchEverywhere } from "../support/ui/canary";
import { openGrid, shownGrid } from "../support/ui/grid";
import { addProject } from "../support/ui/server";
import { story } from "../support/ui/story";
import type { TellStep } from "../support/ui/story";
import { useWorkbench } from "../support/ui/workbench";

/** Links and pictures that one of the texts has made. */
const LINKS = `[...document.querySelectorAll("a, img, script, svg")]
  .flatMap((each) => ["href", "data-href", "src", "onload", "onerror"].map((name) => each.getAttribute(name) ?? ""))
  .filter((value) => /command:workbench.action.terminal|${ELSEWHERE}|${MARK}/.test(value))`;

/** What `$(trash) $(sync~spin)` becomes where icons are drawn: no text that could be read. */
const ICONS = `document.querySelectorAll(".codicon-trash, .codicon-sync.codicon-modifier-spin").length`;

/** Longest text that any surface shows of one name. */
const LONGEST = 4000;

/** Editors write out the marks that set a name apart. */
const asWritten = (text: string) =>
  text.replaceAll(/[\u00a0\t]/g, " ").replaceAll(/\[U\+2068\]([^[\]]*)\[U\+2069\]/g, "\u2068$1\u2069");

story("a server whose every text is hostile", (tell) => {
  let emulator: Emulator;
  /** Says what the emulator would never say. */
  let proxy: FaultProxy;
  let project: EmulatorProject;
  // VS Code asks about separators of lines in any file.
  const vscode = useWorkbench({ settings: { "editor.unusualLineTerminators": "off" } });
  const dialogs: string[] = [];
  const user = () => vscode().treeItem("javascript:window");

  before(async () => {
    emulator = await startEmulator({ projects: [HOSTILE_PROJECT, QUIET_PROJECT] });
    const [only] = emulator.projects;
    assert.ok(only);
    project = only;
    proxy = await faultProxy(emulator.url);
    watchEverywhere([project.token]);
    vscode().page.on("dialog", (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
  });
  after(async () => {
    await proxy.close();
    await emulator.close();
  });

  /** Nothing has run, opened, been asked for or become a link or an icon, in the window and in every frame. */
  async function untouched(): Promise<void> {
    const { page, foreign } = vscode();
    for (const frame of page.frames()) await untouchedIn(frame);
    assert.deepEqual(dialogs, []);
    assert.deepEqual(
      foreign.filter((origin) => origin.includes(ELSEWHERE)),
      [],
    );
    assert.equal(await page.locator(".terminal-wrapper").count(), 0);
  }

  async function untouchedIn(frame: Frame): Promise<void> {
    const found = await readFrame(frame, `[window.${MARK}, ${LINKS}, ${ICONS}]`);
    if (found !== undefined) assert.deepEqual(found, [undefined, [], 0], frame.url());
  }

  const step: TellStep = (title, work) =>
    tell(title, async () => {
      await work();
      await untouched();
    });

  const texts = async (frame: Frame, selector: string) => await frame.locator(selector).allInnerTexts();

  async function harmless(what: string, selector: string, frame: Frame = vscode().page.mainFrame()): Promise<void> {
    await frame.locator(selector).first().waitFor();
    const found = await texts(frame, selector);
    assert.notEqual(found.length, 0, what);
    for (const text of found) assertHarmless(asWritten(text), what, LONGEST);
    // A list or a tooltip has gone by the end of the step.
    await untouchedIn(frame);
  }

  step("is added under its own title", async () => {
    await vscode().runCommand("REDCap: Add Project…");
    await vscode().quickTitle("Add Project");
    await vscode().type(proxy.url);
    await vscode().quickTitle("Add Project on");
    await vscode().type(project.token);
    await vscode().quickTitle("Add Project: ");
    await harmless("wizard", ".quick-input-title");
    await harmless("wizard", ".quick-input-message");
    await vscode().screenshot("hostile-wizard");
    await vscode().accept();
    await vscode().treeItem("Open").waitFor();
  });

  step("shows in the tree and in tooltips", async () => {
    await vscode().expand("Open");
    await vscode().expand("Users");
    await user().waitFor();
    await harmless("tree", ".sidebar .monaco-list-row .label-name");
    await harmless("tree", ".sidebar .monaco-list-row .label-description");
    await vscode().screenshot("hostile-tree");
    await vscode().treeItem("ann↵carol").hover();
    await harmless("tooltip", ".monaco-hover:visible, .workbench-hover:visible");
    await vscode().screenshot("hostile-tooltip");
    await vscode().collapse("Users");
    await vscode().expand("Roles");
    await harmless("tree", ".sidebar .monaco-list-row .label-name");
  });

  step("shows in the grid, its lists and its columns' filters", async () => {
    const grid = await openGrid(vscode(), "REDCap: Edit Role Assignments", "Role Assignments");
    await harmless("grid", ".body .cell", grid);
    await harmless("banner", ".banner", grid);
    await vscode().screenshot("hostile-grid");
    const cell = grid.locator(".body .row", { hasText: "javascript:" }).locator('[data-column="unique_role_name"]');
    await cell.locator(".open").click();
    await grid.getByRole("option").first().waitFor();
    await harmless("list", ".popup .option", grid);
    await vscode().screenshot("hostile-picker");
    await grid.getByRole("option", { name: "ann↵carol" }).click();
    await grid.getByText("1 change not yet in REDCap").first().waitFor();
    await harmless("changed cell", ".body .cell.edited", grid);
  });

  step("shows in the rights on instruments and in roles side by side", async () => {
    const grid = await openGrid(vscode(), "REDCap: Edit Roles", "User Roles");
    await harmless("grid", ".body .cell", grid);
    await grid.locator(".body .cell").first().click();
    await vscode().page.keyboard.press("End");
    await vscode().page.keyboard.press("Enter");
    await grid.getByRole("dialog").waitFor();
    await harmless("instruments", "dialog th", grid);
    await vscode().screenshot("hostile-forms");
    await vscode().page.keyboard.press("Escape");
    await grid.getByRole("button", { name: "Compare Roles" }).click();
    await harmless("matrix", ".matrix th", grid);
    await vscode().screenshot("hostile-matrix");
    await grid.getByRole("button", { name: "Compare Roles" }).click();
  });

  step("leaves a name with line breaks alone when its editor is opened and left", async () => {
    const grid = await shownGrid(vscode(), "User Roles");
    const name = grid.locator(".body .row", { hasText: "ann↵carol" }).locator('[data-column="role_label"]');
    await name.dblclick();
    await grid.locator(".popup.text input").waitFor();
    await grid.locator(".banner").click();
    await grid.locator(".popup.text").waitFor({ state: "detached" });
    await grid.getByText("1 change in this project, none in this grid").waitFor();
  });

  step("stands in the text of the changes as letters of a file", async () => {
    await vscode().runCommand("REDCap: Show Changes as Text");
    await vscode().tab("REDCap ↔ draft").waitFor();
    await vscode().page.locator(".editor.modified .view-line").first().waitFor();
    await vscode().screenshot("hostile-text-diff");
    const lines = (await vscode().page.locator(".editor.modified .view-line").allInnerTexts()).map(asWritten);
    for (const letters of [HOSTILE.icon, HOSTILE.commandLink, HOSTILE.proto])
      assert.ok(
        lines.some((line) => line.includes(letters)),
        letters,
      );
    await vscode().runCommand("View: Close Editor");
  });

  step("shows in the review, the diff, the question and the message", async () => {
    await vscode().runCommand("REDCap: Review Changes");
    const page = await shownGrid(vscode(), "Review of Changes", (frame) => frame.getByRole("article"));
    // Cells of a table come with tabs between them.
    const said = (await page.locator("body").innerText()).replaceAll("\t", " ");
    assertHarmless(said, "review", 20_000);
    await vscode().screenshot("hostile-review");
    await vscode().page.keyboard.press("Control+w");
    await vscode().runCommand("REDCap: Review and Apply…");
    await vscode().modal.waitFor();
    await vscode().screenshot("hostile-question");
    assertHarmless(await vscode().answerModal("Apply"), "question");
    await vscode().notification("checked in REDCap").waitFor();
    await harmless("message", ".notifications-toasts .notification-list-item-message");
    await vscode().clearNotifications();
  });

  step("shows in the lists of quick actions and in what they refuse", async () => {
    await vscode().showProjects();
    await vscode().collapse("Roles");
    await vscode().expand("Users");
    await vscode().contextMenu(user(), "Assign Role…");
    await harmless("quick pick", ".quick-input-widget .monaco-list-row");
    await vscode().screenshot("hostile-pick");
    await vscode().type("constructor", { enter: false });
    await vscode().choose("constructor");
    assertHarmless(await vscode().answerModal("Cancel"), "question");
    await vscode().runCommand("REDCap: Filter…");
    await harmless("filter", ".quick-input-widget .monaco-list-row");
    await vscode().page.keyboard.press("Escape");
    await vscode().runCommand("REDCap: Show History…");
    await harmless("history", ".quick-input-widget .monaco-list-row");
    await vscode().page.keyboard.press("Escape");
  });

  step("shows in a refusal in the server's own words", async () => {
    const said = Object.values(HOSTILE).map((text) => text.slice(0, 60));
    vscode().foreseen.push("The server says no");
    proxy.meet(({ response }) => {
      response.writeHead(400, { "content-type": "application/json" });
      response.end(JSON.stringify({ error: ["The server says no", ...said].join("\n") }));
    });
    await vscode().contextMenu(user(), "Assign Role…");
    await vscode().type("constructor", { enter: false });
    await vscode().choose("constructor");
    await vscode().notification("The server says no").waitFor();
    await harmless("error", ".notifications-toasts .notification-list-item-message");
    await vscode().screenshot("hostile-error");
    proxy.meet();
    await vscode().clearNotifications();
  });

  step("exports into files below the folder, with names that every system takes", async () => {
    await vscode().runCommand("REDCap: Export All Access Tables…");
    await vscode().choose("CSV, as REDCap sends it");
    await vscode().notification("Exported 5 files").waitFor();
    await harmless("message", ".notifications-toasts .notification-list-item-message");
    const files = await readdir(vscode().folder, { recursive: true, withFileTypes: true });
    const paths = files.filter((file) => file.isFile()).map(({ parentPath, name }) => join(parentPath, name));
    assert.equal(paths.length, 5);
    for (const path of paths) {
      const parts = path.slice(vscode().folder.length + 1).split("/");
      assert.equal(parts.length, 3, path);
      for (const part of parts) assert.match(part, /^(?!\.)[^\p{C}\\:*?"<>|]{1,255}$/u);
    }
    await vscode().clearNotifications();
  });

  step("is saved as a folder and stands beside it", async () => {
    await vscode().runCommand("REDCap: Save Access to Folder…");
    await vscode().choose("With names and e-mail addresses");
    await harmless("folder", ".quick-input-widget .monaco-list-row");
    await vscode().choose("redcap");
    await vscode().notification("Saved 5 files").waitFor();
    await harmless("message", ".notifications-toasts .notification-list-item-message");
    await vscode().clearNotifications();
    const [path] = (await readdir(vscode().folder, { recursive: true })).filter((each) => /roles\.csv$/.test(each));
    const roles = join(vscode().folder, path ?? "");
    await writeFile(roles, (await readFile(roles, "utf8")).replaceAll("__proto__", "proto"));
    await vscode().runCommand("REDCap: Compare Folder with Project");
    await vscode().tab("REDCap ↔ folder").waitFor();
    await vscode().page.locator(".multiDiffEntry .view-line").first().waitFor();
    await harmless("tab", ".tab .label-name");
    await harmless("heading", ".multiDiffEntry .header-content .label-name");
    await vscode().screenshot("hostile-folder");
    await vscode().runCommand("View: Close All Editors");
  });

  step("stands beside another project", async () => {
    const quiet = emulator.projects.find(({ title }) => title === QUIET_PROJECT.title);
    assert.ok(quiet);
    await addProject(vscode(), proxy, quiet);
    await vscode().runCommand("REDCap: Compare Projects…");
    await harmless("projects", ".quick-input-widget .monaco-list-row");
    await vscode().choose("Open");
    await vscode().choose("Quiet");
    await vscode().tab("↔ Quiet Study").waitFor();
    // Older versions show the lines of the comparison before until the new ones are there.
    const compared = ".multiDiffEntry:has(.header-content:has-text('Quiet Study')) .view-line";
    await vscode().page.locator(compared, { hasText: "Data Entry" }).first().waitFor();
    await harmless("comparison", compared);
    await harmless("tab", ".tab .label-name");
    await harmless("heading", ".multiDiffEntry .header-content .label-name");
    await vscode().screenshot("hostile-projects");
    await vscode().runCommand("View: Close All Editors");
  });

  step("is named, explained and offered in a checked file", async () => {
    const { page } = vscode();
    const roles = Object.keys(HOSTILE).map((_, index) => `${OWNER},U-${index},`);
    await writeFile(
      join(vscode().folder, "userRoleMapping.csv"),
      ["username,unique_role_name,data_access_group", ...roles, ""].join("\n"),
    );
    await vscode().runCommand("View: Show Explorer");
    await vscode().treeItem("userRoleMapping.csv").dblclick();
    await page.locator(".codelens-decoration a", { hasText: "Choose the project" }).click();
    await vscode().choose("Open");
    await page.locator(".codelens-decoration a", { hasText: "Import into grid" }).first().waitFor();
    await page.locator(".view-line", { hasText: "$(trash)" }).waitFor();
    await harmless("file", ".view-line");
    await harmless("lens", ".codelens-decoration a");
    await vscode().screenshot("hostile-file");
    for (const text of [HOSTILE.commandLink, HOSTILE.webLink, HOSTILE.html]) {
      await vscode().runCommand("Go to Line/Column...");
      await vscode().type(`:${Object.values(HOSTILE).indexOf(text) + 2}:11`);
      await page.keyboard.press("Control+k");
      await page.keyboard.press("Control+i");
      await page
        .locator(".monaco-hover:visible", { hasText: text.slice(0, 5) })
        .first()
        .waitFor();
      await harmless("hover", ".monaco-hover:visible");
      await vscode().screenshot("hostile-hover");
      await page.keyboard.press("Escape");
    }
    await page.keyboard.press("Control+End");
    await page.keyboard.press("Control+Space");
    await harmless("people", ".suggest-widget.visible .monaco-list-row");
    await vscode().screenshot("hostile-people");
    await page.keyboard.press("Escape");
    await page.keyboard.type(`${OWNER},`);
    await page.locator(".suggest-widget.visible .monaco-list-row", { hasText: "(U-4)" }).waitFor();
    await harmless("roles", ".suggest-widget.visible .monaco-list-row");
    await vscode().screenshot("hostile-roles");
    await page.keyboard.press("Escape");
    await vscode().runCommand("File: Save");
  });
});
