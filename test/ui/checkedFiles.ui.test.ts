import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { addProject, dagOf, exported, project, roleOf, useEmulator } from "../support/ui/server";
import { gridCell, shownGrid } from "../support/ui/grid";
import { hoverUntil, quickFix } from "../support/ui/textEditor";
import { story } from "../support/ui/story";
import { useWorkbench } from "../support/ui/workbench";

interface Role {
  readonly unique_role_name: string;
  readonly role_label: string;
}

/** Ten mistakes, by line and column. The first seven have a quick fix. */
const MISTAKES = [
  ["2:12", "Role is a name", "l.ferrante,Data Entry,boston", /is the name of a role/, /^Use U-/],
  ["3:1", "user is misspelt", "h.benalli,{coordinator},lyon", /There is no user h\.benalli/, "Use h.benali"],
  ["4:11", "role is misspelt", "v.lacroix,Data Entri,lyon", /There is no role "Data Entri"/, /^Use U-/],
  [
    "5:24",
    "group is misspelt",
    "k.njoroge,{entry},nairobbi",
    /There is no data access group "nairobbi"/,
    /^Use nairobi/,
  ],
  [
    "6:14",
    "role is blank",
    "m.castellano,,boston",
    /has a role, but the file leaves it blank/,
    "Keep Principal Investigator",
  ],
  ["7:23", "group is blank", "c.dubois,{pi},", /is in a data access group, but the file leaves it blank/, "Keep Lyon"],
  ["9:1", "row stands twice", "t.bergstrom,{entry},boston", /is listed more than once/, "Remove this row"],
  ["10:1", "row has no username", ",{entry},boston", /has no username/, undefined],
  ["11:1", "user is unknown", "nobody.atall,{entry},boston", /There is no user nobody\.atall/, undefined],
  ["12:12", "role is unknown", "j.whitford,U-NOSUCHROLE,boston", /There is no role "U-NOSUCHROLE"/, undefined],
] as const;

story("access files in a text editor", (step) => {
  const emulator = useEmulator();
  const vscode = useWorkbench();
  const trial = () => project(emulator(), /SUNRISE/);
  const lens = (text: string) => vscode().page.locator(".codelens-decoration a").filter({ hasText: text }).first();

  const path = () => join(vscode().folder, "userRoleMapping.csv");
  const idOf = async (label: string) => {
    const roles = JSON.parse(await exported(emulator(), trial().token, "userRole", "json")) as readonly Role[];
    return roles.find((role) => role.role_label === label)?.unique_role_name ?? "";
  };

  before(async () => {
    await addProject(vscode(), emulator(), trial());
    await vscode().expand("SUNRISE");
    const ids = {
      "{entry}": await idOf("Data Entry"),
      "{coordinator}": await idOf("Site Coordinator"),
      "{pi}": await idOf("Principal Investigator"),
    };
    const lines = ["username,unique_role_name,data_access_group", ...MISTAKES.map(([, , line]) => line)];
    // The eighth line is sound, and the ninth repeats its username.
    lines.splice(7, 0, "t.bergstrom,{coordinator},boston");
    const text = lines.join("\n").replaceAll(/\{\w+\}/g, (name) => ids[name as keyof typeof ids]);
    await writeFile(path(), `${text}\n`);
  });

  step("show ten mistakes, each at its line, once the file has a project", async () => {
    await vscode().runCommand("View: Show Explorer");
    await vscode().treeItem("userRoleMapping.csv").dblclick();
    await lens("Choose the project").click();
    await vscode().type("SUNRISE");
    await lens("Compare").waitFor();
    await vscode().runCommand("Problems: Focus on Problems View");
    await vscode().page.locator(".markers-panel .monaco-count-badge").filter({ hasText: /^10$/ }).waitFor();
    // The list draws only the rows that have room.
    await vscode().runCommand("View: Toggle Maximized Panel");
    const rows = await vscode().page.locator(".markers-panel .monaco-list-row").allInnerTexts();
    for (const [place, title, , message] of MISTAKES) {
      const row = rows.find((each) => message.test(each) && each.includes(`Ln ${place.replace(":", ", Col ")}]`));
      assert.ok(row, `${title}: not among\n${rows.join("\n")}`);
    }
    await vscode().runCommand("View: Toggle Maximized Panel");
    await vscode().screenshot("checked-file");
  });

  step("put seven of them right by quick fixes", async () => {
    const { page } = vscode();
    for (const [place, , , , fix] of MISTAKES.toReversed()) {
      if (!fix) continue;
      await vscode().runCommand("View: Focus Active Editor Group");
      await vscode().runCommand("Go to Line/Column...");
      await vscode().type(`:${place}`);
      await quickFix(vscode(), fix);
    }
    await page.locator(".markers-panel .monaco-count-badge").filter({ hasText: /^3$/ }).waitFor();
    await vscode().screenshot("checked-file-repaired");
  });

  step("preview and apply what the sound rows say", async () => {
    await lens("Preview changes").click();
    assert.match(await vscode().answerModal("Import the Others"), /3 rows of the file cannot be imported/);
    await vscode().tab("Review of Changes").waitFor();
    await vscode().screenshot("checked-file-preview");
    assert.equal(await roleOf(emulator(), trial().token, "t.bergstrom"), "Data Entry");
    await vscode().runCommand("REDCap: Review and Apply…");
    await vscode().answerModal("Apply");
    await vscode().notification("checked in REDCap").waitFor();
    assert.equal(await roleOf(emulator(), trial().token, "t.bergstrom"), "Site Coordinator");
    assert.equal(await roleOf(emulator(), trial().token, "m.castellano"), "Principal Investigator");
    assert.equal(await dagOf(emulator(), trial().token, "c.dubois"), "lyon");
  });

  step("name roles beside their ids, explain a cell, and offer people and roles by name", async () => {
    const { page } = vscode();
    await vscode().clearNotifications();
    await vscode().runCommand("View: Close All Editors");
    await writeFile(
      path(),
      "username,unique_role_name,data_access_group\nc.dubois,{pi},lyon\n".replace(
        "{pi}",
        await idOf("Principal Investigator"),
      ),
    );
    await vscode().runCommand("View: Show Explorer");
    await vscode().treeItem("userRoleMapping.csv").dblclick();
    await lens("Import into grid").waitFor();
    const row = page.locator(".view-line", { hasText: "c.dubois" });
    await row.getByText("Principal Investigator").waitFor();
    await hoverUntil(vscode(), await idOf("Principal Investigator"), "4 people are in it");
    await vscode().screenshot("checked-file-hover");

    await vscode().runCommand("View: Focus Active Editor Group");
    await page.keyboard.press("Control+End");
    await page.keyboard.press("Control+Space");
    const offers = page.locator(".suggest-widget.visible .monaco-list-row");
    // Who has a row already is not the first to be offered.
    await offers.first().filter({ hasText: "a.nakagawa" }).waitFor();
    await page.keyboard.type("b.ade");
    await offers.first().filter({ hasText: "b.adeyemi" }).waitFor();
    await page.keyboard.press("Enter");
    await page.keyboard.type(",");
    await offers.filter({ hasText: "Monitor (U-" }).waitFor();
    await vscode().screenshot("checked-file-completion");
    await page.keyboard.type("Monit");
    await offers.first().filter({ hasText: "Monitor" }).waitFor();
    await page.keyboard.press("Enter");
    await page.keyboard.type(",");
    await offers.filter({ hasText: "lyon (Lyon)" }).waitFor();
    await page.keyboard.press("Escape");
    await vscode().runCommand("File: Save");
    await vscode().tab("userRoleMapping.csv").and(page.locator(":not(.dirty)")).waitFor();
    assert.match(await readFile(path(), "utf8"), new RegExp(`^b\\.adeyemi,${await idOf("Monitor")},$`, "m"));
  });

  step("stand beside what the project said, and become changes in the grid while the file stays as it is", async () => {
    const before = await readFile(path(), "utf8");
    await lens("Compare").click();
    await vscode().tab("SUNRISE Multi-Site Trial ↔ userRoleMapping.csv").waitFor();
    await vscode().page.locator(".editor.modified .view-line", { hasText: "b.adeyemi" }).waitFor();
    await vscode().screenshot("checked-file-compare");
    await vscode().runCommand("View: Close Editor");
    await lens("Import into grid").click();
    await vscode().choose("Add and change only");
    await vscode().notification("0 added, 1 changed").waitFor();
    const grid = await shownGrid(vscode(), "Role Assignments");
    await gridCell(grid, "b.adeyemi", "unique_role_name").getByText("Monitor").waitFor();
    await vscode().screenshot("checked-file-grid");
    assert.equal(await readFile(path(), "utf8"), before);
    assert.equal(await roleOf(emulator(), trial().token, "b.adeyemi"), "Statistician");
  });

  step("are checked the same way when a draft is shown as text", async () => {
    const { page } = vscode();
    await vscode().clearNotifications();
    await vscode().runCommand("View: Reopen Editor With...");
    await vscode().choose("Text Editor");
    await lens("Open as grid").waitFor();
    const row = page.locator(".view-line", { hasText: "b.adeyemi" });
    await row.getByText("Monitor", { exact: true }).waitFor();
    await vscode().runCommand("View: Focus Active Editor Group");
    await row.click();
    await page.keyboard.press("End");
    await page.keyboard.type("nairobbi");
    await page.keyboard.press("Escape");
    await page.locator(".squiggly-error").waitFor();
    await quickFix(vscode(), /^Use nairobi/);
    await page.locator(".squiggly-error").waitFor({ state: "detached" });
    await hoverUntil(vscode(), "nairobi", "people are in it");
    await vscode().screenshot("draft-as-text");
    await lens("Open as grid").click();
    const grid = await shownGrid(vscode(), "Role Assignments");
    await gridCell(grid, "b.adeyemi", "data_access_group").getByText("Nairobi").waitFor();
  });
});
