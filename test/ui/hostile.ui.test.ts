import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Frame } from "playwright-core";
import { startEmulator } from "../../src/emulator/server";
import type { Emulator, EmulatorProject } from "../../src/emulator/server";
import { assertHarmless } from "../support/hostile/harmless";
import { HOSTILE_PROJECT } from "../support/hostile/project";
import { ELSEWHERE, MARK } from "../support/hostile/values";
import { watchEverywhere } from "../support/ui/canary";
import { openGrid } from "../support/ui/grid";
import { useWorkbench } from "../support/ui/workbench";

/** Links and pictures that one of the texts has made. */
const LINKS = `[...document.querySelectorAll("a, img, script, svg")]
  .flatMap((each) => ["href", "data-href", "src", "onload", "onerror"].map((name) => each.getAttribute(name) ?? ""))
  .filter((value) => /command:workbench.action.terminal|${ELSEWHERE}|${MARK}/.test(value))`;

/** Longest text that any surface shows of one name. */
const LONGEST = 4000;

describe("a server whose every text is hostile", () => {
  let emulator: Emulator;
  let project: EmulatorProject;
  const vscode = useWorkbench();
  const dialogs: string[] = [];
  const user = () => vscode().treeItem("javascript:window");

  before(async () => {
    emulator = await startEmulator({ projects: [HOSTILE_PROJECT] });
    const [only] = emulator.projects;
    assert.ok(only);
    project = only;
    watchEverywhere([project.token]);
    vscode().page.on("dialog", (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
  });
  after(() => emulator.close());

  /** Nothing has run, opened, been asked for or become a link, in the window and in every frame. */
  afterEach(async () => {
    const { page, foreign } = vscode();
    for (const frame of page.frames()) {
      const ran = await frame.evaluate(`window.${MARK}`).catch(() => undefined);
      assert.equal(ran, undefined, frame.url());
      const links = await frame.evaluate(LINKS).catch(() => []);
      assert.deepEqual(links, [], frame.url());
    }
    assert.deepEqual(dialogs, []);
    assert.deepEqual(
      foreign.filter((origin) => origin.includes(ELSEWHERE)),
      [],
    );
    assert.equal(await page.locator(".terminal-wrapper").count(), 0);
  });

  const texts = async (frame: Frame, selector: string) => await frame.locator(selector).allInnerTexts();

  async function harmless(what: string, selector: string, frame: Frame = vscode().page.mainFrame()): Promise<void> {
    await frame.locator(selector).first().waitFor();
    const found = await texts(frame, selector);
    assert.notEqual(found.length, 0, what);
    for (const text of found) assertHarmless(text.replaceAll("\u00a0", " ").replaceAll("\t", " "), what, LONGEST);
  }

  it("is added under its own title", async () => {
    await vscode().runCommand("REDCap: Add Project…");
    await vscode().quickTitle("Add Project");
    await vscode().type(emulator.url);
    await vscode().quickTitle("Add Project on");
    await vscode().type(project.token);
    await vscode().quickTitle("Add Project: ");
    await harmless("wizard", ".quick-input-title");
    await harmless("wizard", ".quick-input-message");
    await vscode().screenshot("hostile-wizard");
    await vscode().accept();
    await vscode().treeItem("Open").waitFor();
  });

  it("shows in the tree and in tooltips", async () => {
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

  it("shows in the grid, its lists and its columns' filters", async () => {
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

  it("shows in the rights on instruments and in roles side by side", async () => {
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

  it("leaves a name with line breaks alone when its editor is opened and left", async () => {
    const grid = await vscode().webviewFrame();
    const name = grid.locator(".body .row", { hasText: "ann↵carol" }).locator('[data-column="role_label"]');
    await name.dblclick();
    await grid.locator(".popup.text input").waitFor();
    await grid.locator(".banner").click();
    await grid.locator(".popup.text").waitFor({ state: "detached" });
    await grid.getByText("Nothing has been changed").waitFor();
  });

  it("shows in the review, the diff, the question and the message", async () => {
    await vscode().runCommand("REDCap: Review Changes");
    await vscode().tab("Review of Changes").waitFor();
    assertHarmless(await vscode().editorText(), "review", 20_000);
    await vscode().screenshot("hostile-review");
    await vscode().page.keyboard.press("Control+w");
    await vscode().runCommand("REDCap: Review and Apply…");
    await vscode().modal.waitFor();
    await vscode().screenshot("hostile-question");
    assertHarmless(await vscode().answerModal("Apply"), "question");
    await vscode().notification("read back as wanted").waitFor();
    await harmless("message", ".notifications-toasts .notification-list-item-message");
    await vscode().clearNotifications();
  });

  it("shows in the lists of quick actions and in what they refuse", async () => {
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

  it("exports into files below the folder, with names that every system takes", async () => {
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
});
