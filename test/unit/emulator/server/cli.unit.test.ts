import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import type { EmulatorProject } from "../../../../src/emulator/server/server";
import { post, SMALL } from "../api";

const SCRIPT = "test/run/emulator.mjs";
/** What the script builds and runs. */
const BUNDLE = "out/emulator-cli.js";
/** As when it is started by hand, not from a script of npm. */
const { INIT_CWD: _npm, ...ENV } = process.env;

interface Running {
  readonly url: string;
  readonly projects: readonly EmulatorProject[];
}

/** Starts the command line, uses what it prints, and ends it as a shell would; resolves with the exit code. */
async function running(args: readonly string[], use: (emulator: Running) => Promise<void>): Promise<number> {
  const child = spawn(process.execPath, [SCRIPT, ...args], { env: ENV, stdio: ["ignore", "pipe", "inherit"] });
  const ended = once(child, "exit") as Promise<[number]>;
  try {
    const [line] = (await once(createInterface(child.stdout), "line")) as [string];
    await use(JSON.parse(line) as Running);
  } finally {
    child.kill("SIGTERM");
  }
  return (await ended)[0];
}

/** What it says when it does not start. */
async function refusal(...args: readonly string[]): Promise<string> {
  const failed = await promisify(execFile)(process.execPath, [BUNDLE, ...args], { env: ENV }).then(
    () => assert.fail("it started"),
    (error: { code: number; stderr: string }) => error,
  );
  assert.equal(failed.code, 1);
  return failed.stderr;
}

describe("the emulator's command line", function () {
  this.timeout(30_000);
  let folder = "";
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "emulator-"));
    const { stdout } = await promisify(execFile)(process.execPath, [SCRIPT, "--help"], { env: ENV });
    assert.match(stdout, /^usage: npm run emulator -- /);
  });
  after(() => rmSync(folder, { recursive: true }));

  it("serves project files in the version asked for, with tokens of the owners and of others", async () => {
    // With the mark that editors on Windows put before the text.
    const small = file("small.json", `\uFEFF${JSON.stringify(SMALL)}`);
    const other = file("other.json", JSON.stringify({ ...SMALL, title: "Other", projectId: 6 }));
    const options = ["--project", small, "--project", other, "--redcap-version", "14.1.2", "--token", "ann"];
    const code = await running(options, async ({ url, projects }) => {
      assert.match(url, /^http:\/\/127\.0\.0\.1:\d+\/api\/$/);
      assert.deepEqual(
        projects.map(({ title, projectId, username }) => [title, projectId, username]),
        [
          ["Small", 5, "owner"],
          ["Other", 6, "owner"],
          ["Small", 5, "ann"],
          ["Other", 6, "ann"],
        ],
      );
      const asked = projects.map(({ token }) => post(url, { token, content: "project", format: "csv" }));
      const [small, other, ...anns] = await Promise.all(asked);
      assert.match(small?.text ?? "", /\n5,Small,/);
      assert.match(other?.text ?? "", /\n6,Other,/);
      assert.deepEqual(
        anns.map(({ status }) => status),
        [403, 403],
      );
      const version = await post(url, { token: projects[2]?.token ?? "", content: "version" });
      assert.equal(version.text, "14.1.2");
    });
    assert.equal(code, 0);
  });

  it("says what is wrong, in one line", async () => {
    const typo = file("typo.json", JSON.stringify({ ...SMALL, userz: [] }));
    const gone = join(folder, "gone.json");
    const said = await Promise.all([
      refusal("--project", typo),
      refusal("--project", gone),
      refusal("--port", "70000"),
      refusal("--redcap-version", "new"),
      refusal("--token", "nobody"),
    ]);
    assert.match(said[0], /^[^\n]*typo\.json: userz: [^\n]*\n$/);
    assert.match(said[1], /^[^\n]*gone\.json: ENOENT[^\n]*\n$/);
    assert.deepEqual(said.slice(2), [
      '--port: "70000" is not a number from 0 to 65535\n',
      '--redcap-version: "new" is not a version like 16.1.3\n',
      '--token: "nobody" is in none of the projects\n',
    ]);
  });
});
