import assert from "node:assert/strict";
import { faultProxy } from "../support/faults/faultProxy";
import type { FaultProxy } from "../support/faults/faultProxy";
import { addProject, dagOf, expirationOf, project, roleOf, useEmulator } from "../support/ui/server";
import { story } from "../support/ui/story";
import { useWorkbench } from "../support/ui/workbench";

story("the tree of projects", (step) => {
  const emulator = useEmulator();
  const vscode = useWorkbench();
  const trial = () => project(emulator(), /SUNRISE/);
  let proxy: FaultProxy;

  before(async () => {
    proxy = await faultProxy(emulator().url);
    await addProject(vscode(), proxy, trial());
  });
  after(() => proxy.close());

  step("shows users with role, group and expiration, roles and groups with their members", async () => {
    await vscode().expand("SUNRISE");
    assert.match(await vscode().treeItem("Users").innerText(), /40/);
    assert.match(await vscode().treeItem("Roles").innerText(), /6/);
    assert.match(await vscode().treeItem("Data Access Groups").innerText(), /4/);
    await vscode().expand("Roles");
    assert.match(await vscode().treeItem("Monitor").innerText(), /\d+ people/);
    await vscode().expand("Monitor");
    await vscode().treeItem("i.sorensen").waitFor();
    await vscode().screenshot("tree-roles");
    await vscode().collapse("Roles");
    await vscode().expand("Data Access Groups");
    assert.match(await vscode().treeItem("Lyon").innerText(), /\d+ people/);
    await vscode().expand("Lyon");
    await vscode().treeItem("c.dubois").waitFor();
    await vscode().collapse("Data Access Groups");
    await vscode().expand("Users");
    assert.match(await vscode().treeItem("a.nakagawa").innerText(), /Site Coordinator · Boston · expires in \d+ days/);
    await vscode().screenshot("tree-users");
  });

  step("tells a person's rights in words when asked", async () => {
    await vscode().treeItem("b.achieng").hover();
    const tip = vscode().page.locator(".monaco-hover:visible, .workbench-hover:visible").last();
    await tip.getByText("Rights from the role Data Entry:").first().waitFor();
    await vscode().screenshot("tree-tooltip");
    const words = await tip.innerText();
    for (const line of [/Beatrice Achieng/, /Data access group: Nairobi/, /• .*Create Records/])
      assert.match(words, line);
    await vscode().page.mouse.move(900, 600);
  });

  step("changes one person's role by a menu, a choice and a confirmation", async () => {
    await vscode().contextMenu(vscode().treeItem("b.achieng"), "Assign Role…");
    await vscode().quickTitle("Assign Role to b.achieng");
    await vscode().screenshot("assign-role");
    await vscode().choose("Monitor");
    await vscode().modal.waitFor();
    await vscode().screenshot("assign-role-confirm");
    const text = await vscode().answerModal("Apply");
    assert.match(text, /Apply 1 change to 1 person in SUNRISE Multi-Site Trial on 127\.0\.0\.1:\d+\?/);
    assert.match(text, /b\.achieng\): Role Data Entry → Monitor \([^\n]*; Data Access Group Nairobi, kept/);
    await vscode().notification("checked in REDCap").waitFor();
    assert.equal(await roleOf(emulator(), trial().token, "b.achieng"), "Monitor");
    await vscode()
      .treeItem(/b\.achieng.*Monitor · Nairobi/)
      .waitFor();
    await vscode().screenshot("assign-role-done");
  });

  step("takes it back from the notification", async () => {
    await vscode().answerNotification("checked in REDCap", "Undo");
    await vscode().answerModal("Undo");
    await vscode()
      .treeItem(/b\.achieng.*Data Entry · Nairobi/)
      .waitFor();
    assert.equal(await roleOf(emulator(), trial().token, "b.achieng"), "Data Entry");
    await vscode().clearNotifications();
  });

  step("assigns a group to several selected people at once", async () => {
    await vscode().selectRows("c.dubois", "c.yamane");
    await vscode().contextMenu(vscode().treeItem("c.yamane"), "Assign DAG…");
    await vscode().quickTitle("2 users");
    await vscode().choose("Boston");
    assert.match(
      await vscode().answerModal("Apply"),
      /c\.dubois\): Data Access Group Lyon → Boston[^]*c\.yamane\): Data Access Group Osaka General → Boston/,
    );
    await vscode().notification("checked in REDCap").waitFor();
    assert.equal(await dagOf(emulator(), trial().token, "c.dubois"), "boston");
    assert.equal(await dagOf(emulator(), trial().token, "c.yamane"), "boston");
    await vscode().clearNotifications();
  });

  step("takes a user dragged onto a role for the same wish", async () => {
    await vscode().collapse("Users");
    await vscode().expand("Roles");
    await vscode().expand("Statistician");
    await vscode().treeItem("b.adeyemi").dragTo(vscode().treeItem("Monitor"));
    assert.match(await vscode().answerModal("Apply"), /b\.adeyemi\): Role Statistician → Monitor/);
    await vscode().notification("checked in REDCap").waitFor();
    assert.equal(await roleOf(emulator(), trial().token, "b.adeyemi"), "Monitor");
    await vscode().clearNotifications();
    await vscode().collapse("Roles");
    await vscode().expand("Users");
  });

  step("expires a person in a role only by the way out that was chosen, and says what it does", async () => {
    await vscode().contextMenu(vscode().treeItem("d.mwangi"), "Set Expiration…");
    await vscode().choose("In 30 days");
    await vscode().modal.waitFor();
    await vscode().screenshot("expire-in-role");
    await vscode().answerModal(/Take Out/);
    await vscode().screenshot("expire-in-role-confirm");
    await vscode().answerModal("Apply");
    await vscode().notification("checked in REDCap").waitFor();
    assert.match(await expirationOf(emulator(), trial().token, "d.mwangi"), /^\d{4}-\d\d-\d\d$/);
    assert.equal(await roleOf(emulator(), trial().token, "d.mwangi"), "Site Coordinator");
    await vscode().clearNotifications();
  });

  step("asks to type the name before somebody loses the group and sees every record", async () => {
    await vscode().contextMenu(vscode().treeItem("e.otieno"), "Assign DAG…");
    await vscode().choose("No group");
    const text = await vscode().answerModal("Apply");
    assert.match(text, /every record/);
    await vscode().quickInput.waitFor();
    await vscode().screenshot("type-to-confirm");
    await vscode().page.keyboard.press("Escape");
    assert.equal(await dagOf(emulator(), trial().token, "e.otieno"), "nairobi");
  });

  step("shows who matches a filter, and says how many of all", async () => {
    await vscode().runCommand("REDCap: Filter…");
    await vscode().quickTitle("Filter Users");
    await vscode().screenshot("filter");
    await vscode().type("whitford");
    await vscode()
      .treeItem(/Users\s*1 of 40/)
      .waitFor();
    await vscode().treeItem("j.whitford").waitFor();
    assert.equal(await vscode().treeItem("a.nakagawa").count(), 0);
    await vscode().screenshot("filtered");
    await vscode().runCommand("REDCap: Clear Filter");
    await vscode().treeItem("a.nakagawa").waitFor();
  });

  step("groups users by role", async () => {
    await vscode().runCommand("REDCap: Group Users by Role");
    // A row of its own, which the descriptions of people are not.
    const group = vscode().treeItem(/^Principal Investigator/);
    await group.waitFor();
    assert.equal(await vscode().treeItem("c.dubois").count(), 0);
    await vscode().expand(/^Principal Investigator/);
    await vscode().treeItem("c.dubois").waitFor();
    await vscode().screenshot("grouped");
    await vscode().runCommand("REDCap: Do Not Group Users");
    await group.waitFor({ state: "detached" });
  });

  step("copies a username", async () => {
    await vscode().contextMenu(vscode().treeItem("f.marchetti"), "Copy Username");
    await vscode().page.waitForFunction(`navigator.clipboard.readText().then((text) => text === "f.marchetti")`);
  });

  step("shows the reason and Retry when a project cannot be refreshed, and keeps what was read before", async () => {
    proxy.meet(({ response }) => response.writeHead(500).end());
    await vscode().runCommand("REDCap: Refresh All Projects");
    const row = vscode().treeItem(/Not refreshed: \S.*\./);
    await row.waitFor();
    await vscode().treeItem("f.marchetti").waitFor();
    proxy.meet();
    await row.hover();
    await vscode().screenshot("refresh-failed");
    await row.getByRole("button", { name: "Refresh" }).click();
    await row.waitFor({ state: "detached" });
  });
});
