import type { Frame, Locator } from "playwright-core";

/** The cell of a row that shows the key, in a column by its REDCap name. */
export function gridCell(grid: Frame, key: string, column: string): Locator {
  return grid.locator(".body .row", { hasText: key }).locator(`.cell[data-column="${column}"]`);
}

/** Chooses from a cell's list and waits until the cell shows the change. */
export async function setCell(grid: Frame, key: string, column: string, label: string): Promise<void> {
  const cell = gridCell(grid, key, column);
  await cell.locator(".open").click();
  await grid.getByRole("option", { name: label }).click();
  await cell.and(grid.locator(".edited")).waitFor();
}
