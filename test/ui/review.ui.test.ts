import assert from "node:assert/strict";
import type { Frame } from "playwright-core";
import { brokenRules } from "../support/ui/axe";
import { openGrid, setCell, shownGrid } from "../support/ui/grid";
import { addProject, colleagueGives, project, roleOf, useEmulator } from "../support/ui/server";
import { story } from "../support/ui/story";
import { useWorkbench } from "../support/ui/workbench";

const THEMES = [
  ["Light Modern", "vscode-light", "light"],
  ["Dark High Contrast", "vscode-high-contrast", "contrast"],
  ["Light High Contrast", "vscode-high-contrast-light", "contrast-light"],
  ["Dark Modern", "vscode-dark", "dark"],
] as const;

story("the review of changes as a page", (step) => {
  const emulator = useEmulator();
  const vscode = useWorkbench();
  const trial = () => project(emulator(), /SUNRISE/);
  let page: Frame;

  const entry = (name: string) => page.getByRole("article").filter({ hasText: name });
  const button = (name: string) => page.getByRole("button", { name, exact: true });
  const shown = async () =>
    (page = await shownGrid(vscode(), "Review of Changes", (frame) => frame.getByRole("heading", { level: 1 })));

  step("shows one change of a role, with the real name, and Apply with its count", async () => {
    await addProject(vscode(), emulator(), trial());
    const grid = await openGrid(vscode(), "REDCap: Edit Role Assignments", "Role Assignments");
    await setCell(grid, "b.adeyemi", "unique_role_name", "Monitor");
    await vscode().runCommand("REDCap: Review Changes");
    await shown();
    await button("Apply 1 change to 1 person…").waitFor();
    assert.match(await entry("b.adeyemi").innerText(), /Babatunde Adeyemi[^]*→ Monitor[^]*allows more/);
    await vscode().screenshot("review-one");
  });

  step("applies it after the host has asked", async () => {
    await button("Apply 1 change to 1 person…").click();
    await vscode().modal.waitFor();
    await vscode().screenshot("review-asked");
    await vscode().answerModal("Apply");
    await page.getByText("There are no changes in the drafts.").first().waitFor();
    assert.equal(await roleOf(emulator(), trial().token, "b.adeyemi"), "Monitor");
  });

  step("tells that the drafts have been edited since, and follows when they are saved", async () => {
    await vscode().clearNotifications();
    const grid = await openGrid(vscode(), "REDCap: Edit Role Assignments", "Role Assignments");
    await setCell(grid, "b.achieng", "unique_role_name", "Monitor");
    await vscode().runCommand("File: Save");
    await vscode().runCommand("REDCap: Review Changes");
    await shown();
    await button("Apply 1 change to 1 person…").waitFor();
    await openGrid(vscode(), "REDCap: Edit Users", "Users").then(async (users) => {
      await users.getByRole("grid").focus();
      await users.getByPlaceholder("Filter rows").fill("c.dubois");
      await users.locator(".body .row", { hasText: "c.dubois" }).locator(".cell").first().click();
      await users.getByRole("button", { name: "Remove" }).click();
      await users.locator(".row.removed").waitFor();
    });
    await vscode().tab("Review of Changes").click();
    await shown();
    await page.getByText("The drafts have been edited since: this page is out of date.").first().waitFor();
    assert.equal(await button("Apply 1 change to 1 person…").getAttribute("aria-disabled"), "true");
    await vscode().screenshot("review-out-of-date");
    await button("Show the Newest").click();
    await button("Apply 2 changes to 2 people…").waitFor();
    assert.match(await entry("c.dubois").innerText(), /Removed from the project[^]*Does not come back/);
  });

  step("leaves a change out by mouse, and takes it in again by keyboard", async () => {
    await entry("c.dubois").getByRole("checkbox").first().click();
    await button("Apply 1 change to 1 person…").waitFor();
    await page.getByText("1 change is left out").first().waitFor();
    await vscode().screenshot("review-left-out");
    await entry("b.achieng").getByRole("checkbox").first().focus();
    await vscode().page.keyboard.press("End");
    await vscode().page.keyboard.press(" ");
    await button("Apply 2 changes to 2 people…").waitFor();
  });

  step(
    "breaks no rule of axe-core in any theme",
    async () => {
      for (const [theme, kind, name] of THEMES) {
        await vscode().runCommand("Preferences: Color Theme");
        await vscode().type(theme);
        await vscode().quickInput.waitFor({ state: "hidden" });
        await page.locator(`body[data-vscode-theme-kind="${kind}"]`).waitFor();
        const { broken, nodes } = await brokenRules(page);
        assert.deepEqual(broken, [], theme);
        assert.ok(nodes > 60, `${nodes} nodes`);
        await vscode().screenshot(`review-${name}`);
      }
    },
    180_000,
  );

  step("reads in a split editor and at 150 % zoom: nothing is cut, nothing scrolls sideways", async () => {
    await vscode().runCommand("View: Split Editor Right");
    await shown();
    const wide = async () =>
      await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
    assert.equal(await wide(), 0);
    await vscode().screenshot("review-split");
    await page.evaluate("document.body.style.zoom = '1.5'");
    await vscode().screenshot("review-split-zoomed");
    assert.equal(await wide(), 0);
    await page.evaluate("document.body.style.zoom = ''");
  });

  step("asks whose value stands where somebody else was faster, and goes on with mine", async () => {
    colleagueGives(emulator(), trial(), "b.achieng", "Statistician");
    await button("Read Again").click();
    await entry("b.achieng")
      .getByText(/Role was Data Entry, is now Statistician in REDCap/)
      .waitFor();
    await vscode().screenshot("review-conflict");
    await entry("b.achieng").getByRole("button", { name: "Keep Mine" }).click();
    await entry("b.achieng").getByText("Statistician").first().waitFor();
    await button("Apply 2 changes to 2 people…").waitFor();
    assert.match(await entry("b.achieng").innerText(), /Statistician\s*→ Monitor/);
  });

  step("says that there is nothing left after Discard", async () => {
    await vscode().runCommand("REDCap: Discard Changes");
    await vscode().answerModal("Discard");
    await shown();
    await page.getByText("There are no changes in the drafts.").first().waitFor();
    await vscode().screenshot("review-empty");
  });

  step("is still there after the window was reloaded", async () => {
    await vscode().reload();
    await vscode().treeItem("SUNRISE").waitFor({ timeout: 90_000 });
    await vscode().tab("Review of Changes").click();
    await shown();
    await page.getByRole("heading", { level: 1, name: "Review of changes" }).waitFor();
    await page.getByText("SUNRISE").first().waitFor();
    await page.getByText("There are no changes in the drafts.").first().waitFor();
    await vscode().screenshot("review-reloaded");
  });
});
