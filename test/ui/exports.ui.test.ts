import assert from "node:assert/strict";
import { mkdir, readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { addProject, exported, project, useEmulator } from "../support/ui/server";
import { useWorkbench } from "../support/ui/workbench";

const TABLES = ["user", "userRole", "userRoleMapping", "dag", "userDagMapping"] as const;

describe("exports", () => {
  const emulator = useEmulator();
  const vscode = useWorkbench();
  const trial = () => project(emulator(), /SUNRISE/);
  const folder = () => join(vscode().folder, "redcap", `${trial().projectId}-SUNRISE-Multi-Site-Trial`);

  async function exportAs(command: string, manner: string | RegExp): Promise<void> {
    await vscode().runCommand(`REDCap: ${command}`);
    await vscode().choose(manner);
  }

  before(async () => {
    await mkdir(join(vscode().folder, ".git"), { recursive: true });
    await addProject(vscode(), emulator(), trial());
  });

  for (const format of ["csv", "json", "xml"] as const) {
    it(`writes all five tables as ${format}, byte for byte as REDCap sends them`, async () => {
      await exportAs("Export All Access Tables…", `${format.toUpperCase()}, as REDCap sends it`);
      await vscode().notification("Exported 5 files").waitFor();
      await vscode().screenshot(`exported-${format}`);
      for (const content of TABLES) {
        const written = await readFile(join(folder(), `${content}.${format}`), "utf8");
        assert.equal(written, await exported(emulator(), trial().token, content, format));
      }
      if (format === "csv") await vscode().answerNotification("names and e-mail addresses", "Add to .gitignore");
      else await vscode().dismiss("Exported 5 files");
    });
  }

  it("offers once to keep names and e-mail addresses out of git", async () => {
    // The first export above has asked, the others have not.
    await until(async () => (await readFile(join(vscode().folder, ".gitignore"), "utf8").catch(() => "")) !== "");
    const ignored = await readFile(join(vscode().folder, ".gitignore"), "utf8");
    assert.match(ignored, /^\/redcap\/21-SUNRISE-Multi-Site-Trial\/user\.csv$/m);
  });

  it("writes words for codes into a readable file", async () => {
    await exportAs("Export Users…", /^Readable CSV(?!,)/);
    await vscode().answerNotification("Exported", "Open");
    await vscode().tab("user-readable.csv").waitFor();
    const text = await readFile(join(folder(), "user-readable.csv"), "utf8");
    assert.match(text, /Site Coordinator/);
    assert.match(text, /View & edit/);
    await vscode().screenshot("readable");
    await vscode().clearNotifications();
  });

  it("never overwrites silently", async () => {
    const before = await readFile(join(folder(), "userRole.json"), "utf8");
    await exportAs("Export Roles…", "JSON, as REDCap sends it");
    await vscode().quickInput.locator(".monaco-list-row").filter({ hasText: "Keep both" }).waitFor();
    await vscode().screenshot("already-there");
    await vscode().choose("Keep both");
    await vscode().notification("Exported").waitFor();
    assert.deepEqual((await readdir(folder())).filter((name) => /^userRole\b.*json$/.test(name)).length, 2);
    assert.equal(await readFile(join(folder(), "userRole.json"), "utf8"), before);
    await vscode().clearNotifications();
  });

  it("writes only selected users into a readable file", async () => {
    await vscode().expand("SUNRISE");
    await vscode().expand("Users");
    await vscode().selectRows("a.nakagawa", "b.adeyemi");
    await vscode().contextMenu(vscode().treeItem("b.adeyemi"), "Export Users…");
    await vscode().choose("2 selected only");
    await vscode().choose("Replace");
    await vscode().notification("Exported").waitFor();
    const lines = (await readFile(join(folder(), "user-readable.csv"), "utf8")).trimEnd().split("\n");
    assert.deepEqual(
      lines.map((line) => line.split(",")[0]),
      ["Username", "a.nakagawa", "b.adeyemi"],
    );
  });

  it("leaves nothing behind when the server fails half-way", async () => {
    const files = await readdir(folder());
    await emulator().close();
    vscode().foreseen.push("does not accept connections");
    await exportAs("Export All Access Tables…", "XML, as REDCap sends it");
    await vscode().choose("Keep both");
    await vscode().notification("does not accept connections").waitFor();
    await vscode().screenshot("export-failed");
    assert.deepEqual(await readdir(folder()), files);
  });
});

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.fail("it never came true");
}
