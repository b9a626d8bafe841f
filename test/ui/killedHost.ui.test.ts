import assert from "node:assert/strict";
import { useBrokenApply } from "../support/ui/brokenApply";
import { project, useEmulator } from "../support/ui/server";
import { story } from "../support/ui/story";
import { useWorkbench } from "../support/ui/workbench";

/** The dead window's lock counts for half a minute. */
const UNTIL_STALE = 50_000;

/** What the workbench says of a lost host, and of leaving without it; soon or late. */
const LOST = [
  "CloseEvent",
  "[remote-connection][ExtensionHost]",
  "Unknown reconnection token",
  "Extension host (Remote) terminated unexpectedly",
  "Long running operations during shutdown",
  "Unable to write file 'vscode-log:",
];

story("an extension host that is killed while it applies", (step) => {
  const emulator = useEmulator();
  const vscode = useWorkbench();
  const { proxy, mwangi, start } = useBrokenApply(vscode, emulator);

  step("leaves a person half-way", async () => {
    assert.deepEqual(await mwangi(), ["Site Coordinator", ""]);
    // Taken out of the role; the day has arrived in REDCap when the answer to it is waited for.
    await start("heldAnswer");
    await proxy().held();
    vscode().foreseen.push(...LOST);
    vscode().killExtensionHost();
    const [role, day] = await mwangi();
    assert.equal(role, "");
    assert.match(day, /^\d{4}-\d\d-\d\d$/);
  });

  step("is told by itself, with the person concerned, once it is certain that its window is gone", async () => {
    proxy().arm(() => undefined);
    vscode().foreseen.push(...LOST);
    await vscode().reload();
    await vscode().treeItem("SUNRISE").waitFor();
    await vscode().screenshot("killed-1-reloaded");
    await vscode()
      .notification(/d\.mwangi .* was interrupted/)
      .waitFor({ timeout: UNTIL_STALE });
    await vscode().screenshot("killed-2-notice");
  });

  step("asks for the token again when it was kept in memory only", async () => {
    await vscode().contextMenu(vscode().treeItem("SUNRISE"), "Replace Token…");
    await vscode().type(project(emulator(), /SUNRISE/).token);
    await vscode().quickInput.waitFor({ state: "hidden" });
    await vscode().expand("SUNRISE");
    await vscode().expand("Users");
    await vscode().treeItem("d.mwangi").waitFor();
    await vscode().screenshot("killed-3-token");
  });

  step("is finished when the person asks for it", async () => {
    await vscode().clearNotifications();
    await vscode().runCommand("REDCap: Check Unfinished Changes…");
    await vscode()
      .notification(/d\.mwangi .* was interrupted/)
      .waitFor();
    await vscode().screenshot("killed-4-notice");
    await vscode().answerNotification("was interrupted", "Check and Finish");
    await vscode().modal.waitFor();
    await vscode().screenshot("killed-5-finish");
    await vscode().answerModal("Apply");
    await vscode().notification("checked in REDCap").waitFor();
    const [role, day] = await mwangi();
    assert.equal(role, "Site Coordinator");
    assert.match(day, /^\d{4}-\d\d-\d\d$/);
    await vscode().clearNotifications();
    await vscode().runCommand("REDCap: Check Unfinished Changes…");
    await vscode().notification("was interrupted").waitFor();
  });
});
