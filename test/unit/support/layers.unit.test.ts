import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

const SCRIPT = resolve("test/run/layers.mjs");
const PAGE = "CONTRIBUTING.md";

const type = (name: string, file: string) => `import type { ${name} } from "${file}";`;

describe("npm run layers", () => {
  let root = "";
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "redcap-access-layers-"));
    write({ [PAGE]: "<!-- Drawn by `npm run layers`. -->\n\n<!-- Until here. -->\n" });
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  function write(files: Readonly<Record<string, string>>): void {
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), `${text}\n`);
    }
  }

  function layers(...flags: readonly string[]): readonly string[] {
    const { status, stderr } = spawnSync(process.execPath, [SCRIPT, ...flags], { cwd: root, encoding: "utf8" });
    const said = stderr.split("\n").filter(Boolean).sort();
    assert.equal(status, said.length > 0 ? 1 : 0, stderr);
    return said;
  }

  it("refuses circles of folders and files and every import that points up, be it of a type or an import()", () => {
    write({
      "src/core/tables.ts": type("Right", "./access/rights"),
      "src/core/access/rights.ts": "export type Right = string;",
      "src/core/access/snapshot.ts": [type("Edit", "../edits/edit"), type("Table", "../tables")].join("\n"),
      "src/core/access/people.ts": 'export type Rows = import("../plan/plan").Rows;',
      "src/core/edits/edit.ts": type("Right", "../access/rights"),
      "src/core/edits/draft.ts": type("Cell", "./cell"),
      "src/core/edits/cell.ts": type("Draft", "./draft"),
      "src/core/plan/plan.ts": 'export const run = () => import("../../app/apply/run");',
      "src/core/guards/all.ts": type("Text", "../review/text"),
      "src/core/review/text.ts": "export type Text = string;",
      "src/core/extras/more.ts": type("Right", "../access/rights"),
      "src/app/apply/run.ts": 'import { activate } from "../../activate";\nactivate();',
      "src/webview/page/app.ts": type("Grid", "../../editors/grid/grid"),
      "src/editors/grid/grid.ts": "export type Grid = string;",
      "src/activate.ts": "export function activate(): void {}",
    });
    const app = "core, codec, net, redcap, the top of app, app/stored, app/connections, app/drafts";
    const below = "the top of core, core/text, core/access, core/page, core/edits, core/people, core/rules";
    assert.deepEqual(layers(), [
      `src/app/apply/run.ts imports src/activate.ts: app/apply may import only from itself, ${app}, app/projects, app/journal, app/files, app/people.`,
      "src/core/access/people.ts imports src/core/plan/plan.ts: core/access may import only from itself, the top of core, core/text.",
      "src/core/access/snapshot.ts imports src/core/edits/edit.ts: core/access may import only from itself, the top of core, core/text.",
      "src/core/edits/cell.ts → src/core/edits/draft.ts → src/core/edits/cell.ts: files must not import each other.",
      "src/core/extras/more.ts: this folder has no floor in layers.mjs.",
      `src/core/guards/all.ts imports src/core/review/text.ts: core/guards may import only from itself, ${below}, core/plan, core/findings.`,
      `src/core/plan/plan.ts imports src/app/apply/run.ts: core/plan may import only from itself, ${below}.`,
      "src/core/tables.ts imports src/core/access/rights.ts: the top of core may import only from itself.",
      "src/webview/page/app.ts imports src/editors/grid/grid.ts: webview/page may import only from itself, core, editors/protocol.ts, editors/pageProtocol.ts, the top of webview, webview/parts, webview/kit, webview/forms, webview/grid, webview/matrix, webview/bars.",
    ]);
  });

  it("draws what imports what, without arrows that others make needless, and --check tells an old picture", () => {
    write({
      "src/core/tables.ts": "export type Table = string;",
      "src/core/text/words.ts": "export const word = 1;",
      "src/core/access/snapshot.ts": type("Table", "../tables"),
      "src/core/edits/edit.ts": [type("Table", "../tables"), 'import "../access/snapshot";'].join("\n"),
      "src/codec/csv.ts": type("Table", "../core/tables"),
      "src/redcap/client.ts": [type("Table", "../core/tables"), 'import "../codec/csv";'].join("\n"),
    });
    const old = ["The picture of the layers in CONTRIBUTING.md is an old one: npm run layers"];
    assert.deepEqual(layers("--check"), old);
    assert.deepEqual(layers(), []);
    assert.deepEqual(layers("--check"), []);
    assert.deepEqual(readFileSync(join(root, PAGE), "utf8").match(/\w+ --> \w+/g), [
      "codec --> core",
      "redcap --> codec",
      "core_access --> core___ts",
      "core_edits --> core_access",
    ]);
    write({ "src/core/edits/edit.ts": type("Table", "../tables") });
    assert.deepEqual(layers("--check"), old);
  });
});
