import assert from "node:assert/strict";
import { setCell } from "../support/ui/grid";
import { addProject, project, useEmulator } from "../support/ui/server";
import { useWorkbench } from "../support/ui/workbench";

for (const autoSave of ["off", "afterDelay", "onFocusChange", "onWindowChange"]) {
  describe(`with files.autoSave at ${autoSave}`, () => {
    const emulator = useEmulator();
    const vscode = useWorkbench({ settings: { "files.autoSave": autoSave, "files.autoSaveDelay": 100 } });
    const writes = () =>
      emulator().requests.filter(({ params }) => params.has("data") || params.get("action") === "delete");

    it("nothing that changes anything is sent without the confirmation", async () => {
      await addProject(vscode(), emulator(), project(emulator(), /SUNRISE/));
      await vscode().runCommand("REDCap: Edit Role Assignments");
      const grid = await vscode().webviewFrame();
      await setCell(grid, "b.achieng", "unique_role_name", "Monitor");
      await vscode().page.waitForTimeout(400);
      // Focus goes elsewhere, the document is saved, reviewed and closed.
      await vscode().treeItem("SUNRISE").click();
      await vscode().runCommand("File: Save");
      await vscode().runCommand("REDCap: Review Changes");
      await vscode().tab("Review of Changes").waitFor();
      await vscode().runCommand("REDCap: Review and Apply…");
      await vscode().answerModal("Cancel");
      await vscode().runCommand("View: Close All Editors");
      await vscode().notification("1 change not yet in REDCap is kept in the draft").waitFor();
      await vscode().page.waitForTimeout(400);
      assert.deepEqual(writes(), []);
      await vscode().screenshot(`auto-save-${autoSave}`);
    });
  });
}
