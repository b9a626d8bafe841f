import assert from "node:assert/strict";
import { english } from "../../../../src/core/text/message";
import type { Plan } from "../../../../src/core/plan/plan";
import type { Switches } from "../../../../src/emulator/switches";
import { inEnglish } from "../../../support/inEnglish";
import type { Fault } from "../../../support/faults/faultProxy";
import { said } from "../../core/problems";
import { dag, expiration, openSite, role } from "../site";
import type { Site } from "../site";
import { access, added, cell } from "./allTables";
import { applied, killed } from "./breaking";

async function on(switches: Partial<Switches>, work: (site: Site) => Promise<void>): Promise<void> {
  const site = await openSite({ switches });
  try {
    await work(site);
  } finally {
    await site.close();
  }
}

/** Breaks off at the second request; what comes first is one about ann, so that something has arrived. */
async function breakOff(site: Site, fault: Fault): Promise<void> {
  await killed(site, await site.changes.plan(site.id, [role("carol", "U-2ENTRY", "U-3MON")]), fault, 0);
}

async function checked(site: Site) {
  const [entry] = await site.changes.openEntries(site.id);
  assert.ok(entry);
  return await site.changes.checkOpen(site.id, entry);
}

const refused = ({ problems }: Plan) => problems.filter(({ level }) => level === "refuse").map(said);

const WAIT =
  "Put 1 person into their role: REDCap does not show that this was done, but may still do it. Try again in a minute.";

describe("A request that broke off a moment ago", function () {
  this.timeout(30_000);

  it("is waited for where reads lag: an apply that has arrived is never taken for one of which nothing has", () =>
    on({ reads: "lagging" }, async (site) => {
      const before = access(site);
      await breakOff(site, "lostAndDown");
      const { state } = await checked(site);
      assert.equal(state, "arrived");
      const back = await site.changes.planUndo(site.id);
      assert.ok(back);
      await applied(site, back.plan);
      assert.deepEqual(access(site), before);
    }));

  it("keeps its entry open for a minute while it does not show: it cannot be undone before, only sent again", () =>
    on({}, async (site) => {
      await breakOff(site, "down");
      const { state, finish, undo } = await checked(site);
      assert.deepEqual([state, refused(undo), undo.steps, refused(finish)], ["between", [WAIT], [], []]);
      assert.deepEqual(
        finish.steps.map(({ purpose }) => purpose),
        ["assign"],
      );
      assert.equal((await site.changes.openEntries(site.id)).length, 1);
      const later = site.restart();
      assert.equal((await checked(later)).state, "nothing");
      assert.deepEqual(await later.changes.openEntries(later.id), []);
    }));

  it("is not sent again while it may still create something: there would be two", () =>
    on({}, async (site) => {
      const edits = added("roles", "new:1", { role_label: "Auditors", calendar: "1" });
      await killed(site, await site.changes.plan(site.id, edits), "down", 0);
      const { state, finish } = await checked(site);
      assert.deepEqual([state, finish.steps, refused(finish).length], ["between", [], 1]);
      assert.deepEqual((await checked(site.restart())).state, "nothing");
    }));

  it("holds nothing up that a wrong clock has dated ahead", () =>
    on({}, async (site) => {
      site.clock.advance(3 * 60 * 60_000);
      await breakOff(site, "down");
      site.clock.advance(-2 * 60 * 60_000);
      assert.equal((await checked(site)).state, "nothing");
    }));

  it("that created a role which is shown late is found, and taken back", () =>
    on({ newRoles: "lagging" }, async (site) => {
      const before = access(site);
      const edits = added("roles", "new:1", { role_label: "Auditors", calendar: "1" });
      site.proxy.arm(() => "lostAndDown");
      const report = await site.changes.apply(site.id, await site.changes.plan(site.id, edits));
      site.proxy.arm(() => undefined);
      assert.deepEqual([report.outcome, report.open], ["unverified", true]);
      await applied(site, (await checked(site)).undo);
      assert.deepEqual(access(site), before);
    }));

  it("is in doubt in the report, and nothing is said to be unchanged, when nobody has answered it", () =>
    on({}, async (site) => {
      const before = access(site);
      const plan = await site.changes.plan(site.id, [role("carol", "U-2ENTRY", "U-3MON")]);
      site.proxy.arm(() => "unsent");
      const report = await site.changes.apply(site.id, plan);
      site.proxy.arm(() => undefined);
      assert.deepEqual([report.outcome, report.open, report.steps[0]?.state], ["stopped", true, "lost"]);
      assert.match(
        english(report.sentence),
        /None of it reads as wanted\. In doubt: Put 1 person into their role: REDCap does not show .* Use Check Unfinished Changes in a while\.$/,
      );
      assert.deepEqual([access(site), (await checked(site.restart())).state], [before, "nothing"]);
    }));
});

describe("What nobody could read back", () => {
  const PROJECT: readonly [string, Partial<Switches>, string][] = [
    ["an expiration that an assignment took", { mappingClears: "expiration" }, "carol"],
    ["instruments that a row has zeroed", { formsLeftOut: "clear" }, "role Data Entry"],
  ];
  for (const [what, switches, key] of PROJECT)
    it(`${what} comes back with Undo although the read-back was refused`, () =>
      on({ ...switches, ownerInDag: "refused" }, async (site) => {
        const before = access(site);
        // The token's owner is moved into a group, and may not read the groups any more.
        const edits = [
          role("carol", "U-2ENTRY", "U-3MON"),
          cell("roles", "U-2ENTRY", "calendar", "0", "1"),
          ...added("dags", "new:1", { data_access_group_name: "Paris" }),
          dag("ann", "", "lyon"),
        ];
        const report = await site.changes.apply(site.id, await site.changes.plan(site.id, edits));
        assert.deepEqual([report.outcome, report.open], ["unverified", false], english(report.sentence));
        assert.notEqual(access(site)[key], before[key]);
        site.emulator.switches = { ...site.emulator.switches, mappingClears: "nothing", formsLeftOut: "keep" };
        for (let round = 0; round < 2; round++) {
          const back = await site.changes.planUndo(site.id);
          assert.ok(back);
          await applied(site, back.plan);
        }
        assert.deepEqual(access(site), before);
      }));
});

describe("An undo that broke off and was finished", () => {
  it("is the end of it: what it took back is not offered again, nor is the undo itself", () =>
    on({}, async (site) => {
      const before = access(site);
      const edits = [expiration("eve", "", "2026-09-30"), dag("dave", "lyon", "boston")];
      await applied(site, await site.changes.plan(site.id, edits));
      const back = await site.changes.planUndo(site.id);
      assert.ok(back);
      await killed(site, back.plan, "lostAndDown", 0);
      const later = site.restart();
      const { finish } = await checked(later);
      await applied(later, finish);
      assert.deepEqual(access(site), before);
      assert.equal(await later.changes.planUndo(later.id), undefined);
      assert.deepEqual(await later.changes.openEntries(later.id), []);
      const [ended] = await later.journal.list(later.id);
      assert.deepEqual([ended?.kind, inEnglish(ended?.sentences ?? []).length], ["undo", 1]);
    }));
});
