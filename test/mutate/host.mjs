// What no unit test reaches is judged by the tests of the host tier, inside VS Code.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hospitalEnv, ROOT } from "../run/setup.mjs";
import { ensureChromium } from "../support/hosts/chromium.mjs";
import { ensureHost, VERSIONS } from "../support/hosts/hosts.mjs";
import { keepGroup, stop } from "./groups.mjs";

/** How long a host may say nothing: it starts, runs all its tests twice, and then those that reach one mutant. */
const START_LIMIT_MS = 20 * 60_000;
const MUTANT_LIMIT_MS = 3 * 60_000;
const LOOK_MS = 500;
/** A host that does not start is tried so often. */
const STARTS = 3;

/**
 * @param {string} sandbox
 * @param {readonly string[]} ids of mutants
 * @returns {Promise<Map<string, {status: "Killed" | "Survived" | "Timeout" | "NoCoverage", by?: string, reason?: string}>>}
 */
export async function judgeInHost(sandbox, ids) {
  const [version] = VERSIONS;
  ensureChromium();
  await ensureHost(version);
  const verdicts = new Map();
  let left = [...ids];
  let failed = 0;
  while (left.length > 0 && failed < STARTS) {
    const lines = await session(sandbox, version, left);
    for (const { id, verdict } of lines) if (verdict) verdicts.set(id, verdict);
    const spoilt = lines.find((line) => line.spoilt)?.spoilt;
    const begun = lines.findLast(({ id }) => id)?.id;
    // A machine that is busy may not get a host started in time.
    failed = lines.some(({ tests }) => tests) ? 0 : failed + 1;
    if (failed > 0) continue;
    const ended = lines.some(({ done }) => done) || spoilt !== undefined;
    if (!ended && begun && !verdicts.has(begun)) verdicts.set(begun, { status: "Timeout", by: "the host tier" });
    const before = left.length;
    left = left.filter((id) => !verdicts.has(id));
    // The next host begins with what this one could not tell.
    if (spoilt !== undefined && !verdicts.has(spoilt)) left = [spoilt, ...left.filter((id) => id !== spoilt)];
    else if (left.length === before) throw new Error("the host tier judges nothing");
  }
  for (const id of left) verdicts.set(id, { status: "NoCoverage", reason: "the tests of the host tier did not start" });
  return verdicts;
}

/** One VS Code; what it has told when it ends or says nothing more. */
async function session(sandbox, version, ids) {
  const scratch = mkdtempSync(join(tmpdir(), "redcap-access-mutate-host-"));
  const [request, answer] = [join(scratch, "request.json"), join(scratch, "answer.jsonl")];
  writeFileSync(request, JSON.stringify({ ids, answer }));
  const told = () => (existsSync(answer) ? readFileSync(answer, "utf8").split("\n").filter(Boolean) : []);
  try {
    const child = spawn(
      process.execPath,
      [
        join(ROOT, "test/support/hosts/launcher.mjs"),
        scratch,
        `--extensionDevelopmentPath=${sandbox}`,
        `--extensionTestsPath=${join(sandbox, "test/mutate/hostTests.cjs")}`,
        `--user-data-dir=${join(scratch, ".user")}`,
        `--extensions-dir=${join(scratch, ".ext")}`,
      ],
      {
        cwd: ROOT,
        env: {
          ...process.env,
          ...(await hospitalEnv(join(scratch, ".hospital"))),
          ...{ VSCODE_TEST_VERSION: version, MUTATE_REQUEST: request },
        },
        stdio: "ignore",
        detached: true,
      },
    );
    keepGroup(child.pid);
    await ends(child, told);
    stop(child.pid);
    return told().map((line) => JSON.parse(line));
  } finally {
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** A host that is caught in a mutant's loop says nothing any more. */
function ends(child, told) {
  let [said, at] = [0, Date.now()];
  return new Promise((resolve) => {
    const look = setInterval(() => {
      const now = told().length;
      if (now !== said) [said, at] = [now, Date.now()];
      if (Date.now() - at > (said === 0 ? START_LIMIT_MS : MUTANT_LIMIT_MS)) finish();
    }, LOOK_MS);
    const finish = () => resolve(clearInterval(look));
    child.once("exit", finish);
    child.once("error", finish);
  });
}
