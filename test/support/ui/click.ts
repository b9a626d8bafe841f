import type { Locator } from "playwright-core";
import { soon, until } from "../until";

/** Longer than a busy machine takes to paint what it has. */
export const SLOW = 4000;

/** A list that is being repainted misses a click: it gets another while nothing has come of the first. */
export async function clickUntil(what: string, row: Locator, done: () => Promise<boolean>): Promise<void> {
  await until(what, async () => {
    // The click before may work at last while the mouse is on its way.
    await row.click({ timeout: SLOW }).catch(() => undefined);
    return await soon(done, SLOW);
  });
}

/** Waits until a tree stands still: its rows are reused for others while it is repainted. */
export async function standsStill(tree: Locator): Promise<void> {
  let before: string | undefined;
  let same = 0;
  await until("the tree stands still", async () => {
    const now = await tree.innerText();
    same = now === before ? same + 1 : 0;
    before = now;
    return same >= 3;
  });
}
