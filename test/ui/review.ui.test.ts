import assert from "node:assert/strict";
import type { Frame } from "playwright-core";
import { openGrid, setCell, shownGrid } from "../support/ui/grid";
import { addProject, project, roleOf, useEmulator } from "../support/ui/server";
import { story } from "../support/ui/story";
import { useWorkbench } from "../support/ui/workbench";

story("the review of changes as a page", (step) => {
  const emulator = useEmulator();
  const vscode = useWorkbench();
  const trial = () => project(emulator(), /SUNRISE/);
  let page: Frame;

  step("shows one change of a role, with the real name, and Apply with its count", async () => {
    await addProject(vscode(), emulator(), trial());
    const grid = await openGrid(vscode(), "REDCap: Edit Role Assignments", "Role Assignments");
    await setCell(grid, "b.adeyemi", "unique_role_name", "Monitor");
    await vscode().runCommand("REDCap: Review Changes");
    page = await shownGrid(vscode(), "Review of Changes", (frame) => frame.getByRole("heading", { level: 3 }));
    await page.getByRole("button", { name: "Apply 1 change to 1 person…" }).waitFor();
    await vscode().screenshot("review-one");
    assert.match(await page.locator("article").innerText(), /b\.adeyemi[^]*→ Monitor/);
  });

  step("applies it after the host has asked", async () => {
    await page.getByRole("button", { name: "Apply 1 change to 1 person…" }).click();
    await vscode().modal.waitFor();
    await vscode().screenshot("review-asked");
    await vscode().answerModal("Apply");
    await page.getByText("There are no changes in the drafts.").first().waitFor();
    await vscode().screenshot("review-applied");
    assert.equal(await roleOf(emulator(), trial().token, "b.adeyemi"), "Monitor");
  });
});
