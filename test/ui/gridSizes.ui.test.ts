import assert from "node:assert/strict";
import type { Frame } from "playwright-core";
import { generateProject, startEmulator } from "../../src/emulator/server/server";
import type { Emulator } from "../../src/emulator/server/server";
import { shownGrid } from "../support/ui/grid";
import { until } from "../support/until";
import { addProject, project } from "../support/ui/server";
import { story } from "../support/ui/story";
import { useWorkbench } from "../support/ui/workbench";

const LONG = "An exceptionally long role name that somebody wrote to say everything about it at once, twice over";

story("the grid of small and large projects", (step) => {
  const vscode = useWorkbench();
  let emulator: Emulator;
  let grid: Frame;

  before(async function () {
    this.timeout(120_000);
    const tiny = generateProject({ users: 3, instruments: 1, roles: 1, dags: 0, title: "Tiny Pilot", projectId: 31 });
    const roles = tiny.roles?.map((role) => ({ ...role, label: LONG })) ?? [];
    const users = tiny.users.map((user) => (user.role ? { ...user, role: LONG } : user));
    emulator = await startEmulator({
      projects: [
        { ...tiny, roles, users },
        generateProject({ users: 3000, instruments: 30, title: "Large Registry", projectId: 32 }),
      ],
    });
    await addProject(vscode(), emulator, project(emulator, /Tiny/));
    await addProject(vscode(), emulator, project(emulator, /Large/));
  });
  after(() => emulator.close());

  /** Opens a table of a project and waits until it shows what that project has. */
  async function open(project: string, command: string, title: string, words: string): Promise<void> {
    await vscode().treeItem(project).click();
    await vscode().contextMenu(vscode().treeItem(project), "Edit", command);
    grid = await shownGrid(vscode(), title, (frame) => frame.getByText(words));
  }

  step("shows a few rows, long names and nothing at all", async () => {
    await open("Tiny Pilot", "Edit Roles", "User Roles", LONG);
    await vscode().screenshot("grid-tiny-roles");
    const none = "This project has no data access groups.";
    await open("Tiny Pilot", "Edit Data Access Groups", "Data Access Groups", none);
    await vscode().screenshot("grid-tiny-dags");
    await open("Tiny Pilot", "Edit Users", "Users", "3 of 3 users");
    await grid.locator(".body .row").nth(2).waitFor();
    await vscode().screenshot("grid-tiny-users");
  });

  step("never cuts what a changed cell shall say, at 1440 and at 720 px", async () => {
    const { page } = vscode();
    const size = page.viewportSize();
    assert.ok(size);
    await open("Tiny Pilot", "Edit Role Assignments", "Role Assignments", "3 of 3 users");
    const cell = grid.locator(".body .cell[data-column=unique_role_name]", { hasText: LONG }).first();
    await cell.locator(".open").click();
    await grid.getByRole("option", { name: "No role" }).click();
    await grid.locator(".cell.edited .was").waitFor();
    for (const width of [1440, 720]) {
      await page.setViewportSize({ width, height: 800 });
      await until(`the window is ${width} px wide`, async () => (await page.evaluate("innerWidth")) === width);
      const cut = await grid.evaluate(
        "[...document.querySelectorAll('.cell.edited .text')].map((e) => [e.textContent, e.scrollWidth > e.clientWidth])",
      );
      assert.deepEqual(cut, [["No role", false]], `${width} px`);
      await vscode().screenshot(`grid-changed-${width}`);
    }
    await page.setViewportSize(size);
    await grid.getByRole("grid").focus();
    await page.keyboard.press("Control+z");
    await grid.locator(".cell.edited").waitFor({ state: "detached" });
  });

  step("opens 3,000 people with every right, and draws only what is in view", async () => {
    await open("Large Registry", "Edit Users", "Users", "3000 of 3000 users");
    await grid.evaluate(
      "new PerformanceObserver((list) => (globalThis.long ??= []).push(...list.getEntries().map((e) => e.duration))).observe({ type: 'longtask' })",
    );
    await grid.getByRole("grid").focus();
    await vscode().page.keyboard.press("Control+End");
    await grid.getByText("user02999", { exact: true }).waitFor();
    assert.ok((await grid.locator(".cell").count()) < 800);
    await vscode().screenshot("grid-large-end");
  });

  step("filters, selects and sets all that are shown", async () => {
    await grid.getByRole("searchbox").fill("user029");
    await grid.getByText("100 of 3000 users").waitFor();
    await grid.getByRole("grid").focus();
    await vscode().page.keyboard.press("Control+a");
    await grid.getByText("100 selected").first().waitFor();
    await grid.getByRole("button", { name: "Set…" }).click();
    await grid.getByRole("option", { name: "Expiration" }).click();
    await grid.getByRole("textbox", { name: "Set Expiration for 100 selected" }).fill("2031-12-31");
    await vscode().page.keyboard.press("Enter");
    await grid.getByText("100 changes not yet in REDCap").first().waitFor();
    await grid.getByRole("searchbox").fill("");
    await vscode().screenshot("grid-large-changed");
    const long = String(await grid.evaluate("JSON.stringify((globalThis.long ?? []).map(Math.round))"));
    process.stdout.write(`      tasks over 50 ms after the first paint: ${long}\n`);
  });
});
