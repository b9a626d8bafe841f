import assert from "node:assert/strict";
import { source } from "axe-core";
import type { Frame } from "playwright-core";
import { setCell } from "../support/ui/grid";
import { addProject, project, useEmulator } from "../support/ui/server";
import { useWorkbench } from "../support/ui/workbench";

/** Themes as the workbench lists them, and the class that a webview's body gets. */
const THEMES = {
  "Dark Modern": "vscode-dark",
  "Light Modern": "vscode-light",
  "Dark High Contrast": "vscode-high-contrast",
  "Light High Contrast": "vscode-high-contrast-light",
};

interface AxeAnswer {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
  readonly passes: readonly { readonly nodes: readonly unknown[] }[];
}

/** axe-core's default rules in the webview's own document. */
async function judge(frame: Frame): Promise<AxeAnswer> {
  await frame.evaluate(source);
  return await frame.evaluate<AxeAnswer>("axe.run()");
}

describe("the grid in every theme", () => {
  const emulator = useEmulator();
  const vscode = useWorkbench();

  before(async () => {
    await addProject(vscode(), emulator(), project(emulator(), /SUNRISE/));
    await vscode().runCommand("REDCap: Edit Role Assignments");
    const grid = await vscode().webviewFrame();
    await setCell(grid, "b.achieng", "unique_role_name", "Monitor");
    await grid.getByText("1 change not yet in REDCap").first().waitFor();
  });

  for (const [theme, bodyClass] of Object.entries(THEMES)) {
    it(`${theme}: nothing for axe-core to report`, async () => {
      await vscode().runCommand("Preferences: Color Theme");
      await vscode().type(theme);
      const frame = await vscode().webviewFrame();
      await frame.locator(`body.${bodyClass}`).waitFor();
      await vscode().screenshot(`theme-${bodyClass}`);
      const { violations, passes } = await judge(frame);
      const found = violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
      assert.deepEqual(found, []);
      const nodes = passes.reduce((sum, rule) => sum + rule.nodes.length, 0);
      assert.ok(nodes > 100, `only ${nodes} nodes were judged`);
    });
  }
});
