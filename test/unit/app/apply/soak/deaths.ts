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

/** What a person does who starts again: looks into what broke off, refreshes, and applies what the drafts still say. */
export async function recover(site: Site): Promise<void> {
  site.clock.advance(60_000);
  // Newest first: an apply that was being finished when that broke off as well is looked into after it.
  for (const open of await site.changes.openEntries(site.id)) {
    const { finish, state } = await site.changes.checkOpen(site.id, open);
    if (state === "between") await applied(site, finish);
  }
  await site.drafts.refresh(site.id, await site.projects.load(site.id));
  await applyAll(site);
}

/** What can be died in: the apply, or also the way on after it. */
export interface Death {
  readonly at: number;
  readonly afterwards: boolean;
  readonly recovery?: { readonly at: number; readonly afterwards: boolean };
}

/** The project when nothing goes wrong, and the file operations that it takes. */
export function undisturbed(): Promise<{ readonly wanted: string; readonly operations: number }> {
  return on(async (site, files) => {
    await saveDrafts(site, EDITS);
    void files.dieAt(Infinity, false);
    await applyAll(site);
    return { wanted: JSON.stringify(access(site)), operations: files.count };
  });
}

/** Dies where it is told, recovers in a new process, and gives what is then otherwise than it should be. */
export function die(
  { at, afterwards, recovery }: Death,
  wanted: string,
): Promise<{ readonly faults: readonly string[]; readonly operations: number }> {
  return on(async (site, files) => {
    await saveDrafts(site, EDITS);
    let died = files.dieAt(at, afterwards);
    await Promise.race([applyAll(site), died]);
    let next = await restarted(site, files);
    if (recovery) {
      died = files.dieAt(recovery.at, recovery.afterwards);
      await Promise.race([recover(next), died]);
      next = await restarted(next, files);
    }
    void files.dieAt(Infinity, false);
    await recover(next);
    const open = await next.changes.openEntries(next.id);
    const { edits, problems } = await next.drafts.state(next.id);
    const now = JSON.stringify(access(next));
    const faults = [
      ...(now === wanted ? [] : [`ended as ${now}`]),
      ...(open.length === 0 ? [] : ["an entry stays open"]),
      ...(edits.length + problems.length === 0 ? [] : [`drafts say ${JSON.stringify([edits, problems])}`]),
    ];
    return { faults, operations: files.count };
  }).catch((error: unknown) => ({ faults: [String(error)], operations: 0 }));
}

/** Every operation of an apply, before it and after it, and then every operation of what recovers it. */
export async function deathsTable(print: (text: string) => void): Promise<number> {
  const { wanted, operations } = await undisturbed();
  let faults = 0;
  const tried = async (death: Death) => {
    const died = await die(death, wanted);
    faults += died.faults.length;
    for (const fault of died.faults) print(`${JSON.stringify(death)}: ${fault}`);
    return died;
  };
  print(
    "An apply dies at its file operation; then the apply that recovers it at each of its own (. ends as wanted, X not)",
  );
  for (let at = 0; at < operations; at++)
    for (const afterwards of [false, true]) {
      const first = await tried({ at, afterwards });
      let line = first.faults.length > 0 ? "X " : ". ";
      for (let again = 0; again < first.operations; again++)
        for (const later of [false, true]) {
          const second = await tried({ at, afterwards, recovery: { at: again, afterwards: later } });
          line += second.faults.length > 0 ? "X" : ".";
        }
      print(`${afterwards ? "after " : "before"} ${String(at + 1).padStart(2)}  ${line}`);
    }
  return faults;
}

/** Its lock goes stale, which is a specification of its own. */
async function restarted(site: Site, files: MortalFiles): Promise<Site> {
  files.live();
  for (const lock of await files.kept.list("locks")) await files.kept.delete(lock);
  return site.restart();
}
