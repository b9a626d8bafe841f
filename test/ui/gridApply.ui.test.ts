import assert from "node:assert/strict";
import type { Frame } from "playwright-core";
import { gridCell, openGrid, setCell } from "../support/ui/grid";
import { addProject, exported, project, roleOf, useEmulator } from "../support/ui/server";
import { story } from "../support/ui/story";
import { useWorkbench } from "../support/ui/workbench";

story("applying changes of all tables at once", (step) => {
  const emulator = useEmulator();
  const vscode = useWorkbench();
  const trial = () => project(emulator(), /SUNRISE/);
  const roles = async () => await exported(emulator(), trial().token, "userRole", "csv");
  let grid: Frame;
  let before: string;

  step("makes a role, a person and an assignment to that role in one go", async () => {
    before = await roles();
    await addProject(vscode(), emulator(), trial());
    grid = await openGrid(vscode(), "REDCap: Edit Roles", "User Roles");
    await grid.getByRole("button", { name: "Add Role" }).click();
    await vscode().type("Pharmacist");
    await grid.locator(".body .row.added", { hasText: "Pharmacist" }).waitFor();
    grid = await openGrid(vscode(), "REDCap: Edit Users", "Users");
    await grid.getByRole("button", { name: "Add User" }).click();
    await vscode().type("p.harmon");
    await grid.locator(".body .row.added", { hasText: "p.harmon" }).waitFor();
    grid = await openGrid(vscode(), "REDCap: Edit Role Assignments", "Role Assignments");
    await grid.getByPlaceholder("Filter rows").fill("p.harmon");
    await setCell(grid, "p.harmon", "unique_role_name", "Pharmacist");
    await vscode().runCommand("REDCap: Review Changes");
    await vscode().tab("Review of Changes").waitFor();
    await vscode().screenshot("all-review");
    await vscode().runCommand("REDCap: Review and Apply…");
    await vscode().modal.waitFor();
    await vscode().screenshot("all-confirm");
    await vscode().answerModal("Apply");
    await vscode().notification("checked in REDCap").waitFor();
    await vscode().screenshot("all-applied");
    assert.equal(await roleOf(emulator(), trial().token, "p.harmon"), "Pharmacist");
    const sent = emulator().requests.flatMap(({ params }) => params.get("data") ?? []);
    assert.equal(
      sent.some((data) => data.includes("new:")),
      false,
    );
  });

  step("takes all of it back", async () => {
    await vscode().answerNotification("checked in REDCap", "Undo");
    await vscode().modal.waitFor();
    await vscode().screenshot("all-undo");
    await vscode().answerModal("Undo");
    await vscode()
      .notification(/checked in REDCap/)
      .waitFor();
    assert.equal(await roleOf(emulator(), trial().token, "p.harmon"), "");
    assert.equal(await roles(), before);
  });

  step("changes a right of a role that has members only after their number was typed", async () => {
    await vscode().clearNotifications();
    grid = await openGrid(vscode(), "REDCap: Edit Roles", "User Roles");
    await gridCell(grid, "Monitor", "alerts").locator(".tick, [role=checkbox], svg").first().click();
    await grid.getByText("1 change not yet in REDCap").first().waitFor();
    await vscode().runCommand("REDCap: Review and Apply…");
    const text = await vscode().answerModal("Apply");
    assert.match(text, /role Monitor \(4 members\): Alerts & Notifications No → Yes/);
    await vscode().quickInput.getByText("Type 4 to confirm").waitFor();
    await vscode().screenshot("role-widened");
    await vscode().type("5");
    await vscode().quickInput.getByText("Type exactly: 4").waitFor();
    assert.equal(await roles(), before);
    await vscode().type("4");
    await vscode().notification("checked in REDCap").waitFor();
    assert.notEqual(await roles(), before);
  });
});
