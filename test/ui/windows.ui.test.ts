import assert from "node:assert/strict";
import { addProject, project, useEmulator } from "../support/ui/server";
import { story } from "../support/ui/story";
import { until } from "../support/until";
import { useWorkbench } from "../support/ui/workbench";
import type { Workbench } from "../support/ui/workbench";

const LIMIT = 30;
/** What one refresh asks: five tables, instruments, project and version. */
const REFRESH = 8;
const WAITING = /Refreshing projects.*0 of 1/s;

story("two windows of one computer", (step) => {
  const emulator = useEmulator();
  const vscode = useWorkbench({ settings: { "redcapAccess.requestsPerMinute": LIMIT } });
  const trial = () => project(emulator(), /SUNRISE/);
  const asked = () => emulator().requests.length;
  let second: Workbench;

  before(async () => {
    await addProject(vscode(), emulator(), trial());
    const page = await vscode().page.context().newPage();
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.goto(vscode().address);
    second = Object.create(vscode(), { page: { value: page } }) as Workbench;
    await second.showProjects();
  });

  step("know the same projects, and each asks for the token that it has not", async () => {
    await second.expand("SUNRISE");
    await second.treeItem(/is not stored on this computer/).waitFor();
    await second.contextMenu(second.treeItem("SUNRISE"), "Replace Token…");
    await second.type(trial().token);
    await second.quickInput.waitFor({ state: "hidden" });
    await second.expand("SUNRISE");
    await second.treeItem("Users").waitFor();
  });

  step("ask a server no more often together than the setting says, and stop waiting when told", async () => {
    for (const window of [vscode(), second, vscode(), second]) {
      const before = asked();
      await window.runCommand("REDCap: Refresh All");
      await until(
        "it has asked or waits",
        async () => asked() >= before + REFRESH || (await window.notification(WAITING).isVisible()),
      );
    }
    for (const window of [vscode(), second]) await window.notification(WAITING).waitFor();
    assert.equal(asked(), LIMIT);
    await second.screenshot("two-windows-waiting");
    for (const window of [vscode(), second]) await cancel(window);
    assert.equal(asked(), LIMIT);
    for (const window of [vscode(), second]) await window.treeItem("SUNRISE").waitFor();
  });
});

async function cancel(window: Workbench): Promise<void> {
  const toast = window.notification("Refreshing projects");
  await toast.hover();
  await toast.locator(".monaco-button").filter({ hasText: "Cancel" }).click();
  await toast.waitFor({ state: "detached" });
}
