import type { Frame, Locator } from "playwright-core";
import type { Workbench } from "./workbench";

/** Runs a command that opens a draft and waits until its grid, not that of the tab before, shows a row. */
export async function openGrid(vscode: Workbench, command: string, title: string): Promise<Frame> {
  await vscode.runCommand(command);
  await vscode.tab(`${title}.csv`).and(vscode.page.locator(".active")).waitFor();
  for (let tries = 0; tries < 50; tries++) {
    const grid = await vscode.webviewFrame();
    const shown = await grid
      .locator(".body .row")
      .first()
      .isVisible()
      .catch(() => false);
    if (shown && (await grid.title().catch(() => "")) === title) return grid;
    await vscode.page.waitForTimeout(100);
  }
  throw new Error(`the grid of ${title} does not show`);
}

/** The cell of a row that shows the key, in a column by its REDCap name. */
export function gridCell(grid: Frame, key: string, column: string): Locator {
  return grid.locator(".body .row", { hasText: key }).locator(`.cell[data-column="${column}"]`);
}

/** Chooses from a cell's list and waits until the cell shows it. */
export async function setCell(grid: Frame, key: string, column: string, label: string): Promise<void> {
  const cell = gridCell(grid, key, column);
  await cell.locator(".open").click();
  await grid.getByRole("option", { name: label }).click();
  await cell.locator(".text", { hasText: label }).waitFor();
}
