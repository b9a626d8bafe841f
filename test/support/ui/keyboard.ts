import { until } from "../until";
import type { Workbench } from "./workbench";

export async function press({ page }: Workbench, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** Presses a key until something holds; each time the key before has first moved what `at` tells. */
export async function pressUntil(
  vscode: Workbench,
  key: string,
  most: number,
  holds: () => Promise<boolean>,
  at: () => Promise<string>,
): Promise<void> {
  for (let pressed = 0; pressed < most; pressed++) {
    if (await holds()) return;
    const before = await at();
    await press(vscode, key);
    await until(`${key} moves the keyboard on from ${before}`, async () => (await at()) !== before);
  }
  if (!(await holds())) throw new Error(`pressing ${key} ${most} times does not lead there`);
}
