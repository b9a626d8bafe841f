import assert from "node:assert/strict";
import { addProject, expirationOf, project, roleOf, useEmulator } from "../support/ui/server";
import { useWorkbench } from "../support/ui/workbench";
import { faultProxy } from "../support/faults/faultProxy";
import type { FaultProxy } from "../support/faults/faultProxy";

describe("a change that broke off", () => {
  const emulator = useEmulator();
  const vscode = useWorkbench();
  const trial = () => project(emulator(), /SUNRISE/);
  let proxy: FaultProxy;

  before(async () => {
    proxy = await faultProxy(emulator().url);
    await addProject(vscode(), proxy, trial());
    await vscode().expand("SUNRISE");
    await vscode().expand("Users");
  });
  after(() => proxy.close());

  it("is reported as not known, never as done", async () => {
    // Taken out of the role, and the server is gone before the day is set.
    proxy.arm((write) => (write === 1 ? "down" : undefined));
    await vscode().contextMenu(vscode().treeItem("d.mwangi"), "Set Expiration…");
    await vscode().choose("In 30 days");
    await vscode().answerModal(/Take Out/);
    await vscode().answerModal("Apply");
    await vscode()
      .notification(/not known|Not back/)
      .waitFor();
    await vscode().screenshot("broke-off");
    assert.equal(await roleOf(emulator(), trial().token, "d.mwangi"), "");
    await vscode().clearNotifications();
  });

  it("names the people concerned, and is finished on demand", async () => {
    proxy.arm(() => undefined);
    await vscode().runCommand("REDCap: Check Unfinished Changes…");
    await vscode()
      .notification(/d\.mwangi .* broke off/)
      .waitFor();
    await vscode().screenshot("unfinished");
    await vscode().answerNotification("broke off", "Check and Finish");
    await vscode().modal.waitFor();
    await vscode().screenshot("unfinished-finish");
    await vscode().answerModal("Apply");
    await vscode().notification("read back as wanted").waitFor();
    assert.equal(await roleOf(emulator(), trial().token, "d.mwangi"), "Site Coordinator");
    assert.match(await expirationOf(emulator(), trial().token, "d.mwangi"), /^\d{4}-\d\d-\d\d$/);
    await vscode().clearNotifications();
  });

  it("is not told again when it is finished", async () => {
    await vscode().runCommand("REDCap: Check Unfinished Changes…");
    await vscode().notification("Nothing broke off").waitFor();
  });
});
