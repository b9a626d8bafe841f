import { soon, until } from "../until";
import { SLOW } from "./click";
import type { Workbench } from "./workbench";

const WAIT = 25_000;

/** Points at a word until the text shows: a language that is still starting has nothing to say. */
export async function hoverUntil({ page }: Workbench, word: string, text: string): Promise<void> {
  const told = page.getByText(text).first();
  await until(`pointing at ${word} tells "${text}"`, async () => {
    await page.mouse.move(0, 0);
    await page.locator(".view-line span", { hasText: word }).last().hover();
    return await soon(() => told.isVisible(), SLOW);
  });
}

/**
 * Chooses a quick fix where the cursor is, as soon as the checks that offer it have run. By keyboard: older versions lay
 * something over the list.
 */
export async function quickFix({ page }: Workbench, title: string | RegExp): Promise<void> {
  const rows = page.locator(".action-widget .monaco-list-row.action");
  const offered = rows.filter({ hasText: title }).first();
  const wanted = page.locator(".action-widget .monaco-list-row.focused").filter({ hasText: title });
  await until(`the keyboard is on the quick fix ${String(title)}`, async () => {
    if (!(await offered.isVisible())) await page.keyboard.press("Control+.");
    if (!(await soon(() => offered.isVisible(), SLOW))) return false;
    for (let left = await rows.count(); left > 0 && !(await wanted.isVisible()); left--)
      await page.keyboard.press("ArrowDown");
    return await wanted.isVisible();
  });
  await page.keyboard.press("Enter");
  await rows.first().waitFor({ state: "hidden", timeout: WAIT });
}
