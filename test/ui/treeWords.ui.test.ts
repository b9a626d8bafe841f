import assert from "node:assert/strict";
import { addProject, project, useEmulator } from "../support/ui/server";
import { story } from "../support/ui/story";
import { useWorkbench } from "../support/ui/workbench";

story("what the tree says", (step) => {
  const emulator = useEmulator();
  const vscode = useWorkbench();

  before(() => addProject(vscode(), emulator(), project(emulator(), /SUNRISE/)));

  step("does not repeat under a role what the role's row says", async () => {
    await vscode().expand("SUNRISE");
    await vscode().expand("Roles");
    await vscode().expand("Monitor");
    const row = vscode().treeItem("i.sorensen");
    await row.waitFor();
    assert.doesNotMatch(await row.innerText(), /Monitor/);
    await vscode().screenshot("tree-under-role");
  });

  step("finds people by the words for how they stand, and counts in roles and groups how many of all", async () => {
    await vscode().runCommand("REDCap: Filter…");
    await vscode().quickTitle("Filter Users");
    await vscode().type("expired");
    await vscode()
      .treeItem(/Roles\s*6/)
      .waitFor();
    await vscode()
      .treeItem(/Monitor\s*\d+ of \d+ p/)
      .waitFor();
    await vscode().collapse("Roles");
    await vscode().expand("Users");
    await vscode().treeItem("k.morita").waitFor();
    await vscode().screenshot("tree-filtered-by-words");
  });

  step("says in the tooltip until when, and why a row is red", async () => {
    await vscode().treeItem("k.morita").hover();
    const tip = vscode().page.locator(".monaco-hover:visible, .workbench-hover:visible").last();
    await tip.getByText("Red, because access expired on").first().waitFor();
    await vscode().screenshot("tree-tooltip-expired");
    await vscode().page.mouse.move(900, 600);
    await vscode().runCommand("REDCap: Clear Filter");
    await vscode().treeItem("a.nakagawa").waitFor();
  });

  step("offers nothing in a menu that has nothing to do", async () => {
    const untouched = await vscode().menuEntries(vscode().treeItem("SUNRISE"));
    assert.ok(untouched.includes("Refresh Project"), untouched.join());
    assert.ok(!untouched.includes("Discard Changes Not Yet in REDCap…"), untouched.join());
  });
});
