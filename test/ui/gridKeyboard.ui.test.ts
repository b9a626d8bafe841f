import assert from "node:assert/strict";
import type { Frame } from "playwright-core";
import { activeCell, openGrid } from "../support/ui/grid";
import { press as pressKeys, pressUntil } from "../support/ui/keyboard";
import { addProject, project, useEmulator } from "../support/ui/server";
import { story } from "../support/ui/story";
import { soon, until } from "../support/until";
import { useWorkbench } from "../support/ui/workbench";

story("the grid by keyboard alone", (step) => {
  const emulator = useEmulator();
  const vscode = useWorkbench();
  let grid: Frame;

  const press = async (...keys: string[]) => await pressKeys(vscode(), ...keys);
  const changes = (words: string) => grid.getByText(words).first().waitFor();
  /** What a screen reader is told to be on: the words of the active cell. */
  const active = async () => (await (await activeCell(grid)).innerText()).replaceAll(/\s+/g, " ");
  async function isOn(words: string | RegExp): Promise<void> {
    const says = async () => (typeof words === "string" ? (await active()) === words : words.test(await active()));
    if (!(await soon(says, 5000))) assert.fail(`on "${await active()}" instead of ${String(words)}`);
  }
  async function open(command: string, title: string): Promise<void> {
    grid = await openGrid(vscode(), command, title);
    // Whoever opens a grid is in it, without a single Tab.
    await grid.locator("[role=grid]:focus").waitFor();
    await press("Control+Home");
  }
  let narrow = 0;
  const width = async () => {
    const box = await grid.getByRole("columnheader", { name: "Project Design and Setup" }).boundingBox();
    return box?.width ?? 0;
  };
  const clipboard = async () => String(await vscode().page.evaluate("navigator.clipboard.readText()"));
  const putOnClipboard = (text: string) =>
    vscode().page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);

  step("goes by arrows, ends, pages and first letters, and the active cell stays in view", async () => {
    await addProject(vscode(), emulator(), project(emulator(), /SUNRISE/));
    await open("REDCap: Edit Users", "Users");
    await isOn("a.nakagawa");
    await press("ArrowDown", "ArrowRight");
    await isOn("Beatrice Achieng");
    await press("Home", "Control+Home", "PageDown");
    assert.notEqual(await active(), "a.nakagawa");
    await press("PageUp");
    await isOn("a.nakagawa");
    await press("z");
    await isOn("z.hassan");
    await press("End");
    const last = await activeCell(grid);
    const [cell, box] = [await last.boundingBox(), await grid.getByRole("grid").boundingBox()];
    assert.ok(cell && box && cell.x + cell.width <= box.x + box.width + 1 && cell.x > box.x, "the last column shows");
    await grid.locator("[role=grid]:focus").waitFor();
    await vscode().screenshot("grid-last-cell");
  });

  step("tells of a right that a role gives, and does not edit it", async () => {
    await press(
      "Control+Home",
      "b",
      "ArrowRight",
      "ArrowRight",
      "ArrowRight",
      "ArrowRight",
      "ArrowRight",
      "ArrowRight",
    );
    await isOn(/^No\s*given by the role Data Entry$/);
    await press("Enter");
    await grid
      .getByRole("alert")
      .getByText("Project Design and Setup of b.achieng is given by the role Data Entry.")
      .waitFor();
    await vscode().screenshot("grid-locked");
  });

  step("sets a date for the selected people in one step of Undo", async () => {
    await press("ArrowLeft", "Control+Home", "Shift+ArrowDown", "Shift+ArrowDown");
    for (let column = 0; column < 5; column++) await press("ArrowRight");
    await press("Enter");
    await grid.getByRole("textbox", { name: "Set Expiration for 3 selected" }).waitFor();
    await vscode().page.keyboard.type("2031-06-30");
    await press("Enter");
    await changes("3 changes not yet in REDCap");
    await isOn(/^changed from .*→ 2031-06-30$/);
    await press("Control+z");
    await changes("Nothing has been changed");
    await press("Enter", "Escape");
    await changes("Nothing has been changed");
  });

  step("removes and restores by the buttons behind the grid, and comes back to the rows each time", async () => {
    await press("Escape", "Control+Home", "Tab");
    await grid.locator(":focus", { hasText: /^Remove$/ }).waitFor();
    await press("Enter");
    await grid.locator(".row.removed").first().waitFor();
    await grid.locator("[role=grid]:focus").waitFor();
    await isOn(/a\.nakagawa.*to be removed/);
    await press("Tab");
    await grid.locator(":focus", { hasText: /^Restore$/ }).waitFor();
    await press("Enter");
    await changes("Nothing has been changed");
    await grid.locator("[role=grid]:focus").waitFor();
  });

  step("copies rows for a spreadsheet, and takes them back changed", async () => {
    await open("REDCap: Edit Roles", "User Roles");
    await press("Control+a", "Control+c");
    await until("the rows are on the clipboard", async () => (await clipboard()).startsWith("Role Name\t"));
    const [head = "", first = "", ...others] = (await clipboard()).split("\n");
    assert.match(head, /^Role Name\tUnique Role Name\tMembers\tProject Design and Setup\t/);
    assert.equal(others.length, 5);
    const cells = first.split("\t");
    assert.equal(cells[3], "No");
    const changed = [head, [...cells.slice(0, 3), "Yes", ...cells.slice(4)].join("\t"), ...others].join("\n");
    await putOnClipboard(changed);
    await press("Control+v");
    await changes("1 change not yet in REDCap");
    await press("Control+z");
    await changes("Nothing has been changed");
  });

  step("refuses what means nothing in its column, and says so", async () => {
    await putOnClipboard("perhaps");
    await press("Escape", "Control+Home", "ArrowRight", "ArrowRight", "ArrowRight", "Control+v");
    await grid.getByRole("alert").getByText('"perhaps" is not possible in Project Design and Setup').waitFor();
    await vscode().screenshot("grid-paste-refused");
    await changes("Nothing has been changed");
  });

  step("turns a flag over by Space, makes a column wider, filters by a column", async () => {
    await press("Space");
    await changes("1 change not yet in REDCap");
    narrow = await width();
    await press("ArrowUp", "Control+ArrowRight", "Control+ArrowRight", "Control+ArrowRight");
    await until("the column is wider", async () => (await width()) > narrow);
    await press("Alt+ArrowDown");
    await grid.getByRole("listbox", { name: "Filter by Project Design and Setup" }).waitFor();
    await press("End", "Enter");
    await grid.locator('[role=grid][aria-rowcount=\"3\"]').waitFor();
    await vscode().screenshot("grid-filtered-roles");
  });

  step("looks the same when it is opened again, and Ctrl+F goes to the filter", async () => {
    // The grid tells its look when a moment has passed without another: this timer is set after that one.
    await grid.evaluate("new Promise((told) => setTimeout(told, 300))");
    await press("Control+s");
    await vscode().tab("User Roles.csv").and(vscode().page.locator(":not(.dirty)")).waitFor();
    await vscode().runCommand("View: Close Editor");
    await vscode().tab("User Roles.csv").waitFor({ state: "detached" });
    await open("REDCap: Edit Roles", "User Roles");
    await grid.getByRole("button", { name: /^Clear: Project Design and Setup: Yes/ }).waitFor();
    assert.ok((await width()) > narrow, "the column is as wide as it was made");
    await grid.getByRole("grid").focus();
    await press("Control+f");
    await vscode().page.keyboard.type("zzz");
    await grid.getByText("No row matches the filter.").waitFor();
    await vscode().screenshot("grid-nothing");
  });

  step("takes an added person back from both documents by one Undo", async () => {
    await open("REDCap: Edit Users", "Users");
    await grid.getByRole("button", { name: "Add Users…" }).click();
    await vscode().type("n.newcomer");
    await grid.locator(".row.added").first().waitFor();
    // A flag of a role is still changed.
    await changes("2 changes in this project, 1 in this grid");
    await press("Control+z");
    await grid.locator(".row.added").waitFor({ state: "detached" });
    await changes("1 change in this project, none in this grid");
    await open("REDCap: Edit Role Assignments", "Role Assignments");
    await grid.locator('[role=grid][aria-rowcount=\"41\"]').waitFor();
    await changes("1 change in this project, none in this grid");
  });

  step("shows assignments under their groups, which close, open and are selected as a whole", async () => {
    await open("REDCap: Edit DAG Assignments", "Role Assignments");
    await grid.getByRole("checkbox", { name: "Group by Data Access Group" }).and(grid.locator(":checked")).waitFor();
    await press("Control+Home");
    const heading = grid.getByRole("rowheader", { name: /^Boston/ });
    const size = Number(/Users: (\d+)/.exec(await heading.innerText())?.[1]);
    const id = async () => (await (await activeCell(grid)).getAttribute("id")) ?? "";
    await pressUntil(vscode(), "ArrowDown", 60, async () => /^Boston/.test(await active()), id);
    const first = async () => {
      await press("ArrowDown");
      const words = await active();
      await press("ArrowUp");
      return words;
    };
    const member = await first();
    assert.equal(await heading.getAttribute("aria-expanded"), "true");
    await press("Enter");
    await heading.and(grid.locator("[aria-expanded=false]")).waitFor();
    assert.match(await first(), /Users: \d+$/);
    await press("Space");
    await grid.getByText(member, { exact: true }).waitFor();
    await press("Control+Space");
    await grid.getByText(`${size} selected`).first().waitFor();
    await vscode().screenshot("grid-dag-assignments");
    await press("Control+Space");
    await grid.getByText(`${size} selected`).first().waitFor({ state: "detached" });
    // Somebody who gets another group is found under it, with the keyboard still there.
    await press("ArrowDown");
    for (let column = 0; column < 2; column++) await press("ArrowRight");
    await press("Enter");
    await grid.getByRole("listbox").waitFor();
    await vscode().page.keyboard.type("Osaka");
    await press("Enter");
    await changes("2 changes in this project, 1 in this grid");
    await isOn(/Boston → Osaka/);
    await press("Home");
    await isOn(member);
    await grid
      .getByText(`Users: ${size - 1}`)
      .first()
      .waitFor();
    await press("Control+z");
    await changes("1 change in this project, none in this grid");
    await open("REDCap: Edit Role Assignments", "Role Assignments");
    await grid.locator(".row.group").first().waitFor({ state: "detached" });
  });
});
