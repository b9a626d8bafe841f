import assert from "node:assert/strict";
import type { Frame } from "playwright-core";
import { gridCell, openGrid, setCell, shownGrid } from "../support/ui/grid";
import { addProject, dagOf, project, roleOf, useEmulator } from "../support/ui/server";
import { story } from "../support/ui/story";
import { useWorkbench } from "../support/ui/workbench";

const ROLE = "unique_role_name";
const DAG = "data_access_group";

story("editing role assignments in the grid", (step) => {
  const emulator = useEmulator();
  const vscode = useWorkbench();
  const trial = () => project(emulator(), /SUNRISE/);
  let grid: Frame;

  step("opens with one row per user and everything as REDCap has it", async () => {
    await addProject(vscode(), emulator(), trial());
    grid = await openGrid(vscode(), "REDCap: Edit Role Assignments", "Role Assignments");
    assert.equal(await grid.getByRole("grid").getAttribute("aria-rowcount"), "41");
    await grid.getByText("Nothing has been changed").waitFor();
    await vscode().screenshot("grid");
  });

  step("shows old and new value of a changed cell, and counts what is not yet in REDCap", async () => {
    const before = await grid.locator(".body").boundingBox();
    await setCell(grid, "b.achieng", ROLE, "Monitor");
    assert.deepEqual(await grid.locator(".body").boundingBox(), before, "the first edit moves no row under the mouse");
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

  step("reviews the changes in words and as text", async () => {
    await grid.getByRole("button", { name: "Review Changes" }).click();
    const page = await shownGrid(vscode(), "Review of Changes", (frame) => frame.getByRole("article"));
    await page.getByRole("article").filter({ hasText: "b.achieng" }).getByText("Monitor").waitFor();
    await vscode().screenshot("review");
    await vscode().page.keyboard.press("Control+w");
    await vscode().runCommand("REDCap: Show Changes as Text");
    const line = (side: "original" | "modified") =>
      vscode().page.locator(`.editor.${side} .view-line`, { hasText: "b.achieng" });
    await line("original").getByText("nairobi").waitFor();
    await line("modified").getByText("boston").waitFor();
    await vscode().screenshot("text-diff");
    await vscode().page.keyboard.press("Control+w");
  });

  step(
    "applies after a confirmation that names server and project, with the name of whom it gives Project Design typed, and reads back",
    async () => {
      grid = await shownGrid(vscode(), "Role Assignments");
      await grid.getByRole("button", { name: "Review and Apply" }).click();
      await vscode().modal.waitFor();
      await vscode().screenshot("confirm");
      const text = await vscode().answerModal("Apply");
      assert.match(text, /3 changes to 2 people/);
      assert.match(text, /c\.dubois gains Project Design and Setup and User Rights \(Read only\)\./);
      assert.match(text, /SUNRISE Multi-Site Trial on 127\.0\.0\.1:\d+/);
      await vscode().quickInput.getByText("Type c.dubois to confirm").waitFor();
      await vscode().type("c.dubois");
      await vscode().notification("checked in REDCap").waitFor();
      assert.equal(await roleOf(emulator(), trial().token, "b.achieng"), "Monitor");
      assert.equal(await roleOf(emulator(), trial().token, "c.dubois"), "Data Manager");
      assert.equal(await dagOf(emulator(), trial().token, "b.achieng"), "boston");
      await grid.getByText(/^Last applied .+: 3 changes to 2 people \(read back as wanted\)$/).waitFor();
      await vscode().screenshot("applied");
    },
  );

  step("takes it back with Undo", async () => {
    await vscode().answerNotification("checked in REDCap", "Undo");
    const text = await vscode().answerModal("Undo");
    assert.match(text, /b\.achieng\): [^\n]*Role Monitor → Data Entry \([^\n]*Data Access Group Boston → Nairobi/);
    await vscode().notification("checked in REDCap").waitFor();
    assert.equal(await roleOf(emulator(), trial().token, "b.achieng"), "Data Entry");
    assert.equal(await dagOf(emulator(), trial().token, "b.achieng"), "nairobi");
    await vscode().screenshot("undone");
  });
});
