import assert from "node:assert/strict";
import type { Frame } from "playwright-core";
import { gridCell, openGrid, shownGrid } from "../support/ui/grid";
import { addProject, project, useEmulator } from "../support/ui/server";
import { story } from "../support/ui/story";
import { until } from "../support/until";
import { useWorkbench } from "../support/ui/workbench";

story("editing roles, users and groups in the grid", (step) => {
  const emulator = useEmulator();
  const vscode = useWorkbench();
  const trial = () => project(emulator(), /SUNRISE/);
  let grid: Frame;

  const row = (name: string) => grid.locator(".body .row", { hasText: name }).first();
  const cell = (name: string, column: string) => gridCell(grid, name, column).first();
  const press = (...keys: string[]) =>
    keys.reduce((done, key) => done.then(() => vscode().page.keyboard.press(key)), Promise.resolve());
  /** In this grid; others of the project may have some too. */
  const changes = (count: number) =>
    grid
      .getByText(
        count === 0
          ? /Nothing has been changed|, none in this grid/
          : new RegExp(`\\b${count} changes? not yet|, ${count} in this grid`),
      )
      .first()
      .waitFor();
  const open = async (command: string, title: string) => void (grid = await openGrid(vscode(), command, title));

  step("opens the roles with names first and rights in words", async () => {
    await addProject(vscode(), emulator(), trial());
    await open("REDCap: Edit Roles", "User Roles");
    assert.equal(await grid.getByRole("grid").getAttribute("aria-rowcount"), "7");
    assert.equal(await cell("Data Manager", "user_rights").innerText(), "Read only");
    await vscode().screenshot("grid-roles");
  });

  step("opens from a role of the tree with that role in view and chosen", async () => {
    await vscode().expand("SUNRISE");
    await vscode().expand("Roles");
    await vscode().contextMenu(vscode().treeItem("Statistician"), "Edit Roles");
    await row("Statistician").and(grid.locator("[aria-selected=true]")).waitFor();
    await vscode().contextMenu(vscode().treeItem("Data Access Groups"), "Edit Data Access Groups");
    await vscode().tab("Data Access Groups.csv").waitFor();
    await vscode().expand("Data Access Groups");
    await vscode().contextMenu(vscode().treeItem("Osaka"), "Edit Data Access Groups");
    grid = await shownGrid(vscode(), "Data Access Groups");
    await row("Osaka").and(grid.locator("[aria-selected=true]")).waitFor();
    await vscode().collapse("SUNRISE");
    await open("REDCap: Edit Roles", "User Roles");
  });

  step("changes a flag with one click, a choice with two, and both with one step of Undo each", async () => {
    await cell("Monitor", "design").locator(".tick").click();
    await changes(1);
    await cell("Monitor", "user_rights").locator(".open").click();
    await vscode().screenshot("grid-roles-choice");
    await grid.getByRole("option", { name: "Full access" }).click();
    await changes(2);
    assert.equal(await cell("Monitor", "user_rights").locator(".was").innerText(), "No access");
    await vscode().screenshot("grid-roles-changed");
    await press("Control+z", "Control+z");
    await changes(0);
    await press("Control+Shift+z");
    await changes(1);
    await press("Control+z");
    await changes(0);
  });

  step("edits the rights on instruments, one by one and all at once", async () => {
    await cell("Monitor", "role_label").click();
    await press("End", "Enter");
    const dialog = grid.getByRole("dialog");
    await dialog.waitFor();
    await vscode().screenshot("grid-forms");
    await dialog.getByRole("checkbox", { name: "Lab Results: Edit", exact: true }).check();
    await dialog.getByRole("combobox", { name: "All instruments: Export" }).selectOption("Full data set");
    await vscode().screenshot("grid-forms-changed");
    await dialog.getByRole("button", { name: "Set" }).click();
    await changes(2);
    assert.equal(await cell("Monitor", "forms").innerText(), "Lab Results: Read only → View & edit");
    await vscode().screenshot("grid-forms-set");
    await grid.getByRole("button", { name: "Show Changes as Text" }).click();
    await vscode().tab("User Roles: REDCap ↔ draft").waitFor();
    await press("Control+w");
    grid = await shownGrid(vscode(), "User Roles");
  });

  step("adds, duplicates, removes and restores roles", async () => {
    await grid.getByRole("button", { name: "Add Role…" }).click();
    await vscode().type("Pharmacist");
    await row("Pharmacist").waitFor();
    await press("End", "Home");
    assert.equal(await cell("Pharmacist", "unique_role_name").innerText(), "new:1");
    await cell("Data Entry", "role_label").click();
    await grid.getByRole("button", { name: "Duplicate…" }).click();
    await vscode().type("Data Entry Plus");
    await row("Data Entry Plus").waitFor();
    await cell("Statistician", "unique_role_name").click();
    await grid.getByRole("button", { name: "Remove" }).click();
    await row("Statistician").and(grid.locator(".removed")).waitFor();
    await vscode().screenshot("grid-roles-rows");
    await grid.getByRole("button", { name: "Restore" }).click();
    await row("Statistician").and(grid.locator(".removed")).waitFor({ state: "detached" });
    await changes(4);
  });

  step("compares roles side by side", async () => {
    await grid.getByRole("button", { name: "Compare Roles" }).click();
    await grid.getByRole("row", { name: "Project Design and Setup" }).waitFor();
    await grid.getByRole("columnheader", { name: "Monitor" }).waitFor();
    await vscode().screenshot("grid-matrix");
    const rights = grid.locator(".matrix tbody tr:not(.section)");
    const same = async () => {
      const rows = await rights.all();
      const cells = await Promise.all(rows.map((each) => each.locator("td").allInnerTexts()));
      return cells.filter((texts) => new Set(texts.map((text) => text.replace(" (different)", ""))).size === 1).length;
    };
    assert.notEqual(await same(), 0);
    await grid.getByRole("checkbox", { name: "Only differences" }).check();
    await until("only what differs is shown", async () => (await same()) === 0);
    await vscode().screenshot("grid-matrix-differences");
    await grid.getByRole("row", { name: "Project Design and Setup" }).waitFor();
    await grid.getByPlaceholder("Filter rows").fill("Statistician");
    await grid.getByText("The roles that are shown do not differ.").waitFor();
    await grid.getByPlaceholder("Filter rows").fill("");
    await grid.getByRole("button", { name: "Compare Roles" }).click();
  });

  step("opens the users, with rights that a role gives as the role's", async () => {
    await open("REDCap: Edit Users", "Users");
    await vscode().screenshot("grid-users");
    // Whose they are a screen reader says; somebody looking sees it when pointing at the cell.
    assert.match(await cell("b.achieng", "design").innerText(), /^No\s*given by the role Data Entry$/);
    assert.match((await cell("b.achieng", "design").getAttribute("title")) ?? "", /given by the role Data Entry/);
  });

  step("sets a date for several people, and refuses what is no day", async () => {
    await cell("a.nakagawa", "expiration").click();
    await press("Shift+ArrowDown", "Enter");
    const input = grid.getByRole("textbox");
    await input.fill("31.12.2031");
    await press("Enter");
    await grid.getByText("is not a date").waitFor();
    await vscode().screenshot("grid-date");
    await input.fill("2031-12-31");
    await press("Enter");
    await changes(2);
  });

  step("adds people, and lets a removed one be struck through", async () => {
    await grid.getByRole("button", { name: "Add Users…" }).click();
    await vscode().type("n.newcomer, p.petrov");
    await row("n.newcomer").waitFor();
    await vscode().screenshot("grid-users-added");
    await press("Control+Home");
    await cell("c.dubois", "username").click();
    await grid.getByRole("button", { name: "Remove" }).click();
    await row("c.dubois").and(grid.locator(".removed")).waitFor();
    await vscode().screenshot("grid-users-removed");
    const line = "getComputedStyle(document.querySelector('.row.removed .text')).textDecorationLine";
    assert.equal(await grid.evaluate(line), "line-through");
  });

  step("offers new roles for assigning, and knows the people who were added", async () => {
    await open("REDCap: Edit Role Assignments", "Role Assignments");
    await grid.getByRole("searchbox").fill("newcomer");
    await cell("n.newcomer", "unique_role_name").click();
    await press("Enter");
    await vscode().screenshot("grid-assign-new");
    await grid.getByRole("option", { name: "Pharmacist" }).click();
    await cell("n.newcomer", "unique_role_name").getByText("Pharmacist").waitFor();
    await vscode().screenshot("grid-assigned-new");
    await grid.getByRole("searchbox").fill("");
  });

  step("filters by a column, selects everyone of a role, finds people by a list", async () => {
    await grid.getByRole("columnheader", { name: "Data Access Group" }).hover();
    await grid.getByRole("columnheader", { name: "Data Access Group" }).locator(".funnel").click();
    await vscode().screenshot("grid-column-filter");
    await grid.getByRole("option", { name: "Boston" }).click();
    await grid.getByRole("button", { name: /^Clear: / }).waitFor();
    await vscode().screenshot("grid-column-filtered");
    const groups = await grid.locator('.body .cell[data-column="data_access_group"]').allInnerTexts();
    assert.deepEqual([...new Set(groups.map((text) => text.trim()))], ["Boston"]);
    await grid.getByRole("button", { name: /^Clear: / }).click();
    await grid.getByRole("button", { name: "Select…" }).click();
    await vscode().screenshot("grid-select");
    await grid.getByRole("option", { name: "Role: Monitor" }).click();
    await grid.getByText("4 selected").first().waitFor();
    await vscode().screenshot("grid-selected");
    await grid.getByRole("button", { name: "Find Users…" }).click();
    await grid.getByRole("textbox", { name: "Paste usernames" }).fill("b.achieng\nD.Mwangi; c.dubois");
    await grid.getByRole("button", { name: "Find", exact: true }).click();
    await grid.getByText("Not in the project: c.dubois").waitFor();
    await vscode().screenshot("grid-find");
    await grid.getByRole("button", { name: "Close" }).click();
  });

  step("opens the groups, and renames one", async () => {
    await open("REDCap: Edit Data Access Groups", "Data Access Groups");
    await cell("Lyon", "data_access_group_name").click();
    await press("F2");
    await grid.getByRole("textbox").fill("Lyon Sud");
    await press("Enter");
    await changes(1);
    await vscode().screenshot("grid-dags");
  });
});
