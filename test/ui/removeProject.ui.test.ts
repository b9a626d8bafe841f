import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { gridCell, openGrid } from "../support/ui/grid";
import { addProject, project, useEmulator } from "../support/ui/server";
import { story } from "../support/ui/story";
import { until } from "../support/until";
import { useWorkbench } from "../support/ui/workbench";

/** A name that nothing else writes, so that whatever still knows the draft is found by it. */
const ADDED = "Pharmacist Qzx";

story("a project that is removed while a draft of it has unsaved changes", (step) => {
  const emulator = useEmulator();
  const vscode = useWorkbench();

  /** Files of the host that hold the name. Its backups of unsaved documents are there, and nothing else before they are saved. */
  const backups = async () => {
    const entries = await readdir(vscode().userData, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
    const holds = async (file: string) => (await readFile(file, "utf8").catch(() => "")).includes(ADDED);
    const found = await Promise.all(files.map(async (file) => ((await holds(file)) ? [file] : [])));
    return found.flat();
  };

  step("has a draft that nobody saved, which the host keeps in a backup", async () => {
    await addProject(vscode(), emulator(), project(emulator(), /SUNRISE/));
    const grid = await openGrid(vscode(), "REDCap: Edit Roles", "User Roles");
    await grid.getByRole("button", { name: "Add Role…" }).click();
    await vscode().type(ADDED);
    await gridCell(grid, ADDED, "role_label").waitFor();
    await until("the backup holds it", async () => (await backups()).length > 0);
  });

  step("names the unsaved changes before it goes, and closes its documents without asking again", async () => {
    await vscode().contextMenu(vscode().treeItem("SUNRISE"), "Remove Project…");
    await vscode().modal.waitFor();
    await vscode().screenshot("remove-project-unsaved");
    assert.match(await vscode().answerModal("Remove"), /Unsaved changes are discarded as well: User Roles/);
    await vscode().treeItem("SUNRISE").waitFor({ state: "detached" });
    await vscode().tab("User Roles.csv").waitFor({ state: "detached" });
    assert.equal(await vscode().modal.count(), 0);
  });

  step("leaves no backup for others to read", async () => {
    await until("the backup is forgotten", async () => (await backups()).length === 0);
  });
});
