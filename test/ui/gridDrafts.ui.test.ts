import assert from "node:assert/strict";
import type { Frame } from "playwright-core";
import { addProject, project, useEmulator } from "../support/ui/server";
import { useWorkbench } from "../support/ui/workbench";

describe("editing roles, users and groups in the grid", () => {
  const emulator = useEmulator();
  const vscode = useWorkbench();
  const trial = () => project(emulator(), /SUNRISE/);
  let grid: Frame;

  const row = (name: string) => grid.locator(".body .row", { hasText: name }).first();
  const cell = (name: string, column: string) => row(name).locator(`[data-column="${column}"]`);

  it("opens the roles with names first and rights in words", async () => {
    await addProject(vscode(), emulator(), trial());
    await vscode().runCommand("REDCap: Edit Roles");
    grid = await vscode().webviewFrame();
    await row("Monitor").waitFor();
    assert.equal(await grid.getByRole("grid").getAttribute("aria-rowcount"), "7");
    await vscode().screenshot("grid-roles");
  });

  it("changes a flag with one click, and the text with it", async () => {
    await cell("Monitor", "design").locator(".tick").click();
    await cell("Monitor", "design").and(grid.locator(".edited")).waitFor();
    await grid.getByText("1 change not yet in REDCap").first().waitFor();
    await vscode().screenshot("grid-roles-changed");
  });
});
