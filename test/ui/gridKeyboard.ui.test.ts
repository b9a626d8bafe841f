import assert from "node:assert/strict";
import type { Frame } from "playwright-core";
import { addProject, project, useEmulator } from "../support/ui/server";
import { useWorkbench } from "../support/ui/workbench";

describe("the grid by keyboard alone", () => {
  const emulator = useEmulator();
  const vscode = useWorkbench();
  let grid: Frame;

  const press = async (...keys: string[]) => {
    for (const key of keys) await vscode().page.keyboard.press(key);
  };
  const changes = (words: string) => grid.getByText(words).first().waitFor();
  /** What a screen reader is told to be on: the words of the active cell. */
  async function active(): Promise<string> {
    const id = (await grid.getByRole("grid").getAttribute("aria-activedescendant")) ?? "";
    return (await grid.locator(`#${id}`).innerText()).replaceAll(/\s+/g, " ");
  }
  async function open(command: string): Promise<void> {
    await vscode().runCommand(command);
    await vscode().page.waitForTimeout(700);
    grid = await vscode().webviewFrame();
    await grid.locator(".body .row").first().waitFor();
    await grid.getByRole("grid").focus();
    await press("Control+Home");
  }
  const clipboard = async () => String(await vscode().page.evaluate("navigator.clipboard.readText()"));
  const putOnClipboard = (text: string) =>
    vscode().page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);

  it("goes by arrows, ends, pages and first letters, and the active cell stays in view", async () => {
    await addProject(vscode(), emulator(), project(emulator(), /SUNRISE/));
    await open("REDCap: Edit Users");
    assert.equal(await active(), "a.nakagawa");
    await press("ArrowDown", "ArrowRight");
    assert.equal(await active(), "Beatrice Achieng");
    await press("Home", "z");
    assert.equal(await active(), "z.hassan");
    await press("End");
    const id = (await grid.getByRole("grid").getAttribute("aria-activedescendant")) ?? "";
    const [cell, box] = [await grid.locator(`#${id}`).boundingBox(), await grid.getByRole("grid").boundingBox()];
    assert.ok(cell && box && cell.x + cell.width <= box.x + box.width + 1 && cell.x > box.x, "the last column shows");
    assert.equal(await grid.locator(":focus").getAttribute("role"), "grid");
    await vscode().screenshot("grid-last-cell");
  });

  it("tells of a right that a role gives, and does not edit it", async () => {
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
    assert.equal(await active(), "given by the role Data Entry");
    await press("Enter");
    await grid
      .getByRole("alert")
      .getByText("Project Design and Setup of b.achieng is given by the role Data Entry.")
      .waitFor();
    await vscode().screenshot("grid-locked");
  });

  it("sets a date for the selected people in one step of Undo", async () => {
    await press("ArrowLeft", "Control+Home", "Shift+ArrowDown", "Shift+ArrowDown");
    for (let column = 0; column < 5; column++) await press("ArrowRight");
    await press("Enter");
    await grid.getByRole("textbox", { name: "Set Expiration for 3 selected" }).waitFor();
    await vscode().page.keyboard.type("2031-06-30");
    await press("Enter");
    await changes("3 changes not yet in REDCap");
    assert.match(await active(), /^changed from .*→ 2031-06-30$/);
    await press("Control+z");
    await changes("Nothing has been changed");
    await press("Enter", "Escape");
    await changes("Nothing has been changed");
  });

  it("removes and restores by the buttons behind the grid, and comes back to the rows each time", async () => {
    await press("Escape", "Control+Home", "Shift+Space", "Tab");
    assert.equal(await grid.locator(":focus").innerText(), "Remove");
    await press("Enter");
    await grid.locator(".row.removed").first().waitFor();
    assert.equal(await grid.locator(":focus").getAttribute("role"), "grid");
    assert.match(await active(), /a\.nakagawa.*to be removed/);
    await press("Tab");
    assert.equal(await grid.locator(":focus").innerText(), "Restore");
    await press("Enter");
    await changes("Nothing has been changed");
    assert.equal(await grid.locator(":focus").getAttribute("role"), "grid");
  });

  it("copies rows for a spreadsheet, and takes them back changed", async () => {
    await open("REDCap: Edit Roles");
    await press("Control+a", "Control+c");
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

  it("refuses what means nothing in its column, and says so", async () => {
    await putOnClipboard("perhaps");
    await press("Escape", "Control+Home", "ArrowRight", "ArrowRight", "ArrowRight", "Control+v");
    await grid.getByRole("alert").getByText('"perhaps" is not possible in Project Design and Setup').waitFor();
    await vscode().screenshot("grid-paste-refused");
    await changes("Nothing has been changed");
  });

  it("turns a flag over by Space, makes a column wider, filters by a column", async () => {
    await press("Space");
    await changes("1 change not yet in REDCap");
    await press("ArrowUp", "Control+ArrowRight", "Control+ArrowRight", "Control+ArrowRight");
    await press("Alt+ArrowDown");
    await grid.getByRole("listbox", { name: "Filter by Project Design and Setup" }).waitFor();
    await press("End", "Enter");
    assert.equal(await grid.getByRole("grid").getAttribute("aria-rowcount"), "3");
    await vscode().screenshot("grid-filtered-roles");
  });

  it("looks the same when it is opened again, and Ctrl+F goes to the filter", async () => {
    await vscode().page.waitForTimeout(500);
    await press("Control+s");
    await vscode().page.waitForTimeout(500);
    await vscode().runCommand("View: Close Editor");
    await vscode().runCommand("REDCap: Edit Roles");
    await vscode().page.waitForTimeout(1000);
    grid = await vscode().webviewFrame();
    await grid.getByRole("button", { name: /^Clear: Project Design and Setup: Yes/ }).waitFor();
    await grid.getByRole("grid").focus();
    await press("Control+f");
    await vscode().page.keyboard.type("zzz");
    await grid.getByText("No row matches the filter.").waitFor();
    await vscode().screenshot("grid-nothing");
  });

  it("takes an added person back from both documents by one Undo", async () => {
    await open("REDCap: Edit Users");
    await grid.getByRole("button", { name: "Add Users…" }).click();
    await vscode().type("n.newcomer");
    await grid.locator(".row.added").first().waitFor();
    await changes("1 change not yet in REDCap");
    await press("Control+z");
    await grid.locator(".row.added").waitFor({ state: "detached" });
    await changes("Nothing has been changed");
    await open("REDCap: Edit Role Assignments");
    assert.equal(await grid.getByRole("grid").getAttribute("aria-rowcount"), "41");
    await changes("Nothing has been changed");
  });

  it("shows assignments under their groups, which close, open and are selected as a whole", async () => {
    await open("REDCap: Edit DAG Assignments");
    await grid.getByRole("checkbox", { name: "Group by Data Access Group" }).and(grid.locator(":checked")).waitFor();
    await press("Control+Home");
    const heading = grid.getByRole("rowheader", { name: /^Boston/ });
    const size = Number(/Users: (\d+)/.exec(await heading.innerText())?.[1]);
    const goTo = async (words: RegExp) => {
      for (let tries = 0; tries < 60; tries++) {
        if (words.test(await active())) return;
        await press("ArrowDown");
      }
      throw new Error(`ArrowDown does not lead to ${words.source}`);
    };
    await goTo(/^Boston/);
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
    for (let column = 0; column < 5; column++) await press("ArrowRight");
    await press("Enter");
    await grid.getByRole("listbox").waitFor();
    await vscode().page.keyboard.type("Osaka");
    await press("Enter");
    await changes("1 change not yet in REDCap");
    assert.match(await active(), /Boston → Osaka/);
    await press("Home");
    assert.equal(await active(), member);
    await grid
      .getByText(`Users: ${size - 1}`)
      .first()
      .waitFor();
    await press("Control+z");
    await changes("Nothing has been changed");
    await open("REDCap: Edit Role Assignments");
    await grid.locator(".row.group").first().waitFor({ state: "detached" });
  });
});
