import assert from "node:assert/strict";
import { faultProxy, movedTo } from "../support/faults/faultProxy";
import type { FaultProxy } from "../support/faults/faultProxy";
import { project, useEmulator } from "../support/ui/server";
import { story } from "../support/ui/story";
import { useWorkbench } from "../support/ui/workbench";

story("a server that moves", (step) => {
  const emulator = useEmulator();
  const vscode = useWorkbench();
  const trial = () => project(emulator(), /SUNRISE/);
  let old: FaultProxy;

  before(async () => {
    old = await faultProxy(emulator().url);
    old.meet(movedTo(emulator().url));
  });

  after(() => old.close());

  step("is asked about before a token is sent anywhere", async () => {
    await vscode().runCommand("REDCap: Add Project…");
    await vscode().type(old.url);
    await vscode().screenshot("server-moved");
    assert.match(await vscode().answerModal("Use New Address"), new RegExp(`sends requests on to ${emulator().url}`));
    await vscode().quickTitle(`Add Project on ${new URL(emulator().url).host}`);
    assert.deepEqual(old.arrived.map(String), ["token=&content=version&format=json&returnFormat=json"]);
    await vscode().page.keyboard.press("Escape");
  });

  step("later takes its projects along, once the token has been entered for the new address", async () => {
    old.meet();
    vscode().canary.watchFor(trial().token);
    await vscode().runCommand("REDCap: Add Project…");
    await vscode().type(old.url);
    await vscode().quickTitle("Add Project on");
    await vscode().type(trial().token);
    await vscode().quickTitle("Add Project: SUNRISE");
    await vscode().accept();
    await vscode().treeItem("SUNRISE").waitFor();
    old.meet(movedTo(emulator().url));
    await vscode().runCommand("REDCap: Test Connection");
    await vscode()
      .notification(/fails at: REDCap\. The server sends requests on to/)
      .locator(".codicon-warning")
      .waitFor();
    await vscode().screenshot("connection-moved");
    await vscode().answerNotification(/fails at: REDCap/, "Change Server Address…");
    await vscode().quickTitle("Change Server Address of SUNRISE");
    assert.equal(await vscode().quickInput.locator("input").first().inputValue(), emulator().url.replace(/api\/$/, ""));
    await vscode().quickInput.locator("input").first().press("Enter");
    await vscode().quickTitle("(2/2)");
    await vscode().type(trial().token);
    await vscode().quickInput.waitFor({ state: "hidden" });
  });

  step("then is tested step by step, in a report without the token", async () => {
    await vscode().runCommand("REDCap: Test Connection");
    await vscode()
      .notification(/The connection to 127\.0\.0\.1:\d+ works/)
      .locator(".codicon-info")
      .waitFor();
    const report = await vscode().editorText(/\[ok\] Rights: Reading is allowed/);
    assert.match(report, /\[ok\] REDCap: A REDCap answers/);
    assert.doesNotMatch(report, new RegExp(trial().token, "i"));
    await vscode().screenshot("connection-test");
  });

  step("and diagnostics for a question in public name no server, project, person or token", async () => {
    await vscode().clearNotifications();
    await vscode().runCommand("REDCap: Copy Diagnostics");
    await vscode().answerNotification("Copied. It names no server", "Show");
    await vscode().tab("Untitled").waitFor();
    const copied = await vscode().page.evaluate("navigator.clipboard.readText()");
    assert.ok(typeof copied === "string");
    assert.match(copied, /VS Code \d/);
    assert.match(copied, /project 1/);
    // VS Code takes the server's own name for the kind of remote here.
    assert.match(copied, /another remote/);
    const people = [...emulator().state(trial().projectId).users.keys()];
    assert.ok(people.length > 10);
    for (const name of [trial().token, trial().title, "SUNRISE", "127.", new URL(emulator().url).host, ...people])
      assert.equal(copied.toLowerCase().includes(name.toLowerCase()), false, name);
    assert.doesNotMatch(copied, /@/);
    await vscode().screenshot("diagnostics");
  });
});
