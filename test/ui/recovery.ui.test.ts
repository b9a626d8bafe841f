import assert from "node:assert/strict";
import { useBrokenApply } from "../support/ui/brokenApply";
import { useEmulator } from "../support/ui/server";
import { story } from "../support/ui/story";
import { useWorkbench } from "../support/ui/workbench";

story("a change that broke off", (step) => {
  const emulator = useEmulator();
  const vscode = useWorkbench();
  const { proxy, mwangi, start } = useBrokenApply(vscode, emulator);

  step("is reported as not known, never as done", async () => {
    // Taken out of the role, and the server is gone before the day is set.
    await start("down");
    await vscode()
      .notification(/not known|Not back/)
      .waitFor();
    await vscode().screenshot("broke-off");
    assert.equal(await vscode().notification("checked in REDCap").count(), 0);
    assert.equal((await mwangi())[0], "");
    await vscode().clearNotifications();
  });

  step("names the people concerned, and is finished on demand", async () => {
    proxy().arm(() => undefined);
    await vscode().runCommand("REDCap: Check Unfinished Changes…");
    await vscode()
      .notification(/d\.mwangi .* was interrupted/)
      .waitFor();
    await vscode().screenshot("unfinished");
    await vscode().answerNotification("was interrupted", "Check and Finish");
    await vscode().modal.waitFor();
    await vscode().screenshot("unfinished-finish");
    await vscode().answerModal("Apply");
    await vscode().notification("checked in REDCap").waitFor();
    const [role, day] = await mwangi();
    assert.equal(role, "Site Coordinator");
    assert.match(day, /^\d{4}-\d\d-\d\d$/);
    await vscode().clearNotifications();
  });

  step("is not told again when it is finished", async () => {
    await vscode().runCommand("REDCap: Check Unfinished Changes…");
    await vscode().notification("was interrupted").waitFor();
  });
});
