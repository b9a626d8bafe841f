import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { addProject, dagOf, exported, project, roleOf, useEmulator } from "../support/ui/server";
import { quickFix } from "../support/ui/textEditor";
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
  ["6:14", "role is blank", "m.castellano,,boston", /The role is blank/, "Keep Principal Investigator"],
  ["7:23", "group is blank", "c.dubois,{pi},", /The data access group is blank/, "Keep Lyon"],
  ["9:1", "row stands twice", "t.bergstrom,{entry},boston", /stands in the file twice/, "Remove this row"],
  ["10:1", "row has no username", ",{entry},boston", /has no username/, undefined],
  ["11:1", "user is unknown", "nobody.atall,{entry},boston", /There is no user nobody\.atall/, undefined],
  ["12:12", "role is unknown", "j.whitford,U-NOSUCHROLE,boston", /There is no role "U-NOSUCHROLE"/, undefined],
] as const;

describe("access files in a text editor", () => {
  const emulator = useEmulator();
  const vscode = useWorkbench();
  const trial = () => project(emulator(), /SUNRISE/);
  const lens = (text: string) => vscode().page.locator(".codelens-decoration a").filter({ hasText: text }).first();

  before(async () => {
    await addProject(vscode(), emulator(), trial());
    await vscode().expand("SUNRISE");
    const roles = JSON.parse(await exported(emulator(), trial().token, "userRole", "json")) as readonly Role[];
    const id = (label: string) => roles.find((role) => role.role_label === label)?.unique_role_name ?? "";
    const ids = {
      "{entry}": id("Data Entry"),
      "{coordinator}": id("Site Coordinator"),
      "{pi}": id("Principal Investigator"),
    };
    const lines = ["username,unique_role_name,data_access_group", ...MISTAKES.map(([, , line]) => line)];
    // The eighth line is sound, and the ninth repeats its username.
    lines.splice(7, 0, "t.bergstrom,{coordinator},boston");
    const text = lines.join("\n").replaceAll(/\{\w+\}/g, (name) => ids[name as keyof typeof ids]);
    await writeFile(join(vscode().folder, "userRoleMapping.csv"), `${text}\n`);
  });

  it("show ten mistakes, each at its line, once the file has a project", async () => {
    await vscode().runCommand("View: Show Explorer");
    await vscode().treeItem("userRoleMapping.csv").dblclick();
    await lens("Choose the project").click();
    await vscode().type("SUNRISE");
    await lens("Compare with SUNRISE").waitFor();
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

  it("put seven of them right by quick fixes", async () => {
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

  it("preview and apply what the sound rows say", async () => {
    await lens("Preview changes").click();
    assert.match(await vscode().answerModal("Import the Others"), /3 rows of the file cannot be imported/);
    await vscode().tab("Review of Changes").waitFor();
    await vscode().screenshot("checked-file-preview");
    assert.equal(await roleOf(emulator(), trial().token, "t.bergstrom"), "Data Entry");
    await vscode().runCommand("REDCap: Review and Apply…");
    await vscode().answerModal("Apply");
    await vscode().notification("read back as wanted").waitFor();
    assert.equal(await roleOf(emulator(), trial().token, "t.bergstrom"), "Site Coordinator");
    assert.equal(await roleOf(emulator(), trial().token, "m.castellano"), "Principal Investigator");
    assert.equal(await dagOf(emulator(), trial().token, "c.dubois"), "lyon");
  });
});
