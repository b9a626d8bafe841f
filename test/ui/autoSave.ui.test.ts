import assert from "node:assert/strict";
import { openGrid, setCell } from "../support/ui/grid";
import { addProject, project, useEmulator } from "../support/ui/server";
import { until } from "../support/until";
import { useWorkbench } from "../support/ui/workbench";

for (const autoSave of ["off", "afterDelay", "onFocusChange", "onWindowChange"]) {
  describe(`with files.autoSave at ${autoSave}`, () => {
    const emulator = useEmulator();
    const vscode = useWorkbench({ settings: { "files.autoSave": autoSave, "files.autoSaveDelay": 100 } });
    const writes = () =>
      emulator().requests.filter(({ params }) => params.has("data") || params.get("action") === "delete");

    it("nothing that changes anything is sent without the confirmation", async () => {
      await addProject(vscode(), emulator(), project(emulator(), /SUNRISE/));
      const grid = await openGrid(vscode(), "REDCap: Edit Role Assignments", "Role Assignments");
      const saved = vscode().tab("Role Assignments.csv").and(vscode().page.locator(":not(.dirty)"));
      await setCell(grid, "b.achieng", "unique_role_name", "Monitor");
      await grid.getByText("1 change not yet in REDCap").first().waitFor();
      if (autoSave === "afterDelay") await saved.waitFor();
      // Focus goes elsewhere, the document is saved, reviewed and closed.
      await vscode().treeItem("SUNRISE").click();
      if (autoSave === "onFocusChange") await saved.waitFor();
      await vscode().runCommand("File: Save");
      await saved.waitFor();
      await vscode().runCommand("REDCap: Review Changes");
      await vscode().tab("Review of Changes").waitFor();
      await vscode().runCommand("REDCap: Review and Apply…");
      await vscode().answerModal("Cancel");
      await vscode().runCommand("View: Close All Editors");
      await vscode().notification("1 change not yet in REDCap is kept in the draft").waitFor();
      // A project is read through the same queue: what had been sent before would be there by then.
      const before = emulator().requests.length;
      await vscode().runCommand("REDCap: Refresh All Projects");
      await until("the project is read", () =>
        emulator()
          .requests.slice(before)
          .some(({ params }) => params.get("content") === "userDagMapping"),
      );
      assert.deepEqual(writes(), []);
      await vscode().screenshot(`auto-save-${autoSave}`);
    });
  });
}
