import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { privateFiles } from "../../../../../src/platform/privateFiles";
import type { ApplyJob } from "../../../../support/bin/applyDrafts";
import { saveDrafts } from "../../draftTexts";
import { openSite } from "../../site";
import { EDITS, recover, standing, UNASSIGN_FIRST } from "./deaths";
import type { Way } from "./deaths";
import { table } from "./table";

/** Beside `out/test/unit` and `out/test/support`, wherever this is bundled into. */
const CHILD = join(__dirname.replace(/([\\/])test[\\/].*$/, "$1test"), "support/bin/applyDrafts.js");

export interface Killed {
  /** When, in milliseconds after the process was asked to apply. */
  readonly after: number;
  /** Whether it had come to its end by then. */
  readonly ended: boolean;
  /** Requests that had been written by then. */
  readonly writes: number;
  readonly way: Way;
  readonly faults: readonly string[];
}

/** Applies in a real process, kills it so many milliseconds later, and goes on, or back, in another one. */
export async function killAfter(after: number, way: Way): Promise<Killed> {
  const folder = await mkdtemp(join(tmpdir(), "redcap-access-instant-"));
  const site = await openSite({ kept: privateFiles(folder) });
  const child = fork(CHILD, { stdio: ["ignore", "ignore", "inherit", "ipc"] });
  try {
    const before = standing(site);
    await saveDrafts(site, EDITS);
    const exited = once(child, "exit");
    const token = site.emulator.projects[0]?.token ?? "";
    const connection = site.connections.require(site.id);
    const asked = performance.now();
    child.send({ connection, token, folder, unassignFirst: [...UNASSIGN_FIRST] } satisfies ApplyJob);
    const timer = setTimeout(() => child.kill("SIGKILL"), after);
    const [, signal] = (await exited) as [number | null, NodeJS.Signals | null];
    clearTimeout(timer);
    const writes = site.proxy.writes.length;
    const next = site.restart();
    await recover(next, way);
    const now = standing(next);
    const open = await next.changes.openEntries(next.id);
    const wanted = way === "undo" ? now === before : now !== before && (await next.drafts.edits(next.id)).length === 0;
    const faults = [...(wanted ? [] : [`ended as ${now}`]), ...(open.length > 0 ? ["an entry stays open"] : [])];
    return { after: Math.min(after, performance.now() - asked), ended: signal === null, writes, way, faults };
  } catch (error) {
    return { after, ended: false, writes: site.proxy.writes.length, way, faults: [String(error)] };
  } finally {
    child.kill("SIGKILL");
    await site.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Kills at random instants, and tells by the requests that had been sent by then how it ended. */
export async function killsTable(instants: number, print: (text: string) => void): Promise<number> {
  const lines = new Map<string, { finish: number; undo: number; faults: number }>();
  let faulty = 0;
  // How long an undisturbed apply takes here and now.
  const begun = performance.now();
  await killAfter(60_000, "finish");
  const length = performance.now() - begun;
  for (let at = 0; at < instants; at++) {
    const killed = await killAfter(Math.random() * length, at % 2 === 0 ? "finish" : "undo");
    const key = killed.ended ? "had ended" : `${killed.writes} requests sent`;
    const line = lines.get(key) ?? { finish: 0, undo: 0, faults: 0 };
    line[killed.way] += 1;
    if (killed.faults.length > 0) {
      line.faults += 1;
      faulty += 1;
      print(`${Math.round(killed.after)} ms, ${key}, ${killed.way}: ${killed.faults.join("; ")}`);
    }
    lines.set(key, line);
  }
  const rows = [...lines]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, { finish, undo, faults }]) => [key, String(finish), String(undo), String(faults)]);
  print(table([`killed at ${instants} instants`, "then finished", "then taken back", "false"], rows));
  return faulty;
}
