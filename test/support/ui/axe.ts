import { readFile } from "node:fs/promises";
import type { AxeResults } from "axe-core";
import type { Frame } from "playwright-core";

let source = "";

/** axe-core's default rules in a frame: every broken rule with its places, and how much was looked at. */
export async function brokenRules(
  frame: Frame,
): Promise<{ readonly broken: readonly string[]; readonly nodes: number }> {
  if (source === "") source = await readFile("node_modules/axe-core/axe.min.js", "utf8");
  await frame.evaluate(source);
  const { violations } = await frame.evaluate(() =>
    (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  );
  const broken = violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes.map(({ target, failureSummary }) => `${target.join(" ")} ${failureSummary ?? ""}`).join("\n")}`,
  );
  return { broken, nodes: await frame.locator("*").count() };
}
