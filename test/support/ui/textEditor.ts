import type { Workbench } from "./workbench";

const WAIT = 25_000;

/** Points at a word until the text shows: a language that is still starting has nothing to say. */
export async function hoverUntil({ page }: Workbench, word: string, text: string): Promise<void> {
  for (let tries = 0; tries < 10; tries++) {
    await page.mouse.move(0, 0);
    await page.locator(".view-line span", { hasText: word }).last().hover();
    const told = page.getByText(text).first().waitFor({ timeout: 2500 });
    if (
      await told.then(
        () => true,
        () => false,
      )
    )
      return;
  }
  throw new Error(`pointing at ${word} does not tell "${text}"`);
}

/**
 * Chooses a quick fix where the cursor is, as soon as the checks that offer it have run. By keyboard: older versions lay
 * something over the list.
 */
export async function quickFix({ page }: Workbench, title: string | RegExp): Promise<void> {
  const rows = page.locator(".action-widget .monaco-list-row.action");
  const offered = rows.filter({ hasText: title }).first();
  for (let tries = 0; tries < 10 && !(await offered.isVisible()); tries++) {
    await page.keyboard.press("Control+.");
    await offered.waitFor({ timeout: 1500 }).catch(() => undefined);
  }
  const wanted = page.locator(".action-widget .monaco-list-row.focused").filter({ hasText: title });
  for (let left = await rows.count(); left > 0 && !(await wanted.isVisible()); left--)
    await page.keyboard.press("ArrowDown");
  await wanted.waitFor({ timeout: WAIT });
  await page.keyboard.press("Enter");
  await rows.first().waitFor({ state: "hidden", timeout: WAIT });
}
