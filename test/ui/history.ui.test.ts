import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import { openGrid, setCell, shownGrid } from "../support/ui/grid";
import { addProject, project, roleOf, useEmulator } from "../support/ui/server";
import { story } from "../support/ui/story";
import { useWorkbench } from "../support/ui/workbench";

story("the history of a project", (step) => {
  const emulator = useEmulator();
  const vscode = useWorkbench();
  const trial = () => project(emulator(), /SUNRISE/);
  const roleNow = async (username: string) => await roleOf(emulator(), trial().token, username);
  const folder = () => join(vscode().folder, "redcap", `${trial().projectId}-SUNRISE-Multi-Site-Trial`);
  const roles = new Map<string, string>();

  before(() => addProject(vscode(), emulator(), trial()));

  step("is said to be empty before anything was applied", async () => {
    await vscode().runCommand("REDCap: Show History…");
    await vscode().notification("Nothing has been applied").waitFor();
    await vscode().clearNotifications();
  });

  step("begins with the changes that were ticked; the others stay in the drafts", async () => {
    const grid = await openGrid(vscode(), "REDCap: Edit Role Assignments", "Role Assignments");
    for (const name of ["d.mwangi", "b.adeyemi"]) {
      roles.set(name, await roleNow(name));
      await grid.getByPlaceholder("Filter rows").fill(name);
      await setCell(grid, name, "unique_role_name", "Monitor");
    }
    await vscode().runCommand("REDCap: Review Changes");
    const page = await shownGrid(vscode(), "Review of Changes", (frame) => frame.getByRole("heading", { level: 1 }));
    await page.getByRole("article").filter({ hasText: "b.adeyemi" }).getByRole("checkbox").first().click();
    await page.getByRole("button", { name: "Apply 1 change to 1 person…" }).click();
    await vscode().modal.waitFor();
    await vscode().screenshot("selected-confirm");
    const question = await vscode().answerModal("Apply");
    assert.match(question, /\(d\.mwangi\): Role .* → Monitor/);
    assert.match(question, /What is not ticked stays in the drafts\./);
    assert.doesNotMatch(question, /b\.adeyemi/);
    await vscode().notification("checked in REDCap").waitFor();
    assert.deepEqual([await roleNow("d.mwangi"), await roleNow("b.adeyemi")], ["Monitor", roles.get("b.adeyemi")]);
    await vscode().clearNotifications();
  });

  step("grows by the rest when that is applied", async () => {
    await vscode().runCommand("REDCap: Review and Apply…");
    assert.match(await vscode().answerModal("Apply"), /b\.adeyemi/);
    await vscode().notification("checked in REDCap").waitFor();
    assert.equal(await roleNow("b.adeyemi"), "Monitor");
    await vscode().clearNotifications();
  });

  step("lists both, newest first, with what became of them", async () => {
    await vscode().runCommand("REDCap: Show History…");
    await vscode().quickTitle("History of SUNRISE");
    const [newest, oldest, ...more] = await vscode().choices();
    assert.deepEqual(more, []);
    for (const text of [newest, oldest]) assert.match(text ?? "", /1 change to 1 person[^]*read back as wanted/);
    assert.match(newest ?? "", /\(b\.adeyemi\): Role .* → Monitor/);
    await row("read back as wanted").hover();
    await vscode().screenshot("history");
  });

  step("says everything about one in a read-only document", async () => {
    await vscode().quickInput.locator(".monaco-list-row").last().click();
    await vscode().tab("What was applied").waitFor();
    const text = await vscode().editorText(/\(d\.mwangi\): Role .* → Monitor/);
    assert.match(text, /Outcome: read back as wanted/);
    await vscode().screenshot("history-entry");
    await vscode().page.keyboard.type("x");
    await vscode().page.locator(".monaco-editor-overlaymessage").getByText("read-only").waitFor();
    assert.equal(await vscode().editorText(/Outcome/), text);
    await vscode().page.keyboard.press("Escape");
  });

  step("writes that text to a file, and never over one that is there", async () => {
    await press("Export…");
    await vscode().notification("Exported").waitFor();
    const [first, ...others] = await readdir(folder());
    assert.deepEqual(others, []);
    assert.match(first ?? "", /^applied-\d{4}(-\d\d){5}\.txt$/);
    const text = await readFile(join(folder(), first ?? ""), "utf8");
    assert.match(
      text,
      /^1 change to 1 person\nBabatunde Adeyemi \(b\.adeyemi\) is now Monitor \(checked in REDCap\)\.\n[^]*\(b\.adeyemi\): Role .* → Monitor/,
    );
    assert.equal(text.toUpperCase().includes(trial().token.toUpperCase()), false);
    await vscode().clearNotifications();
    await press("Export…");
    await vscode().choose("Keep both");
    await vscode().notification("Exported").waitFor();
    assert.equal((await readdir(folder())).length, 2);
    assert.equal(await readFile(join(folder(), first ?? ""), "utf8"), text);
    await vscode().clearNotifications();
  });

  step("takes one back that is not the newest, and leaves the newer one", async () => {
    await press("Undo…", "last");
    await vscode().modal.waitFor();
    await vscode().screenshot("history-take-back");
    assert.match(await vscode().answerModal("Undo"), /\(d\.mwangi\): Role Monitor → /);
    await vscode().notification("checked in REDCap").waitFor();
    assert.deepEqual([await roleNow("d.mwangi"), await roleNow("b.adeyemi")], [roles.get("d.mwangi"), "Monitor"]);
    await vscode().clearNotifications();
    await vscode().contextMenu(vscode().treeItem("SUNRISE"), "Show History…");
    await vscode().quickTitle("History of SUNRISE");
    const [undo, , first] = await vscode().choices();
    assert.match(undo ?? "", /Taken back: 1 change to 1 person/);
    assert.match(first ?? "", /read back as wanted · taken back /);
    await vscode().screenshot("history-taken-back");
    const oldest = vscode().quickInput.locator(".monaco-list-row").last();
    await oldest.hover();
    assert.equal(await oldest.getByRole("button", { name: "Undo…" }).count(), 0);
    await vscode().page.keyboard.press("Escape");
  });

  function row(text: string): Locator {
    return vscode().quickInput.locator(".monaco-list-row").filter({ hasText: text }).first();
  }

  /** Presses a button of an entry in the list. */
  async function press(button: string, which: "first" | "last" = "first"): Promise<void> {
    await vscode().runCommand("REDCap: Show History…");
    await vscode().quickTitle("History of SUNRISE");
    const entry = vscode().quickInput.locator(".monaco-list-row")[which]();
    await entry.hover();
    await entry.getByRole("button", { name: button }).click();
  }
});
