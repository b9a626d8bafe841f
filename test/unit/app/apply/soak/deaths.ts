import type { PrivateFiles } from "../../../../../src/app/ports";
import { MemoryFiles } from "../../../../../src/app/projects/sampleStores";
import type { Edit } from "../../../../../src/core/edits/edit";
import { saveDrafts } from "../../draftTexts";
import { dag, expiration, openSite, role } from "../../site";
import type { Site } from "../../site";
import { access, added, cell, removed } from "../allTables";
import { applied } from "../breaking";

/** Somebody new in a new role and group, somebody who goes, a way out of the role and back, and rights of a role. */
export const EDITS: readonly Edit[] = [
  ...added("dags", "new:1", { data_access_group_name: "Paris" }),
  ...added("roles", "new:1", { role_label: "Auditor", reports: "1", forms: "visit:129,labs:129" }),
  ...added("users", "zoe", { expiration: "2027-01-31" }),
  role("zoe", "", "new:1"),
  dag("zoe", "", "new:1"),
  expiration("fay", "2026-06-20", "2027-01-31"),
  cell("roles", "U-2ENTRY", "calendar", "0", "1"),
  removed("users", "eve"),
];
export const UNASSIGN_FIRST = new Set(["fay"]);

/** Files of a process that ends at one of its writes or deletions, before it or after it: nothing comes back from then on. */
class MortalFiles implements PrivateFiles {
  private left = Infinity;
  private afterwards = false;
  private die: () => void = () => undefined;
  count = 0;

  constructor(readonly kept: MemoryFiles) {}

  /** Resolves at the end. */
  dieAt(operation: number, afterwards: boolean): Promise<void> {
    this.left = operation;
    this.afterwards = afterwards;
    this.count = 0;
    return new Promise((died) => (this.die = died));
  }

  live(): void {
    this.left = Infinity;
  }

  read(name: string): Promise<string | undefined> {
    return this.left < 0 ? NEVER : this.kept.read(name);
  }

  list(folder: string): Promise<readonly string[]> {
    return this.left < 0 ? NEVER : this.kept.list(folder);
  }

  write(name: string, text: string): Promise<void> {
    return this.change(name, () => this.kept.write(name, text));
  }

  async create(name: string, text: string): Promise<boolean> {
    let made = false;
    await this.change(name, async () => void (made = await this.kept.create(name, text)));
    return made;
  }

  delete(name: string): Promise<void> {
    return this.change(name, () => this.kept.delete(name));
  }

  private async change(name: string, work: () => Promise<void>): Promise<void> {
    if (this.left < 0) return NEVER;
    // Nobody waits for a beat of the lock.
    if (name.startsWith("locks/")) return work();
    this.count++;
    if (this.left-- > 0) return work();
    if (this.afterwards) await work();
    this.die();
    return NEVER;
  }
}

const NEVER = new Promise<never>(() => undefined);

async function on<T>(work: (site: Site, files: MortalFiles) => Promise<T>): Promise<T> {
  const files = new MortalFiles(new MemoryFiles());
  const site = await openSite({ kept: files });
  try {
    return await work(site, files);
  } finally {
    await site.close();
  }
}

async function applyAll(site: Site): Promise<void> {
  const plan = await site.changes.plan(site.id, await site.drafts.edits(site.id), { unassignFirst: UNASSIGN_FIRST });
  await applied(site, plan);
}

export const WAYS = ["finish", "undo"] as const;
export type Way = (typeof WAYS)[number];

/** What a person does who starts again: looks into what broke off, newest first, and goes on or back from there. */
export async function recover(site: Site, way: Way): Promise<void> {
  await closeOpen(site, way);
  if (way === "finish") {
    await site.drafts.refresh(site.id, await site.projects.load(site.id));
    return await applyAll(site);
  }
  const back = await site.changes.planUndo(site.id);
  if (back) await applied(site, back.plan);
}

/** Until nothing is open. An undo that broke off is gone to its end, whatever the way. */
async function closeOpen(site: Site, way: Way): Promise<void> {
  for (;;) {
    const [open] = await site.changes.openEntries(site.id);
    if (!open) return;
    const check = await site.changes.checkOpen(site.id, open);
    if (check.state === "between") await applied(site, check[open.kind === "undo" ? "finish" : way]);
  }
}

/** What can be died in: the apply, or also the way out of it, which the next process takes to its end. */
export interface Death {
  readonly at: number;
  readonly afterwards: boolean;
  readonly way: Way;
  readonly recovery?: { readonly at: number; readonly afterwards: boolean };
}

/** Where the project stands without a death, and the file operations of the apply. */
export interface Undisturbed {
  readonly ends: Readonly<Record<Way, string>>;
  readonly operations: number;
}

export function undisturbed(): Promise<Undisturbed> {
  return on(async (site, files) => {
    const undo = standing(site);
    await saveDrafts(site, EDITS);
    void files.dieAt(Infinity, false);
    await applyAll(site);
    return { ends: { undo, finish: standing(site) }, operations: files.count };
  });
}

/** Who was removed and brought back stands last: the order says nothing. */
export function standing(site: Site): string {
  return JSON.stringify(Object.entries(access(site)).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Dies where it is told, goes on or back in a new process, and gives what is then otherwise than it should be. */
export function die(
  { at, afterwards, way, recovery }: Death,
  { ends }: Undisturbed,
): Promise<{ readonly faults: readonly string[]; readonly operations: number }> {
  return on(async (site, files) => {
    await saveDrafts(site, EDITS);
    let died = files.dieAt(at, afterwards);
    await Promise.race([applyAll(site), died]);
    let next = await restarted(site, files);
    if (recovery) {
      died = files.dieAt(recovery.at, recovery.afterwards);
      await Promise.race([recover(next, way), died]);
      next = await restarted(next, files);
    }
    void files.dieAt(Infinity, false);
    await recover(next, way);
    const open = await next.changes.openEntries(next.id);
    const back = way === "undo" ? await next.changes.planUndo(next.id) : undefined;
    const { edits, problems } = await next.drafts.state(next.id);
    const left = way === "finish" ? [...edits, ...problems] : problems;
    const faults = [
      ...(standing(next) === ends[way] ? [] : [`ended as ${standing(next)}`]),
      ...(open.length === 0 ? [] : ["an entry stays open"]),
      ...(back ? [`${back.entry.kind} is offered to be undone again`] : []),
      ...(left.length === 0 ? [] : [`drafts say ${JSON.stringify(left)}`]),
    ];
    return { faults, operations: files.count };
  }).catch((error: unknown) => ({ faults: [String(error)], operations: 0 }));
}

/** Every operation of an apply, before it and after it, and then every operation of the way on and the way back. */
export async function deathsTable(print: (text: string) => void): Promise<number> {
  const known = await undisturbed();
  let faults = 0;
  const tried = async (death: Death) => {
    const died = await die(death, known);
    faults += died.faults.length;
    for (const fault of died.faults) print(`${JSON.stringify(death)}: ${fault}`);
    return died;
  };
  print("An apply dies at its file operation; then what finishes it, or takes it back, dies at each of its own");
  print("(. ends as wanted, or as before; X not; the last line: an apply that did not die is taken back)");
  for (let at = 0; at <= known.operations; at++)
    for (const afterwards of at < known.operations ? [false, true] : [false])
      for (const way of at < known.operations ? WAYS : (["undo"] as const)) {
        const first = await tried({ at, afterwards, way });
        let line = first.faults.length > 0 ? "X " : ". ";
        for (let again = 0; again < first.operations; again++)
          for (const later of [false, true]) {
            const second = await tried({ at, afterwards, way, recovery: { at: again, afterwards: later } });
            line += second.faults.length > 0 ? "X" : ".";
          }
        print(`${afterwards ? "after " : "before"} ${String(at + 1).padStart(2)}, ${way.padEnd(6)}  ${line}`);
      }
  return faults;
}

/** Its lock goes stale, which is a specification of its own. */
async function restarted(site: Site, files: MortalFiles): Promise<Site> {
  files.live();
  for (const lock of await files.kept.list("locks")) await files.kept.delete(lock);
  return site.restart();
}
