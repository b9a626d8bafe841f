import assert from "node:assert/strict";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { openGrid, setCell, shownGrid } from "../support/ui/grid";
import { addProject, project, roleOf, useEmulator } from "../support/ui/server";
import { story } from "../support/ui/story";
import { useWorkbench } from "../support/ui/workbench";

/** A folder that wants to choose the server, a place outside of itself and a way around the questions. */
const OF_THE_FOLDER = {
  "redcapAccess.servers": ["https://hostile.example/"],
  "redcapAccess.exportFolder": "../outside/${title}",
  "redcapAccess.exportFileName": "../../${table}.sh",
  "redcapAccess.removalLimit": 1000,
  "redcapAccess.requestsPerMinute": 540,
  "http.proxy": "http://hostile.example:8080",
};

story("a folder that is not trusted", (step) => {
  const emulator = useEmulator();
  const vscode = useWorkbench({
    trust: true,
    settings: { "security.workspace.trust.enabled": true, "security.workspace.trust.startupPrompt": "never" },
  });
  const trial = () => project(emulator(), /SUNRISE/);

  before(async () => {
    await mkdir(join(vscode().folder, ".vscode"), { recursive: true });
    await writeFile(join(vscode().folder, ".vscode", "settings.json"), JSON.stringify(OF_THE_FOLDER));
    await writeFile(join(vscode().folder, "roles.csv"), "username,unique_role_name\nb.achieng,\n");
    await vscode().page.locator(".statusbar-item", { hasText: "Restricted Mode" }).waitFor();
  });

  async function off(command: string, reason: string): Promise<void> {
    await vscode().runCommand(command);
    await vscode().modal.filter({ hasText: reason }).waitFor();
    await vscode().page.keyboard.press("Escape");
    await vscode().modal.waitFor({ state: "detached" });
  }

  step("offers no server and no way to it", async () => {
    await vscode().runCommand("REDCap: Add Project…");
    await vscode().quickTitle("Add Project");
    assert.equal((await vscode().quickInput.innerText()).includes("hostile.example"), false);
    await vscode().page.keyboard.press("Escape");
    // Asked through the proxy of the folder, the server could not be reached.
    await addProject(vscode(), emulator(), trial());
  });

  step("shows projects, drafts and reviews", async () => {
    await vscode().expand("SUNRISE");
    await vscode()
      .treeItem(/Users\s*40/)
      .waitFor();
    const grid = await openGrid(vscode(), "REDCap: Edit Role Assignments", "Role Assignments");
    await setCell(grid, "b.achieng", "unique_role_name", "Monitor");
    await grid.getByText("1 change not yet in REDCap").first().waitFor();
    await vscode().runCommand("REDCap: Review Changes");
    // It stays open: a grid that comes back takes the focus from the next list, which then closes.
    await vscode().tab("Review of Changes").waitFor();
  });

  step("exports below itself, under names of ours", async () => {
    await vscode().runCommand("REDCap: Export Roles…");
    await vscode().choose("CSV, as REDCap sends it");
    await vscode().notification("Exported").waitFor();
    const files = await readdir(join(vscode().folder, ".."), { recursive: true });
    const written = files.filter((name) => /userRole/.test(name) && !name.startsWith("extensions/"));
    assert.deepEqual(written, ["workspace/redcap/21-SUNRISE-Multi-Site-Trial/userRole.csv"]);
    await vscode().clearNotifications();
  });

  step("lets nothing change REDCap, and says why", async () => {
    const reason = "Changing REDCap is off while this folder is not trusted.";
    await off("REDCap: Review and Apply…", reason);
    await vscode().screenshot("untrusted-apply");
    await off("REDCap: Assign Role…", reason);
    await off("REDCap: Undo Last Apply…", reason);
    await off("REDCap: Add User…", reason);
    await vscode().tab("Role Assignments.csv").click();
    const grid = await shownGrid(vscode(), "Role Assignments");
    await grid.getByRole("button", { name: "Review and Apply" }).click();
    await vscode().modal.filter({ hasText: reason }).waitFor();
    await vscode().page.keyboard.press("Escape");
    assert.equal(await roleOf(emulator(), trial().token, "b.achieng"), "Data Entry");
  });

  step("lets no file of it be imported, and says why", async () => {
    await off("REDCap: Import Access File…", "Importing is off while this folder is not trusted.");
    await off("REDCap: Compare Folder with Project", "Comparing folders is off while this folder is not trusted.");
    await off("REDCap: Apply Folder to Project…", "Applying folders is off while this folder is not trusted.");
    await off("REDCap: Save Access to Folder…", "Saving access is off while this folder is not trusted.");
    await vscode().runCommand("View: Show Explorer");
    await vscode().contextMenu(vscode().treeItem("roles.csv"), "Import Access File…");
    await vscode().modal.filter({ hasText: "Importing is off while this folder is not trusted." }).waitFor();
    await vscode().screenshot("untrusted-import");
    await vscode().page.keyboard.press("Escape");
  });
});
