import assert from "node:assert/strict";
import fc from "fast-check";
import type { Edit } from "../../../../src/core/edits/edit";
import { cell, unknownIds } from "./allTables";
import { saveDrafts } from "../draftTexts";
import { openSite } from "../site";
import type { Site } from "../site";
import { english } from "../../../../src/core/text/message";
import { editsOf, goalOf, isBits, NAMES, ordinary, places, seedOf, wishes } from "./soak/drawn";
import type { Story, Wishes } from "./soak/drawn";

/** What has been drawn, to be printed and to be sure that it was worth drawing. */
const covered = {
  people: 0,
  inRoles: 0,
  added: 0,
  removed: 0,
  roleMade: 0,
  roleGone: 0,
  dagMade: 0,
  dagGone: 0,
  renamed: 0,
  bits: 0,
  legacy: 0,
  owner: 0,
  writes: 0,
};

function cover(what: Story, { people, noMonitor, noLyon }: Wishes, writes: number): void {
  covered.people += people.filter(({ from }) => from).length;
  covered.inRoles += people.filter(({ from }) => from?.role).length;
  covered.added += people.filter(({ from, to }) => !from && to).length;
  covered.removed += people.filter(({ from, to }) => from && !to).length;
  covered.roleMade += Number(what.auditor !== "");
  covered.roleGone += Number(noMonitor);
  covered.dagMade += Number(what.paris !== "");
  covered.dagGone += Number(noLyon);
  covered.renamed += Number(what.boston !== "same");
  covered[isBits(what) ? "bits" : "legacy"] += 1;
  covered.owner += Number(what.owner !== "same");
  covered.writes += writes;
}

async function told(what: Story, work: (site: Site) => Promise<void>): Promise<void> {
  const site = await openSite({ seed: seedOf(what), version: what.version, switches: what.switches });
  try {
    await work(site);
  } finally {
    await site.close();
  }
}

describe("Changes over all tables, on every server that the sources describe", function () {
  this.timeout(180_000);

  it("drafts lead exactly where they point, and undo back, but for what cannot return", async () => {
    await fc.assert(
      fc.asyncProperty(ordinary, (what) =>
        told(what, async (site) => {
          const wished = wishes(what);
          const before = places(site);
          const own = new Map(NAMES.map((name) => [name, site.own(name)]));
          const strange: string[] = [];
          site.proxy.arm((_, params) => {
            strange.push(...unknownIds(site, params));
            return undefined;
          });
          const wanted = editsOf(what, wished);
          const edits = await saveDrafts(site, wanted);
          assert.deepEqual(sorted(edits), sorted(wanted));

          const plan = await site.changes.plan(site.id, edits);
          assert.deepEqual(plan.conflicts, []);
          assert.deepEqual(
            plan.problems.filter(({ level }) => level === "refuse"),
            [],
          );
          const report = await site.changes.apply(site.id, plan);
          assert.equal(report.outcome, edits.length === 0 ? "nothing" : "done", english(report.sentence));
          cover(what, wished, site.proxy.writes.length);
          assert.deepEqual(places(site), goalOf(what, wished, before));
          const touched = new Set(edits.map(({ key }) => key));
          for (const name of NAMES) if (!touched.has(name)) assert.equal(site.own(name), own.get(name));
          assert.deepEqual([strange, await site.drafts.state(site.id)], [[], { edits: [], problems: [] }]);
          if (edits.length === 0) return;

          const back = await site.changes.planUndo(site.id);
          assert.ok(back);
          const gone = wished.people.filter(({ from, to }) => from && !to);
          const losses = gone.length + [wished.noMonitor, wished.noLyon, what.boston !== "same"].filter(Boolean).length;
          assert.equal(back.entry.losses?.length ?? 0, losses);
          const undone = await site.changes.apply(site.id, back.plan);
          assert.equal(undone.outcome, "done", english(undone.sentence));
          assert.deepEqual([places(site), strange], [before, []]);

          const { users, roles } = site.emulator.state(site.projectId);
          assert.equal(roles.has("U-3MON"), !wished.noMonitor);
          for (const { name, from, to } of wished.people) {
            if (from && !from.role) assert.equal(site.own(name), own.get(name));
            // Gone for good with the person: own rights under a role, and the DAGs of the DAG Switcher.
            if (from?.role && !to) assert.equal(site.own(name), "  ");
            if (from) assert.equal(users.get(name)?.switcher.size, to ? 1 : 0);
          }
        }),
      ),
      { numRuns: 80 },
    );
    process.stdout.write(`      covered: ${JSON.stringify(covered)}\n`);
    assert.ok(covered.inRoles / covered.people >= 0.3);
    for (const [what, count] of Object.entries(covered)) assert.ok(count > 0, `nothing with ${what}`);
  });

  it("from a to a plans nothing, and 1 and 130 are no difference", async () => {
    await fc.assert(
      fc.asyncProperty(ordinary, (what) =>
        told(what, async (site) => {
          const other = isBits(what) ? "visit:1,labs:1" : "visit:130,labs:130";
          const same = cell("roles", "U-2ENTRY", "forms", "", other);
          assert.deepEqual(await saveDrafts(site, [same]), []);
          const plan = await site.changes.plan(site.id, [same]);
          assert.deepEqual([plan.steps, plan.changes, plan.problems, plan.alreadyDone.length], [[], [], [], 1]);
        }),
      ),
      { numRuns: 10 },
    );
  });
});

function sorted(edits: readonly Edit[]): readonly string[] {
  return edits.map((edit) => JSON.stringify(Object.entries(edit).sort())).sort();
}
