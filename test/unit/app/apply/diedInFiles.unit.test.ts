import assert from "node:assert/strict";
import type { PrivateFiles } from "../../../../src/app/ports";
import { MemoryFiles } from "../../../../src/app/projects/sampleStores";
import type { Edit } from "../../../../src/core/edits/edit";
import { saveDrafts } from "../draftTexts";
import { dag, expiration, openSite, role } from "../site";
import type { Site } from "../site";
import { access, added, cell, removed } from "./allTables";
import { applied } from "./breaking";

/** Somebody new in a new role and group, somebody who goes, a way out of the role and back, and rights of a role. */
const EDITS: readonly Edit[] = [
  ...added("dags", "new:1", { data_access_group_name: "Paris" }),
  ...added("roles", "new:1", { role_label: "Auditor", reports: "1", forms: "visit:129,labs:129" }),
  ...added("users", "zoe", { expiration: "2027-01-31" }),
  role("zoe", "", "new:1"),
  dag("zoe", "", "new:1"),
  expiration("fay", "2026-06-20", "2027-01-31"),
  cell("roles", "U-2ENTRY", "calendar", "0", "1"),
  removed("users", "eve"),
];
const DETOUR = new Set(["fay"]);

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
  const plan = await site.changes.plan(site.id, await site.drafts.edits(site.id), { unassignFirst: DETOUR });
  await applied(site, plan);
}

/** What a person does who starts again: looks into what broke off, refreshes, and applies what the drafts still say. */
async function recover(site: Site): Promise<void> {
  site.clock.advance(60_000);
  const [open] = await site.changes.openEntries(site.id);
  if (open) {
    const { finish, state } = await site.changes.checkOpen(site.id, open);
    if (state === "between") await applied(site, finish);
  }
  await site.drafts.refresh(site.id, await site.projects.load(site.id));
  assert.deepEqual((await site.drafts.state(site.id)).problems, []);
  await applyAll(site);
}

describe("A process that ends at a file operation of an apply", function () {
  this.timeout(240_000);

  let operations = 0;
  let wanted: Record<string, string> = {};
  before(() =>
    on(async (site, files) => {
      await saveDrafts(site, EDITS);
      void files.dieAt(Infinity, false);
      await applyAll(site);
      operations = files.count;
      wanted = access(site);
    }),
  );

  for (const afterwards of [false, true]) {
    it(`${afterwards ? "after" : "before"} any of them: the next one finishes it, with nothing twice and nothing left`, async () => {
      for (let at = 0; at < operations; at++) {
        await on(async (site, files) => {
          await saveDrafts(site, EDITS);
          const died = files.dieAt(at, afterwards);
          await Promise.race([applyAll(site), died]);
          files.live();
          // Its lock goes stale, which is a specification of its own.
          for (const lock of await files.kept.list("locks")) await files.kept.delete(lock);
          const next = site.restart();
          await recover(next);
          const told = `operation ${at + 1} of ${operations}`;
          assert.deepEqual(access(site), wanted, told);
          assert.deepEqual(await next.changes.openEntries(next.id), [], told);
          assert.deepEqual(await next.drafts.state(next.id), { edits: [], problems: [] }, told);
        });
      }
    });
  }
});
