import { execFileSync, fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once as next } from "node:events";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Exported } from "./exportClient";
import type { ExportServer } from "./exportServer";
import { main, report, spread } from "./measure";

const RUNS = 9;
/** Bytes a second. Without a limit the answer comes from memory, with no network at all between. */
const NETWORKS = { "1 Gbit/s": 125_000_000, "no limit": 0 };

async function told<T>(child: ChildProcess): Promise<T> {
  const [message] = (await next(child, "message")) as [T];
  return message;
}

/** curl's own time from its start to the last byte, without that of its process. */
function curl(url: string, target: string): number {
  const flags = ["--silent", "--data", "content=user&format=csv", "--output", target, "--write-out", "%{time_total}"];
  return 1000 * Number(execFileSync("curl", [...flags, url], { encoding: "utf8" }));
}

async function inProcess(way: "bare" | "export", url: string, target: string, execArgv: string[] = []) {
  const client = fork(join(__dirname, "exportClient.js"), [way, url, target], { execArgv });
  const [result] = await Promise.all([told<Exported>(client), next(client, "exit")]);
  return result;
}

main(async () => {
  const folder = mkdtempSync(join(tmpdir(), "redcap-access-export-"));
  const server = fork(join(__dirname, "exportServer.js"));
  const [curled, exported] = [join(folder, "curl.csv"), join(folder, "users.csv")];
  try {
    const { url, bytes } = await told<ExportServer>(server);
    const rows = [];
    for (const [network, rate] of Object.entries(NETWORKS)) {
      const at = rate ? `${url}?rate=${rate}` : url;
      const theirs: number[] = [];
      const ours: Exported[] = [];
      const bare: Exported[] = [];
      // In turns, so that all meet the same machine, busy or not.
      for (let run = 0; run < RUNS; run++) {
        // A file that is there already would have to be emptied first.
        for (const file of [curled, exported]) rmSync(file, { force: true });
        theirs.push(curl(at, curled));
        ours.push(await inProcess("export", at, exported));
        bare.push(await inProcess("bare", at, ""));
        for (const file of [curled, exported])
          if (statSync(file).size !== bytes) throw new Error(`${file} is not whole`);
      }
      const ratio = (runs: readonly Exported[]) => spread(runs.map(({ ms }, run) => ms / (theirs[run] ?? NaN)));
      rows.push(
        { what: `curl --output at ${network}, ms`, ...spread(theirs), target: "" },
        { what: `exportRaw at ${network}, ms`, ...spread(ours.map(({ ms }) => ms)), target: "" },
        { what: `exportRaw / curl at ${network}`, ...ratio(ours), target: "≤ 1.2" },
        { what: `Node's bare socket without a file / curl at ${network}`, ...ratio(bare), target: "" },
        { what: `memory with garbage at ${network}, MB`, ...spread(ours.map(({ grownMB }) => grownMB)), target: "" },
        { what: `the same of a bare socket, MB`, ...spread(bare.map(({ grownMB }) => grownMB)), target: "" },
      );
    }
    const held: number[] = [];
    for (let run = 0; run < RUNS; run++) held.push((await inProcess("export", url, exported, ["--expose-gc"])).heldMB);
    rows.push({ what: "memory in use at its peak, MB", ...spread(held), target: "≤ 16" });
    const note = `A table of ${Math.round(bytes / 1e6)} MB as the server sends it into a file; ${RUNS} runs in turns.`;
    report({ name: "export", note, rows });
  } finally {
    server.disconnect();
    rmSync(folder, { recursive: true, force: true });
  }
});
