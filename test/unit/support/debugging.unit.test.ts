import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { SourceMap } from "node:module";
import type { SourceMapPayload } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { promisify } from "node:util";

interface Launch {
  readonly configurations: readonly {
    readonly name: string;
    readonly preLaunchTask: string;
    readonly program?: string;
    readonly outFiles: readonly string[];
  }[];
}
interface Tasks {
  readonly tasks: readonly { readonly label: string; readonly script?: string; readonly command?: string }[];
}

const read = (file: string): unknown => JSON.parse(readFileSync(file, "utf8"));
const inFolder = (path: string) => path.replace("${workspaceFolder}/", "");

describe("F5", () => {
  const { configurations } = read(".vscode/launch.json") as Launch;
  const { tasks } = read(".vscode/tasks.json") as Tasks;

  for (const { name, preLaunchTask, program, outFiles } of configurations)
    it(`"${name}" builds by a task that is there, and debugs what that writes`, () => {
      assert.ok(
        tasks.some(({ label }) => label === preLaunchTask),
        `.vscode/tasks.json has no task "${preLaunchTask}"`,
      );
      if (program) assert.ok(existsSync(inFolder(program)), `${program} is not there`);
      for (const files of outFiles) assert.match(inFolder(files), /^(dist|out)\/\*\*\/\*\.js$/);
    });

  for (const { label, script, command } of tasks)
    it(`the task "${label}" runs something that is there`, () => {
      const { scripts } = read("package.json") as { scripts: Record<string, string> };
      const runs = script === undefined ? command : scripts[script];
      assert.ok(runs, `package.json has no script "${script}"`);
      const [node, file = ""] = runs.split(" ");
      assert.deepEqual([node, existsSync(file)], ["node", true], `"${runs}" runs nothing that is there`);
    });
});

/** Where the debug build says that a line of its comes from. */
function originOf(file: string, line: string): string {
  const text = readFileSync(file, "utf8");
  const [, map = ""] = /\/\/# sourceMappingURL=data:application\/json;base64,(\S+)/.exec(text) ?? [];
  assert.notEqual(map, "", `${file} has no source map`);
  const payload = JSON.parse(Buffer.from(map, "base64").toString("utf8")) as SourceMapPayload;
  const at = text.split("\n").findIndex((each) => each.trimStart().startsWith(line));
  const entry = new SourceMap(payload).findEntry(at, text.split("\n")[at]?.indexOf(line) ?? 0);
  if (!("originalSource" in entry)) return "nowhere";
  const source = resolve(dirname(file), entry.originalSource);
  const original = readFileSync(source, "utf8").split("\n")[entry.originalLine] ?? "";
  return `${relative(".", source)}: ${original.trim()}`;
}

describe("the debug build", () => {
  const folder = mkdtempSync(join(tmpdir(), "redcap-access-debug-"));
  before(async () => {
    await promisify(execFile)(process.execPath, ["esbuild.js", "--debug", "--to", folder]);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const holding = (line: string) =>
    readdirSync(folder)
      .filter((name) => name.endsWith(".js"))
      .map((name) => join(folder, name))
      .find((file) => readFileSync(file, "utf8").includes(`\n${line}`)) ?? "";

  for (const [line, origin] of [
    ["function activate(", "src/activate.ts: export function activate("],
    ["function start(", "src/extension.ts: export function start("],
    ["function describeColumn(", "src/core/access/tables.ts: export function describeColumn("],
  ] as const)
    it(`keeps \`${line}…)\` as it is written, and leads back to it`, () =>
      assert.ok(originOf(holding(line), line).startsWith(origin), originOf(holding(line), line)));

  it("leads from the grid in its frame back to src too", () =>
    assert.match(
      originOf(join(folder, "webview/accessTable.js"), "function Grid("),
      /^src\/webview\/grid\/grid\.tsx: /,
    ));
});
