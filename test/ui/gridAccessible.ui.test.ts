import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import type { AxeResults } from "axe-core";
import type { Frame } from "playwright-core";
import { openGrid } from "../support/ui/grid";
import { addProject, project, useEmulator } from "../support/ui/server";
import { useWorkbench } from "../support/ui/workbench";

const THEMES = [
  ["Dark Modern", "vscode-dark", "dark"],
  ["Light Modern", "vscode-light", "light"],
  ["Dark High Contrast", "vscode-high-contrast", "contrast"],
  ["Light High Contrast", "vscode-high-contrast-light", "contrast-light"],
] as const;

describe("the grid for everybody", () => {
  const emulator = useEmulator();
  const vscode = useWorkbench();
  let grid: Frame;
  let axe = "";

  const press = async (...keys: string[]) => {
    for (const key of keys) await vscode().page.keyboard.press(key);
  };

  /** axe-core's default rules in the innermost frame; every broken rule with its places. */
  async function check(state: string): Promise<void> {
    if (axe === "") axe = await readFile("node_modules/axe-core/axe.min.js", "utf8");
    await grid.evaluate(axe);
    const results = await grid.evaluate(() =>
      (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
    );
    const count = await grid.locator("*").count();
    process.stdout.write(`      ${state}: ${count} nodes, ${results.passes.length} rules hold\n`);
    const broken = results.violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes.map(({ target, failureSummary }) => `${target.join(" ")} ${failureSummary ?? ""}`).join("\n")}`,
    );
    assert.deepEqual(broken, [], state);
    assert.ok(count > 100, `only ${count} nodes`);
  }

  async function open(command: string, title: string): Promise<void> {
    grid = await openGrid(vscode(), command, title);
    await grid.getByRole("grid").focus();
  }

  before(async function () {
    this.timeout(120_000);
    await addProject(vscode(), emulator(), project(emulator(), /SUNRISE/));
    await open("REDCap: Edit Users", "Users");
    await press("Control+Home", "ArrowDown", "ArrowDown");
    await grid.getByRole("button", { name: "Remove" }).click();
    await grid.locator(".removed").first().waitFor();
    await grid.getByRole("button", { name: "Add Users…" }).click();
    await vscode().type("a.newcomer");
    await grid.locator(".added").first().waitFor();
    await open("REDCap: Edit Roles", "User Roles");
    await grid.locator(".body .tick").first().click();
    await grid.locator(".edited").first().waitFor();
  });

  for (const [theme, kind, name] of THEMES) {
    it(`breaks no rule of axe-core in ${theme}`, async function () {
      this.timeout(120_000);
      await vscode().runCommand("Preferences: Color Theme");
      await vscode().type(theme);
      await vscode().quickInput.waitFor({ state: "hidden" });
      await open("REDCap: Edit Users", "Users");
      await grid.locator(`body[data-vscode-theme-kind="${kind}"]`).waitFor();
      await press("Control+Home", "Shift+ArrowDown");
      await check(`users, ${theme}`);
      await press("End", "Enter");
      await grid.getByRole("alert").getByText("is given by the role").waitFor();
      await check(`users with a notice, ${theme}`);
      await vscode().screenshot(`grid-users-${name}`);
      await grid.getByRole("button", { name: "Find Users…" }).click();
      await check(`finding users, ${theme}`);
      await press("Escape");
      await open("REDCap: Edit DAG Assignments", "Role Assignments");
      await grid.locator(".row.group").first().waitFor();
      await check(`DAG assignments, ${theme}`);
      await vscode().screenshot(`grid-dag-assignments-${name}`);
      await open("REDCap: Edit Roles", "User Roles");
      await press("Control+Home", "End", "Enter");
      await grid.getByRole("dialog").waitFor();
      await check(`rights on instruments, ${theme}`);
      await vscode().screenshot(`grid-forms-${name}`);
      await press("Escape");
      await press(
        "ArrowLeft",
        "ArrowLeft",
        "Control+Home",
        "ArrowRight",
        "ArrowRight",
        "ArrowRight",
        "ArrowRight",
        "ArrowRight",
        "Enter",
      );
      await grid.getByRole("listbox").waitFor();
      await check(`choosing, ${theme}`);
      await press("Escape");
      await check(`roles, ${theme}`);
      await vscode().screenshot(`grid-roles-${name}`);
      await grid.getByRole("button", { name: "Compare Roles" }).click();
      await check(`roles compared, ${theme}`);
      await vscode().screenshot(`grid-matrix-${name}`);
      await grid.getByRole("button", { name: "Compare Roles" }).click();
    });
  }

  it("shows the active cell and what changed where the system forces its colours", async () => {
    await vscode().page.emulateMedia({ forcedColors: "active", reducedMotion: "reduce" });
    await open("REDCap: Edit Roles", "User Roles");
    await press("Control+Home", "ArrowDown");
    const style = (selector: string, name: string) =>
      grid
        .locator(selector)
        .first()
        .evaluate((element, property) => {
          const view = (
            element as unknown as {
              ownerDocument: { defaultView: { getComputedStyle(of: unknown): Record<string, string> } };
            }
          ).ownerDocument.defaultView;
          return view.getComputedStyle(element)[property];
        }, name);
    assert.equal(await style(".body .cell.active", "outlineStyle"), "solid");
    assert.equal(await style(".body .cell.edited", "borderLeftWidth"), "3px");
    await vscode().screenshot("grid-forced-colours");
    await vscode().page.emulateMedia({ forcedColors: "none", reducedMotion: "no-preference" });
  });
});
