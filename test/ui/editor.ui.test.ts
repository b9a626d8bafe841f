import assert from "node:assert/strict";
import type { Frame } from "playwright-core";
import { gridCell, setCell } from "../support/ui/grid";
import { addProject, dagOf, project, roleOf, useEmulator } from "../support/ui/server";
import { useWorkbench } from "../support/ui/workbench";

const ROLE = "unique_role_name";
const DAG = "data_access_group";

describe("editing role assignments in the grid", () => {
  const emulator = useEmulator();
  const vscode = useWorkbench();
  const trial = () => project(emulator(), /SUNRISE/);
  let grid: Frame;

  it("opens with one row per user and everything as REDCap has it", async () => {
    await addProject(vscode(), emulator(), trial());
    await vscode().runCommand("REDCap: Edit Role Assignments");
    grid = await vscode().webviewFrame();
    await grid.locator(".body .row").first().waitFor();
    assert.equal(await grid.getByRole("grid").getAttribute("aria-rowcount"), "41");
    await grid.getByText("Nothing has been changed").waitFor();
    await vscode().screenshot("grid");
  });

  it("shows old and new value of a changed cell, and counts what is not yet in REDCap", async () => {
    await setCell(grid, "b.achieng", ROLE, "Monitor");
    await setCell(grid, "c.dubois", ROLE, "Data Manager");
    await setCell(grid, "b.achieng", DAG, "Boston");
    await grid.getByText("3 changes not yet in REDCap").first().waitFor();
    assert.equal(await gridCell(grid, "b.achieng", ROLE).locator(".was").innerText(), "Data Entry");
    // The draft has not been saved yet: tree and tab say the same number all the same.
    await vscode()
      .treeItem(/3 changes/)
      .waitFor();
    await vscode().tab("Role Assignments.csv").and(vscode().page.locator(".dirty")).waitFor();
    await vscode().page.waitForFunction(
      `getComputedStyle(document.querySelector(".tab.dirty .monaco-icon-label"), "::after").content === '"3"'`,
    );
    await vscode().screenshot("grid-changed");
    assert.equal(await roleOf(emulator(), trial().token, "b.achieng"), "Data Entry");
  });

  it("reviews the changes in words and as text", async () => {
    await grid.getByRole("button", { name: "Review Changes" }).click();
    await vscode().tab("Review of Changes").waitFor();
    const text = await vscode().editorText();
    assert.match(text, /b\.achieng: role Data Entry → Monitor/);
    await vscode().screenshot("review");
    await vscode().page.keyboard.press("Control+w");
    await vscode().runCommand("REDCap: Show Changes as Text");
    await vscode().page.locator(".monaco-diff-editor").waitFor();
    await vscode().screenshot("text-diff");
    await vscode().page.keyboard.press("Control+w");
  });

  it("applies after one confirmation that names server and project, and reads back", async () => {
    grid = await vscode().webviewFrame();
    await grid.getByRole("button", { name: "Review and Apply" }).click();
    await vscode().modal.waitFor();
    await vscode().screenshot("confirm");
    const text = await vscode().answerModal("Apply");
    assert.match(text, /3 changes to 2 people/);
    assert.match(text, /SUNRISE/);
    await vscode().notification("read back as wanted").waitFor();
    assert.equal(await roleOf(emulator(), trial().token, "b.achieng"), "Monitor");
    assert.equal(await roleOf(emulator(), trial().token, "c.dubois"), "Data Manager");
    assert.equal(await dagOf(emulator(), trial().token, "b.achieng"), "boston");
    await grid.getByText("Nothing has been changed").waitFor();
    await vscode().screenshot("applied");
  });

  it("takes it back with Undo", async () => {
    await vscode().answerNotification("read back as wanted", "Undo");
    const text = await vscode().answerModal("Undo");
    assert.match(text, /b\.achieng: role Monitor → Data Entry; DAG Boston → Nairobi/);
    await vscode().page.waitForTimeout(500);
    await vscode().notification("read back as wanted").waitFor();
    assert.equal(await roleOf(emulator(), trial().token, "b.achieng"), "Data Entry");
    assert.equal(await dagOf(emulator(), trial().token, "b.achieng"), "nairobi");
    await vscode().screenshot("undone");
  });
});
