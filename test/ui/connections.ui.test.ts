import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { addProject, project, useEmulator } from "../support/ui/server";
import { story } from "../support/ui/story";
import { until } from "../support/until";
import { useWorkbench } from "../support/ui/workbench";

story("connections", (step) => {
  const emulator = useEmulator();
  const vscode = useWorkbench();
  const trial = () => project(emulator(), /SUNRISE/);
  const registry = () => project(emulator(), /Registry/);

  /** Presses Enter and waits for the sentence below the box. */
  async function refused(text: string, sentence: RegExp): Promise<void> {
    await vscode().type(text);
    await vscode().quickInput.locator(".quick-input-message").filter({ hasText: sentence }).waitFor();
  }

  step("refuses addresses that would send the token in clear, or a password with it", async () => {
    await vscode().runCommand("REDCap: Add Project…");
    await vscode().quickTitle("Add Project");
    await vscode().screenshot("add-server");
    await refused("http://redcap.example.edu/", /must begin with https/);
    await vscode().screenshot("add-server-refused");
    await refused("https://me:secret@redcap.example.edu/", /must not hold a user name or password/);
  });

  step("says what is wrong with a token before and after asking the server", async () => {
    await vscode().type(emulator().url);
    await vscode().quickTitle("Add Project on 127.0.0.1");
    await refused("not a token", /32 characters/);
    await refused("A".repeat(64), /super token/);
    await refused("0123456789ABCDEF0123456789ABCDEF", /REDCap does not accept this token/);
    await vscode().screenshot("add-token-refused");
  });

  step("shows title, version and what the token may do before the project is added", async () => {
    vscode().canary.watchFor(trial().token);
    await vscode().type(`  ${trial().token}\n`);
    await vscode().quickTitle("Add Project: SUNRISE");
    const prompt = await vscode().quickInput.locator(".quick-input-message").innerText();
    assert.match(prompt, /16\.1\.3/);
    assert.match(prompt, /demo_admin/);
    await vscode().screenshot("add-label");
    await vscode().quickInput.locator("input").first().press("Enter");
    await vscode().treeItem("SUNRISE").waitFor();
  });

  step("offers to replace the token of a project that is already there", async () => {
    await vscode().runCommand("REDCap: Add Project…");
    await vscode().type(emulator().url.replace(/api\/$/, "redcap_v16.1.3/index.php?pid=1"));
    await vscode().quickTitle("Add Project on 127.0.0.1");
    await vscode().type(trial().token);
    const text = await vscode().answerModal("Replace Token");
    assert.match(text, /SUNRISE Multi-Site Trial is already in the list/);
    await vscode().quickInput.waitFor({ state: "hidden" });
    assert.equal(await vscode().tree.locator(".monaco-list-row").filter({ hasText: "SUNRISE" }).count(), 1);
  });

  step("renames, and refuses the token of another project as replacement", async () => {
    await vscode().contextMenu(vscode().treeItem("SUNRISE"), "Rename Project…");
    await vscode().type("The trial");
    await vscode().treeItem("The trial").waitFor();
    await vscode().contextMenu(vscode().treeItem("The trial"), "Replace Token…");
    vscode().canary.watchFor(registry().token);
    await refused(registry().token, /belongs to another project/);
    await vscode().screenshot("replace-token-refused");
    await vscode().page.keyboard.press("Escape");
  });

  step("adds the projects of a credential file, names each server first, and offers to delete the file", async () => {
    const file = join(vscode().folder, "credentials.csv");
    const rows = [registry()].map(({ username, projectId, token }) =>
      [emulator().url, username, projectId, token, "From a file"].join(","),
    );
    await writeFile(file, ["redcap_uri,username,project_id,token,comment", ...rows, ""].join("\n"));
    await vscode().runCommand("REDCap: Add Projects from Credential File…");
    await vscode().quickTitle("Credential file");
    await vscode().choose("credentials.csv");
    await vscode().modal.waitFor();
    await vscode().screenshot("credential-file");
    assert.match(await vscode().answerModal("Add Projects"), /http:\/\/127\.0\.0\.1:\d+/);
    await vscode().modal.filter({ hasText: "Delete the credential file" }).waitFor();
    await vscode().screenshot("credential-file-delete");
    await vscode().answerModal("Delete Permanently");
    await vscode().treeItem("From a file").waitFor();
    await until("the credential file is deleted", () => !existsSync(file));
  });

  step("says what is lost before a project is removed", async () => {
    await vscode().contextMenu(vscode().treeItem("From a file"), "Remove Project…");
    await vscode().modal.waitFor();
    await vscode().screenshot("remove-project");
    assert.match(
      await vscode().answerModal("Remove"),
      /Its token and the history of applied changes are deleted from this computer\. Nothing changes in REDCap\./,
    );
    await vscode().treeItem("From a file").waitFor({ state: "detached" });
  });

  step("opens the sample project without any address or token", async () => {
    await vscode().runCommand("REDCap: Open Sample Project");
    await vscode()
      .treeItem(/sample/)
      .waitFor();
    // The view takes the focus with the first of them, which would close the list of a command.
    await vscode().page.locator(".monaco-list-row.focused", { hasText: "SUNRISE" }).waitFor();
    await vscode()
      .treeItem(/Users\s*40/)
      .waitFor();
    await vscode().screenshot("two-servers");
  });

  step("says which right is missing, beside the tables that can be read", async () => {
    const { projectId, title } = registry();
    const { rights } = emulator().state(projectId).users.get("o.brandt")?.own ?? assert.fail();
    for (const right of ["api_export", "user_rights"]) rights.set(right, 1);
    const token = emulator().addToken(projectId, "o.brandt");
    await addProject(vscode(), emulator(), { projectId, title, token, username: "o.brandt" }, "I do not know");
    await vscode().expand(/Registry(?!.*sample)/);
    await vscode().screenshot("missing-right");
    await vscode()
      .treeItem(/Data Access Groups.*not readable/)
      .waitFor();
    await vscode().expand(/Data Access Groups.*not readable/);
    await vscode().treeItem("The token lacks the right Data Access Groups").waitFor();
    const people = emulator().state(projectId).users.size;
    await vscode()
      .treeItem(new RegExp(`Users\\s*${people}`))
      .waitFor();
    await vscode().screenshot("missing-right");
  });
});
