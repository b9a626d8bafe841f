import type { Frame, Locator } from "playwright-core";
import { soon, until } from "../until";
import { SLOW } from "./click";
import type { Workbench } from "./workbench";

/** Runs a command that opens a draft and waits until its grid, not that of the tab before, shows a row. */
export async function openGrid(vscode: Workbench, command: string, title: string): Promise<Frame> {
  await vscode.runCommand(command);
  await vscode.tab(`${title}.csv`).and(vscode.page.locator(".active")).waitFor();
  const grid = await shownGrid(vscode, title);
  const frame = await grid.parentFrame()?.frameElement();
  // The command ends with the keyboard in the grid; keys that come before go elsewhere.
  await until(`the grid of ${title} has the keyboard`, async () => (await frame?.evaluate(isActive)) ?? false);
  return grid;
}

function isActive(element: unknown): boolean {
  return (element as { ownerDocument: { activeElement: unknown } }).ownerDocument.activeElement === element;
}

/** The innermost frames of the webviews that are in view: the documents of our panels. */
export async function webviewFrames({ page }: Workbench): Promise<readonly Frame[]> {
  const inView: Frame[] = [];
  for (const frame of page.frames()) {
    if (!/fake\.html/.test(frame.url()) || frame.isDetached()) continue;
    // A frame may go while it is looked at.
    const element = await frame.frameElement().catch(() => undefined);
    if (await element?.isVisible().catch(() => false)) inView.push(frame);
  }
  return inView;
}

/** The grid of that title, once it is in view with a row, or with what shall stand there instead. */
export async function shownGrid(
  vscode: Workbench,
  title: string,
  content: (grid: Frame) => Locator = (grid) => grid.locator(".body .row"),
): Promise<Frame> {
  let found: Frame | undefined;
  const shows = async (grid: Frame) => (await grid.title()) === title && (await content(grid).first().isVisible());
  await until(`the grid of ${title} shows`, async () => {
    for (const grid of await webviewFrames(vscode)) {
      // The frame of a tab that closes may go while it is asked.
      if (await shows(grid).catch(() => false)) found = grid;
    }
    return found !== undefined;
  });
  if (!found) throw new Error(`the grid of ${title} does not show`);
  return found;
}

/** The cell of a row that shows the key, in a column by its REDCap name. */
export function gridCell(grid: Frame, key: string, column: string): Locator {
  return grid.locator(".body .row", { hasText: key }).locator(`.cell[data-column="${column}"]`);
}

/** Chooses from a cell's list until the cell shows it: new content of the grid, or a lost focus, closes the list. */
export async function setCell(grid: Frame, key: string, column: string, label: string): Promise<void> {
  const cell = gridCell(grid, key, column);
  const option = grid.getByRole("option", { name: label });
  await until(`${column} of ${key} shows ${label}`, async () => {
    if (!(await option.isVisible())) await cell.locator(".open").click();
    await option.click({ timeout: SLOW }).catch(() => undefined);
    return await soon(() => cell.locator(".text", { hasText: label }).isVisible(), SLOW);
  });
}

/** What a screen reader is told to be on: the active cell. */
export async function activeCell(grid: Frame): Promise<Locator> {
  const id = (await grid.getByRole("grid").getAttribute("aria-activedescendant")) ?? "";
  return grid.locator(`#${id}`);
}
