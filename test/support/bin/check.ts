/** `npm start -- --check`: the main job from end to end in a real VS Code, judged from outside. */
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { EmulatorProject } from "../../../src/emulator/server/server";
import { gridCell, setCell, shownGrid } from "../ui/grid";
import { addProject } from "../ui/server";
import { Workbench } from "../ui/workbench";

const TABLES = ["user", "userRole", "userRoleMapping", "dag", "userDagMapping"] as const;
const FORMATS = ["csv", "json", "xml"] as const;

interface Server {
  readonly url: string;
  readonly projects: readonly EmulatorProject[];
}

async function startServer(): Promise<{ server: Server; process: ChildProcess }> {
  const child = spawn(process.execPath, ["test/run/emulator.mjs", "--port", "0"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  for await (const line of createInterface({ input: child.stdout }))
    if (line.startsWith("{")) return { server: JSON.parse(line) as Server, process: child };
  throw new Error("the emulator did not start");
}

/** What the server says, asked by the separate plain HTTP script. */
function ask(server: Server, { token }: EmulatorProject, content: string, format: string): string {
  return execFileSync(process.execPath, ["test/run/ask.mjs", server.url, content, format], {
    encoding: "utf8",
    env: { ...process.env, REDCAP_TOKEN: token },
  });
}

async function check(vscode: Workbench, server: Server): Promise<void> {
  const trial = server.projects.find(({ title }) => title.startsWith("SUNRISE"));
  assert.ok(trial);
  const shown = async (name: string) => await vscode.screenshot(`check-${name}`);
  const mapping = () => ask(server, trial, "userRoleMapping", "csv");
  const groups = () => ask(server, trial, "userDagMapping", "csv");
  const before = [mapping(), groups()];

  await step("the sample project opens and its tree shows", async () => {
    await vscode.runCommand("REDCap: Open Sample Project");
    await vscode.expand(/SUNRISE.*sample/);
    await vscode.expand("Users");
    await vscode.treeItem(/a\.nakagawa.*Site Coordinator · Boston/).waitFor();
    await shown("1-tree");
    await vscode.collapse(/SUNRISE.*sample/);
  });
  await step("a project of another server is added by address and token", async () => {
    await addProject(vscode, server, trial);
    await shown("2-added");
  });
  for (const format of FORMATS) {
    await step(
      `five tables are exported as ${format.toUpperCase()}, byte for byte as the server sends them`,
      async () => {
        await vscode.contextMenu(
          vscode.treeItem(/SUNRISE Multi-Site Trial(?!.*sample)/),
          "Export",
          "Export All Access Tables…",
        );
        await vscode.choose(`${format.toUpperCase()}, as REDCap sends it`);
        await vscode.notification("Exported 5 files").waitFor();
        await shown(`3-exported-${format}`);
        await vscode.dismiss("Exported 5 files");
        const folder = join(vscode.folder, "redcap", `${trial.projectId}-SUNRISE-Multi-Site-Trial`);
        for (const table of TABLES) {
          const file = await readFile(join(folder, `${table}.${format}`), "utf8");
          assert.equal(file, ask(server, trial, table, format), `${table}.${format}`);
        }
      },
    );
  }
  await step("two roles and a group are changed in the editor; nothing is sent", async () => {
    await vscode.contextMenu(vscode.treeItem(/SUNRISE Multi-Site Trial(?!.*sample)/), "Edit", "Edit Role Assignments");
    const grid = await shownGrid(vscode, "Role Assignments");
    await setCell(grid, "b.achieng", "unique_role_name", "Monitor");
    await setCell(grid, "c.dubois", "unique_role_name", "Data Manager");
    await setCell(grid, "b.achieng", "data_access_group", "Boston");
    assert.equal(await gridCell(grid, "b.achieng", "unique_role_name").locator(".was").innerText(), "Data Entry");
    await shown("4-changed");
    assert.deepEqual([mapping(), groups()], before);
  });
  await step("the changes are reviewed, applied and read back", async () => {
    const grid = await shownGrid(vscode, "Role Assignments");
    await grid.getByRole("button", { name: "Review and Apply" }).click();
    await vscode.modal.waitFor();
    await shown("5-confirm");
    await vscode.answerModal("Apply");
    await vscode.type("c.dubois");
    await vscode.notification("checked in REDCap").waitFor();
    await shown("6-applied");
  });
  await step("the plain HTTP script sees exactly these changes", () => {
    assert.deepEqual(changedLines(before[0], mapping()).map(username), ["b.achieng", "c.dubois"]);
    assert.deepEqual(changedLines(before[1], groups()), ["b.achieng,boston"]);
  });
  await step("undo brings everything back", async () => {
    await vscode.answerNotification("checked in REDCap", "Undo");
    await vscode.modal.waitFor();
    await shown("7-undo");
    await vscode.answerModal("Undo");
    const grid = await shownGrid(vscode, "Role Assignments");
    await gridCell(grid, "b.achieng", "unique_role_name").getByText("Data Entry").waitFor();
    await shown("8-undone");
    assert.deepEqual([mapping(), groups()], before);
  });
}

function changedLines(before: string | undefined, now: string): readonly string[] {
  const known = new Set(before?.split("\n"));
  return now.split("\n").filter((line) => !known.has(line));
}

const username = (line: string) => line.split(",")[0];

async function step(name: string, work: () => void | Promise<void>): Promise<void> {
  await work();
  process.stdout.write(`✔ ${name}\n`);
}

async function main(): Promise<void> {
  const { server, process: child } = await startServer();
  const vscode = await Workbench.launch();
  try {
    await check(vscode, server);
  } catch (error) {
    await vscode.screenshot("check-failed");
    throw error;
  } finally {
    await vscode.close();
    child.kill();
  }
}

main().then(
  () => process.stdout.write("Every step held. Screenshots are in test-results/screens.\n"),
  (error: unknown) => {
    process.stderr.write(`✖ ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
