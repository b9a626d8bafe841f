import assert from "node:assert/strict";
import type { Frame } from "playwright-core";
import { generateProject, startEmulator } from "../../src/emulator/server/server";
import type { ProjectSeed } from "../../src/emulator/project/seed";
import type { Emulator } from "../../src/emulator/server/server";
import { activeCell, shownGrid } from "../support/ui/grid";
import { press as pressKeys, pressUntil } from "../support/ui/keyboard";
import { addProject, expirationOf, exported, project, roleOf } from "../support/ui/server";
import { story } from "../support/ui/story";
import { soon, until } from "../support/until";
import { useWorkbench } from "../support/ui/workbench";

/** 60 people in Role 1, Role 2 or no role: of the first ten, six have a role. Nobody is in Role 3. */
function clinic(): ProjectSeed {
  const made = generateProject({
    users: 60,
    instruments: 3,
    roles: 3,
    dags: 2,
    title: "Keyboard Clinic",
    projectId: 41,
  });
  const roleAt = (index: number) =>
    index === 0 || index % 10 > 6 || index % 10 === 0 ? undefined : `Role ${1 + (index % 2)}`;
  const users = made.users.map(({ role: _, ...user }, index) => {
    const role = roleAt(index);
    return role ? { ...user, role } : user;
  });
  return { ...made, users };
}

story("everyday jobs by keyboard alone", (step) => {
  // Nobody is this quick by hand: the usual limit would let the last of these wait.
  const vscode = useWorkbench({ settings: { "redcapAccess.requestsPerMinute": 540 } });
  let emulator: Emulator;
  let original: readonly string[];

  const token = () => project(emulator, /Clinic/).token;
  const press = async (...keys: string[]) => await pressKeys(vscode(), ...keys);
  const times = (count: number, key: string) => Array.from({ length: count }, () => key);
  const ten = Array.from({ length: 10 }, (_, index) => `user${String(index + 1).padStart(5, "0")}`);

  /** All access tables as text, whatever the order of the rows. */
  async function everything(): Promise<readonly string[]> {
    const contents = ["user", "userRole", "userRoleMapping", "dag", "userDagMapping"];
    const tables = await Promise.all(contents.map((content) => exported(emulator, token(), content, "csv")));
    return tables
      .flatMap((text, index) =>
        text
          .trim()
          .split("\n")
          .map((line) => `${contents[index] ?? ""}: ${line}`),
      )
      .sort();
  }

  async function command(title: string): Promise<void> {
    const row = vscode().quickInput.locator(".monaco-list-row.focused", { hasText: title });
    await until(`the palette offers "${title}"`, async () => {
      // A palette that is just closing takes the first letters with it.
      await vscode().quickInput.waitFor({ state: "hidden" });
      await press("F1");
      await vscode().quickInput.locator("input:focus").waitFor();
      await vscode().page.keyboard.type(title);
      if (await soon(() => row.isVisible(), 4000)) return true;
      await press("Escape");
      return false;
    });
    await press("Enter");
  }

  /** Types into the open list or box, and takes what is on top. */
  async function answer(title: string, text: string): Promise<void> {
    await vscode().quickTitle(title);
    await vscode().page.keyboard.type(text);
    await press("Enter");
  }

  /** Enter on the button that the dialog has the keyboard on; the dialog's text. */
  async function agree(text: RegExp): Promise<void> {
    await vscode().modal.getByText(text).first().waitFor();
    assert.match(await vscode().modal.innerText(), text);
    // The palette that closes gives the keyboard back to the grid, now and then later than the dialog takes it.
    const focused = vscode().modal.locator(".monaco-button:focus");
    if (!(await soon(() => focused.isVisible(), 3000))) await vscode().modal.locator(".monaco-button").last().focus();
    await focused.press("Enter");
    await vscode().modal.filter({ hasText: text }).waitFor({ state: "detached" });
  }

  /** The same for more changes than the dialog holds: the review opens, and their number is typed. */
  async function agreeByCount(text: RegExp): Promise<void> {
    await vscode().modal.getByText(text).first().waitFor();
    const [, count = ""] = text.exec(await vscode().modal.innerText()) ?? [];
    await agree(text);
    await vscode().tab("Review of Changes.txt").waitFor();
    await vscode().quickInput.getByText(`Type ${count} to confirm`).waitFor();
    await vscode().page.keyboard.type(count);
    await press("Enter");
  }

  async function done(): Promise<void> {
    await vscode().notification("checked in REDCap").waitFor();
    await command("Notifications: Clear All Notifications");
    await vscode().notification("checked in REDCap").waitFor({ state: "detached" });
  }

  /** Where the keyboard is, in the window and in the grid. */
  const focusOf = (grid: Frame) => async () => {
    const focus = "document.hasFocus() ? [...document.querySelectorAll('*')].indexOf(document.activeElement) : ''";
    return `${String(await vscode().page.evaluate(focus))} ${String(await grid.evaluate(focus))}`;
  };

  /** Opens a draft; the keyboard is in its grid then. */
  async function openGrid(title: string, tab: string): Promise<Frame> {
    await command(`REDCap: ${title}`);
    await vscode().tab(`${tab}.csv`).and(vscode().page.locator(".active")).waitFor();
    const grid = await shownGrid(vscode(), tab);
    await grid.locator("[role=grid]:focus").waitFor();
    return grid;
  }

  async function toColumn(grid: Frame, name: string): Promise<void> {
    const column = async () => (await (await activeCell(grid)).getAttribute("data-column")) ?? "";
    await pressUntil(vscode(), "ArrowRight", 30, async () => (await column()) === name, column);
  }

  /** Goes down the tree to a row. */
  async function toRow(text: string): Promise<void> {
    const row = vscode().treeItem(text).and(vscode().page.locator(".focused"));
    const at = async () => (await vscode().tree.first().getAttribute("aria-activedescendant")) ?? "";
    await pressUntil(vscode(), "ArrowDown", 80, () => row.isVisible(), at);
  }

  async function expand(text: string): Promise<void> {
    await toRow(text);
    const open = vscode().treeItem(text).and(vscode().page.locator("[aria-expanded=true]"));
    if (await open.isVisible()) return;
    await press("ArrowRight");
    await open.waitFor();
  }

  async function toUsers(): Promise<void> {
    await command("Focus on Projects View");
    await vscode().page.locator(".sidebar .monaco-list:focus").waitFor();
    await press("Home");
    await expand("Keyboard Clinic");
    await vscode().treeItem("Users").waitFor();
    await expand("Users");
    await vscode().treeItem("user00001").waitFor();
  }

  before(async function () {
    this.timeout(120_000);
    emulator = await startEmulator({ projects: [clinic()] });
    await addProject(vscode(), emulator, project(emulator, /Clinic/));
    original = await everything();
  });
  after(() => emulator.close());

  step("assigns 50 people to a role", async () => {
    const grid = await openGrid("Edit Role Assignments", "Role Assignments");
    await press("Control+Home", "ArrowDown", ...times(49, "Shift+ArrowDown"));
    await grid.getByText("50 selected").first().waitFor();
    await toColumn(grid, "unique_role_name");
    await press("Enter");
    await grid.getByRole("listbox").waitFor();
    await vscode().page.keyboard.type("Role 3");
    await press("Enter");
    await grid.getByText("50 changes not yet in REDCap").first().waitFor();
    await vscode().screenshot("keyboard-50");
    await command("REDCap: Review and Apply…");
    await agreeByCount(/Apply (\d+) changes to 50 people/);
    await done();
    for (const name of ["user00001", "user00050"]) assert.equal(await roleOf(emulator, token(), name), "Role 3");
    assert.notEqual(await roleOf(emulator, token(), "user00051"), "Role 3");
  });

  step("takes it back", async () => {
    await command("REDCap: Undo Last Apply…");
    await agreeByCount(/Undo: (\d+) changes to 50 people in Keyboard Clinic/);
    await done();
    assert.deepEqual(await everything(), original);
  });

  step("lets ten people expire, six of them in roles", async () => {
    await toUsers();
    await toRow("user00001");
    await press("Control+Shift+Enter", ...times(9, "Shift+ArrowDown"));
    await command("REDCap: Set Expiration…");
    await answer("Set Expiration of 10 users", "In 30 days");
    await agree(/REDCap does not change the expiration of somebody in a role: user00001, .* and 2 others/);
    await vscode().modal.getByText("Apply 10 changes").waitFor();
    await vscode().screenshot("keyboard-expire");
    await agree(/Apply 10 changes to 10 people/);
    await done();
    for (const name of ten) assert.match(await expirationOf(emulator, token(), name), /^\d{4}-\d\d-\d\d$/);
    assert.equal(await expirationOf(emulator, token(), "user00011"), "");
    assert.equal(await roleOf(emulator, token(), "user00006"), "Role 1");
  });

  step("makes a role from another one and assigns it, in one go", async () => {
    const roles = await openGrid("Edit Roles", "User Roles");
    await press("Control+Home", "Tab");
    const duplicate = roles.locator(":focus", { hasText: /^Duplicate/ });
    await pressUntil(vscode(), "Tab", 6, () => duplicate.isVisible(), focusOf(roles));
    await press("Enter");
    await answer("Duplicate Role", "Role 1 Plus");
    await roles.locator(".row.added", { hasText: "Role 1 Plus" }).waitFor();
    const people = await openGrid("Edit Role Assignments", "Role Assignments");
    await press("Control+Home", "ArrowDown", "Shift+ArrowDown");
    await people.getByText("2 selected").first().waitFor();
    await toColumn(people, "unique_role_name");
    await press("Enter");
    await people.getByRole("listbox").waitFor();
    await vscode().page.keyboard.type("Role 1 P");
    await press("Enter");
    await people.getByText("3 changes in this project, 2 in this grid").first().waitFor();
    await vscode().screenshot("keyboard-new-role");
    await command("REDCap: Review and Apply…");
    await agree(/role Role 1 Plus: Created/);
    await done();
    for (const name of ["user00001", "user00002"]) assert.equal(await roleOf(emulator, token(), name), "Role 1 Plus");
  });

  step("removes a person who has own rights", async () => {
    await toUsers();
    await toRow("user00010");
    await press("Enter");
    await command("REDCap: Remove from Project…");
    await agree(/user00010\)?: Removed from the project/);
    await done();
    assert.equal((await everything()).filter((line) => line.includes("user00010")).length, 0);
  });

  step("takes all of it back, one apply after the other", async () => {
    for (const about of [/user00010/, /Role 1 Plus/, /10 people/]) {
      await command("REDCap: Undo Last Apply…");
      await agree(about);
      await done();
    }
    assert.deepEqual(await everything(), original);
    await command("REDCap: Undo Last Apply…");
    await vscode().notification("There is nothing to undo").waitFor();
  });
});
