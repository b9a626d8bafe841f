import assert from "node:assert/strict";
import type { Frame } from "playwright-core";
import { generateProject, startEmulator } from "../../src/emulator/server/server";
import type { Emulator } from "../../src/emulator/server/server";
import { openGrid } from "../support/ui/grid";
import { addProject, project } from "../support/ui/server";
import { story } from "../support/ui/story";
import { useWorkbench } from "../support/ui/workbench";

/** Two frames later everything is drawn. */
const DRAWN = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(0))))";

/** Cells that look otherwise than their classes say: blank is in italics, and arrows show under mouse and keyboard only. */
const UNLIKE = `JSON.stringify([...document.querySelectorAll(".body .cell")].flatMap((cell) => {
  const text = cell.querySelector(".text");
  const arrow = cell.querySelector(".open");
  const italic = text && getComputedStyle(text).fontStyle === "italic";
  const shown = arrow && getComputedStyle(arrow).opacity === "1";
  const wanted = cell.matches(".active, .row:hover .cell");
  return [
    ...(text && italic !== cell.classList.contains("blank") ? [\`\${cell.textContent} is \${italic ? "" : "not "}italic\`] : []),
    ...(arrow && shown !== wanted ? [\`\${cell.textContent} has \${shown ? "an" : "no"} arrow\`] : []),
  ];
}))`;

story("rows that are drawn anew", (step) => {
  const vscode = useWorkbench();
  let emulator: Emulator;
  let grid: Frame;

  before(async function () {
    this.timeout(120_000);
    const registry = generateProject({
      users: 3000,
      roles: 12,
      instruments: 3,
      title: "Large Registry",
      projectId: 33,
    });
    emulator = await startEmulator({ projects: [registry] });
    await addProject(vscode(), emulator, project(emulator, /Large/));
    await vscode().treeItem("Large Registry").click();
    grid = await openGrid(vscode(), "REDCap: Edit Role Assignments", "Role Assignments");
  });
  after(() => emulator.close());

  async function looksRight(): Promise<void> {
    await grid.evaluate(DRAWN);
    assert.deepEqual(JSON.parse(String(await grid.evaluate(UNLIKE))), []);
  }

  step("look like what they show after every page", async () => {
    await grid.getByText("3000 of 3000 users").waitFor();
    await grid.locator(".body .row").nth(5).hover();
    await looksRight();
    await grid.getByRole("grid").focus();
    for (const key of [...Array<string>(12).fill("PageDown"), "PageUp", "PageUp", "Control+End", "Control+Home"]) {
      await vscode().page.keyboard.press(key);
      await looksRight();
    }
    await vscode().screenshot("recycled-paged");
  });

  step("look like what they show when the mouse scrolls and a filter is cleared", async () => {
    for (let turn = 0; turn < 8; turn++) {
      await vscode().page.mouse.wheel(0, 700);
      await looksRight();
    }
    for (const words of ["role 1", "user029", ""]) {
      await grid.getByRole("searchbox").fill(words);
      await looksRight();
    }
    await grid.getByText("3000 of 3000 users").waitFor();
    await looksRight();
    await vscode().screenshot("recycled-filtered");
  });
});
