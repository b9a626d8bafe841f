import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { shownGrid } from "../support/ui/grid";
import { addProject, exported, project, useEmulator } from "../support/ui/server";
import { useWorkbench } from "../support/ui/workbench";

describe("importing an access file", () => {
  const emulator = useEmulator();
  const vscode = useWorkbench();
  const trial = () => project(emulator(), /SUNRISE/);
  const mapping = () => exported(emulator(), trial().token, "userRoleMapping", "json");

  before(() => addProject(vscode(), emulator(), trial()));

  it("asks what the file leaves open, fills the grid and sends nothing", async () => {
    const before = await mapping();
    const rows = JSON.parse(before) as { readonly username: string; readonly unique_role_name: string }[];
    const [one, two] = rows.filter(({ unique_role_name: role }) => role !== "");
    const other = rows.find(({ unique_role_name: role }) => role !== "" && role !== one?.unique_role_name);
    assert.ok(one && two && other);
    const text = `username;unique_role_name\r\n${one.username};${other.unique_role_name}\r\n${two.username};`;
    await writeFile(join(vscode().folder, "roles.csv"), text);
    await vscode().runCommand("View: Show Explorer");
    await vscode().contextMenu(vscode().treeItem("roles.csv"), "Import Access File…");
    await vscode().quickTitle("Import Access File");
    await vscode().screenshot("import-question");
    // The question outlives a look at the file that it is about.
    await vscode().treeItem("roles.csv").dblclick();
    await vscode().page.locator(".view-lines").first().click();
    await vscode().quickTitle("Import Access File");
    await vscode().choose("Take them out of their roles");
    await vscode().choose("Add and change only");
    await vscode().notification("0 added, 2 changed; 0 unchanged. Nothing is removed.").waitFor();
    const grid = await shownGrid(vscode(), "Role Assignments");
    await grid.getByText("2 changes not yet").first().waitFor();
    await vscode().screenshot("import-grid");
    assert.equal(await mapping(), before);
  });

  it("takes a file that is dragged onto a project", async () => {
    const [one] = JSON.parse(await mapping()) as { readonly username: string }[];
    await writeFile(join(vscode().folder, "until.csv"), `username,expiration\n${one?.username ?? ""},2031-12-31\n`);
    await vscode().runCommand("View: Show Explorer");
    await vscode().treeItem("until.csv").dblclick();
    await vscode().tab("until.csv").waitFor();
    await vscode().showProjects();
    await vscode()
      .tab("until.csv")
      .dragTo(
        vscode()
          .treeItem(/SUNRISE/)
          .first(),
      );
    await vscode().choose("Leave their groups as they are");
    await vscode().choose("Add and change only");
    await vscode().notification("0 added, 1 changed; 0 unchanged. Nothing is removed.").waitFor();
    await vscode().screenshot("import-dropped");
    await vscode().answerNotification("0 added, 1 changed", "Review Changes");
    await vscode()
      .tab(/Review/)
      .waitFor();
  });
});
