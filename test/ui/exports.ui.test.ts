import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { faultProxy } from "../support/faults/faultProxy";
import type { FaultProxy } from "../support/faults/faultProxy";
import { addProject, exported, project, useEmulator } from "../support/ui/server";
import { story } from "../support/ui/story";
import { until } from "../support/until";
import { useWorkbench } from "../support/ui/workbench";

const TABLES = ["user", "userRole", "userRoleMapping", "dag", "userDagMapping"] as const;

story("exports", (step) => {
  const emulator = useEmulator();
  const vscode = useWorkbench();
  const trial = () => project(emulator(), /SUNRISE/);
  let proxy: FaultProxy;
  const folder = () => join(vscode().folder, "redcap", `${trial().projectId}-SUNRISE-Multi-Site-Trial`);

  async function exportAs(command: string, manner: string | RegExp): Promise<void> {
    await vscode().runCommand(`REDCap: ${command}`);
    await vscode().choose(manner);
  }

  before(async () => {
    await mkdir(join(vscode().folder, ".git"), { recursive: true });
    proxy = await faultProxy(emulator().url);
    await addProject(vscode(), proxy, trial());
  });
  after(() => proxy.close());

  for (const format of ["csv", "json", "xml"] as const) {
    step(`writes all five tables as ${format}, byte for byte as REDCap sends them`, async () => {
      await exportAs("Export All Access Tables…", `${format.toUpperCase()}, as REDCap sends it`);
      await vscode().notification("Exported 5 files").waitFor();
      await vscode().screenshot(`exported-${format}`);
      for (const content of TABLES) {
        const written = await readFile(join(folder(), `${content}.${format}`), "utf8");
        assert.equal(written, await exported(emulator(), trial().token, content, format));
      }
      const offer = vscode().notification("names and e-mail addresses");
      assert.equal(await offer.isVisible(), format === "csv");
      if (format === "csv") await vscode().answerNotification("names and e-mail addresses", "Add Folder to .gitignore");
      else await vscode().dismiss("Exported 5 files");
    });
  }

  // The first export above has asked, the others have not.
  step("has offered once to keep names and e-mail addresses out of git", async () => {
    const ignore = join(vscode().folder, ".gitignore");
    await until("there is a .gitignore", () => existsSync(ignore) && readFileSync(ignore, "utf8") !== "");
    assert.match(await readFile(ignore, "utf8"), /^\/redcap\/21-SUNRISE-Multi-Site-Trial\/$/m);
  });

  step("writes words for codes into a readable file", async () => {
    await exportAs("Export Users…", /^Readable CSV(?!,)/);
    await vscode().answerNotification("Exported", "Open");
    await vscode().tab("user-readable.csv").waitFor();
    const text = await readFile(join(folder(), "user-readable.csv"), "utf8");
    assert.match(text, /Site Coordinator/);
    assert.match(text, /View & edit/);
    await vscode().screenshot("readable");
    await vscode().clearNotifications();
  });

  step("never overwrites silently", async () => {
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

  step("writes only selected users into a readable file", async () => {
    await vscode().expand("SUNRISE");
    await vscode().expand("Users");
    await vscode().selectRows("a.nakagawa", "b.adeyemi");
    await vscode().contextMenu(vscode().treeItem("b.adeyemi"), "Export Users…");
    await vscode().choose("only 2 selected people");
    await vscode().choose("Replace");
    await vscode().notification("Exported").waitFor();
    const lines = (await readFile(join(folder(), "user-readable.csv"), "utf8")).trimEnd().split("\n");
    assert.deepEqual(
      lines.map((line) => line.split(",")[0]),
      ["Username", "a.nakagawa", "b.adeyemi"],
    );
  });

  step("writes whole tables only when the server fails half-way, and says which are missing", async () => {
    const files = await readdir(folder());
    const sent = new Set<string | null>();
    proxy.meet(async ({ response, params, answer }) => {
      const { body } = await answer();
      const isWhole = sent.size < 2;
      sent.add(params.get("content"));
      response.writeHead(200, { "content-length": body.length });
      if (isWhole) return void response.end(body);
      response.write(body.subarray(0, body.length / 2), () => response.destroy());
    });
    vscode().foreseen.push("broke off");
    await exportAs("Export All Access Tables…", "XML, as REDCap sends it");
    await vscode().choose("Keep both");
    await vscode()
      .notification(/SUNRISE Multi-Site Trial, .*broke off/)
      .waitFor();
    await vscode().screenshot("export-failed");
    const whole = [...sent].slice(0, 2).map((content) => `${content ?? ""}-2.xml`);
    assert.deepEqual(new Set(await readdir(folder())), new Set([...files, ...whole]));
    assert.equal(sent.size, 5);
  });
});
