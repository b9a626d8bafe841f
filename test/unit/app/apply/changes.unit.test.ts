import { said } from "../../core/problems";
import assert from "node:assert/strict";
import type { ApplyReport } from "../../../../src/app/apply/applyReport";
import type { Edit } from "../../../../src/core/edits/edit";
import type { ProjectSeed } from "../../../../src/emulator/project/seed";
import { dag, expiration, openSite, role, SEED } from "../site";
import type { Site, SiteOptions } from "../site";
import { english } from "../../../../src/core/text/message";
import { inEnglish } from "../../../support/inEnglish";

/** Opens a site for one specification and closes it afterwards. */
async function on(options: SiteOptions, work: (site: Site) => Promise<void>): Promise<void> {
  const site = await openSite(options);
  try {
    await work(site);
  } finally {
    await site.close();
  }
}

async function apply(site: Site, edits: readonly Edit[], unassignFirst: readonly string[] = []): Promise<ApplyReport> {
  const plan = await site.changes.plan(site.id, edits, { unassignFirst: new Set(unassignFirst) });
  return await site.changes.apply(site.id, plan);
}

async function undo(site: Site): Promise<ApplyReport> {
  const made = await site.changes.planUndo(site.id);
  assert.ok(made);
  return await site.changes.apply(site.id, made.plan);
}

/** dave may change access, but not see or change groups. */
function withoutDagRight(): ProjectSeed {
  const rights = ["user_rights", "api_export", "api_import"];
  return { ...SEED, users: SEED.users.map((user) => (user.username === "dave" ? { ...user, rights } : user)) };
}

const writes = (site: Site) =>
  site.emulator.requests.filter(({ params }) => params.has("data")).map(({ params }) => params.get("content"));

describe("Changes.apply", () => {
  it("changes a role, keeps the group, reads it back and says so", () =>
    on({}, async (site) => {
      const before = site.state();
      const report = await apply(site, [role("carol", "U-2ENTRY", "U-3MON")]);
      assert.equal(inEnglish(report.sentence), "carol is now Monitor (checked in REDCap).");
      assert.deepEqual(inEnglish([report.outcome, report.differing, report.notDone, report.repaired]), [
        "done",
        [],
        [],
        [],
      ]);
      assert.deepEqual(site.state(), new Map(before).set("carol", "U-3MON/boston/2026-12-31"));
      assert.deepEqual(writes(site), ["userRoleMapping"]);
      assert.equal(site.projects.snapshot(site.id)?.people.get("carol")?.role, "U-3MON");
    }));

  it("changes roles, groups and expirations of several people at once, and nobody else", () =>
    on({}, async (site) => {
      const before = site.state();
      const report = await apply(site, [
        role("bob", "U-2ENTRY", ""),
        dag("carol", "boston", "lyon"),
        role("dave", "", "U-2ENTRY"),
        expiration("eve", "", "2026-09-30"),
        dag("eve", "", "boston"),
      ]);
      assert.equal(report.outcome, "done", english(report.sentence));
      assert.deepEqual(
        site.state(),
        new Map(before)
          .set("bob", "/boston/")
          .set("carol", "U-2ENTRY/lyon/2026-12-31")
          .set("dave", "U-2ENTRY/lyon/")
          .set("eve", "/boston/2026-09-30"),
      );
    }));

  it("says what somebody may do who has left the role", () =>
    on({}, async (site) => {
      const report = await apply(site, [role("carol", "U-2ENTRY", "")]);
      assert.deepEqual(inEnglish(report.notes), [
        "carol is no longer in a role, and has these rights of their own: Calendar & Scheduling.",
      ]);
    }));

  for (const unassignFirst of [["fay"], ["bob", "carol", "fay"]]) {
    it(`sets the expiration of ${unassignFirst.length} in a role by taking out, setting, putting back`, () =>
      on({}, async (site) => {
        const before = site.state();
        const live = new Map([...before].map(([name, state]) => [name, state.split("/")[2] ?? ""]));
        const report = await apply(
          site,
          unassignFirst.map((name) => expiration(name, live.get(name) ?? "", "2027-01-31")),
          unassignFirst,
        );
        assert.equal(report.outcome, "done", english(report.sentence));
        for (const name of unassignFirst) {
          assert.equal(site.state().get(name), before.get(name)?.replace(/[^/]*$/, "2027-01-31"));
        }
        assert.deepEqual(writes(site), ["userRoleMapping", "user", "userRoleMapping"]);
      }));
  }

  it("sends nothing for edits that REDCap already shows", () =>
    on({}, async (site) => {
      const report = await apply(site, [role("carol", "U-3MON", "U-2ENTRY")]);
      assert.equal(report.outcome, "nothing");
      assert.deepEqual(writes(site), []);
    }));

  it("refuses a blocked plan", () =>
    on({}, async (site) => {
      const plan = await site.changes.plan(site.id, [role("carol", "U-2ENTRY", "U-9")]);
      await assert.rejects(site.changes.apply(site.id, plan), /cannot be applied as they are/);
      assert.deepEqual(writes(site), []);
    }));

  it("stops before any write when somebody changed the same things after the plan was made", () =>
    on({}, async (site) => {
      const plan = await site.changes.plan(site.id, [role("carol", "U-2ENTRY", "U-3MON")]);
      const people = site.emulator.state(12).users;
      const [carol, eve] = [people.get("carol"), people.get("eve")];
      assert.ok(carol && eve);
      eve.expiration = "2026-07-01";
      carol.dag = undefined;
      const report = await site.changes.apply(site.id, plan);
      assert.equal(report.outcome, "moved");
      assert.match(english(report.sentence), /Somebody changed the project.*Nothing was sent/);
      assert.deepEqual(writes(site), []);
    }));

  it("goes on when somebody changed something that has nothing to do with it", () =>
    on({}, async (site) => {
      const plan = await site.changes.plan(site.id, [role("carol", "U-2ENTRY", "U-3MON")]);
      const eve = site.emulator.state(12).users.get("eve");
      assert.ok(eve);
      eve.expiration = "2026-07-01";
      assert.equal((await site.changes.apply(site.id, plan)).outcome, "done");
    }));

  it("sends the owner's own row last, and says so when the token can no longer read the project", () =>
    on({}, async (site) => {
      const plan = await site.changes.plan(site.id, [
        role("ann", "U-1ADMIN", "U-2ENTRY"),
        role("bob", "U-2ENTRY", "U-3MON"),
      ]);
      assert.deepEqual(
        plan.problems.map(({ rule, level }) => [rule, level]),
        [
          ["ownerLosesRights", "type"],
          ["leadingRightsGained", "type"],
        ],
      );
      const report = await site.changes.apply(site.id, plan);
      assert.equal(report.outcome, "unverified");
      assert.match(
        english(report.sentence),
        /^2 changes to 2 people were sent, but the project could not be read back/,
      );
      assert.equal(report.open, false);
      assert.deepEqual([site.state().get("ann"), site.state().get("bob")], ["U-2ENTRY//", "U-3MON/boston/"]);
    }));

  it("halves a request that the server finds too large", () =>
    on({ maxBodyBytes: 300 }, async (site) => {
      const report = await apply(site, [role("bob", "U-2ENTRY", "U-3MON"), role("carol", "U-2ENTRY", "U-3MON")]);
      assert.equal(report.outcome, "done", english(report.sentence));
      assert.equal(site.state().get("bob"), "U-3MON/boston/");
      assert.equal(site.state().get("carol"), "U-3MON/boston/2026-12-31");
      assert.deepEqual(writes(site), ["userRoleMapping", "userRoleMapping"]);
    }));

  it("does not let two applies of one project run at once", () =>
    on({}, async (site) => {
      const plan = await site.changes.plan(site.id, [role("carol", "U-2ENTRY", "U-3MON")]);
      const [first, second] = await Promise.allSettled([
        site.changes.apply(site.id, plan),
        site.changes.apply(site.id, plan),
      ]);
      assert.equal(first.status, "fulfilled");
      assert.equal(second.status, "rejected");
      assert.match(String(second.reason), /already being applied/);
    }));

  it("does not take an apply that is under way for one that broke off", () =>
    on({}, async (site) => {
      const plan = await site.changes.plan(site.id, [role("carol", "U-2ENTRY", "U-3MON")]);
      const other = site.restart();
      const seen: Promise<number>[] = [];
      site.proxy.arm(() => {
        seen.push(other.changes.openEntries(other.id).then((entries) => entries.length));
        return undefined;
      });
      await site.changes.apply(site.id, plan);
      assert.deepEqual([await Promise.all(seen), (await other.journal.open(other.id)).length], [[0], 0]);
    }));

  it("tells which project was written to", () =>
    on({}, async (site) => {
      const told: string[] = [];
      site.changes.onDidApply((id) => told.push(id));
      await apply(site, [role("carol", "U-2ENTRY", "U-3MON")]);
      assert.deepEqual(told, [site.id]);
    }));

  it("stops between requests when cancelled, puts people back and says what was done", () =>
    on({}, async (site) => {
      const before = site.state();
      const cancel = new AbortController();
      const plan = await site.changes.plan(
        site.id,
        [expiration("fay", "2026-06-20", "2027-01-31"), role("bob", "U-2ENTRY", "")],
        { unassignFirst: new Set(["fay"]) },
      );
      const report = await site.changes.apply(site.id, plan, {
        signal: cancel.signal,
        progress: (said) => {
          if (inEnglish(said).startsWith("Take")) cancel.abort();
        },
      });
      assert.equal(report.outcome, "cancelled");
      assert.equal(inEnglish(report.sentence), "Cancelled. 1 of 2 changes are in REDCap. Not done: fay.");
      assert.deepEqual(inEnglish(report.repaired), ["fay had been taken out of the role and was put back."]);
      assert.deepEqual(site.state(), new Map(before).set("bob", "/boston/"));
      assert.equal(report.open, false);
    }));

  it("repairs a group that REDCap takes away on the way", () =>
    on({ version: "12.5.2", switches: { mappingImportWithoutDag: "clear" } }, async (site) => {
      const before = site.state();
      const report = await apply(site, [role("carol", "U-2ENTRY", "U-3MON")]);
      assert.equal(report.outcome, "done", english(report.sentence));
      assert.deepEqual(inEnglish(report.repaired), ["REDCap took carol out of Boston on the way; this was put right."]);
      assert.deepEqual(site.state(), new Map(before).set("carol", "U-3MON/boston/2026-12-31"));
    }));

  it("changes groups through the role mapping when the token lacks the right Data Access Groups", () =>
    on({ seed: withoutDagRight(), tokenOf: "dave" }, async (site) => {
      const before = site.state();
      const report = await apply(site, [dag("carol", "boston", "lyon"), dag("eve", "", "boston")]);
      assert.equal(report.outcome, "done", english(report.sentence));
      assert.deepEqual(site.state(), new Map(before).set("carol", "U-2ENTRY/lyon/2026-12-31").set("eve", "/boston/"));
      assert.deepEqual(writes(site), ["userRoleMapping"]);
    }));

  it("says in REDCap's words which right is missing, and that nothing has been changed", () =>
    on({ tokenOf: "fay" }, async (site) => {
      const rights = site.emulator.state(12).roles.get("U-3MON")?.rights;
      rights?.set("api_export", 1);
      const before = site.state();
      const report = await apply(site, [role("carol", "U-2ENTRY", "U-3MON")]);
      assert.equal(report.outcome, "stopped");
      assert.match(english(report.sentence), /API Import\/Update.*Nothing has been changed\.$/);
      assert.deepEqual(site.state(), before);
    }));

  it("leaves no token in drafts, journals, locks or reports", () =>
    on({}, async (site) => {
      const token = site.emulator.projects[0]?.token ?? "";
      assert.match(token, /^[0-9A-F]{32}$/);
      const seen: string[] = [];
      site.proxy.arm((write) => {
        seen.push(...site.files.files.values());
        return write === 1 ? "500" : undefined;
      });
      await site.drafts.open(site.id, "assignments", await site.projects.load(site.id));
      const report = await apply(site, [role("bob", "U-2ENTRY", ""), expiration("eve", "", "2026-09-30")]);
      assert.equal(report.outcome, "stopped");
      for (const text of [...seen, ...site.files.files.values(), JSON.stringify(report)]) {
        assert.equal(text.toUpperCase().includes(token), false);
      }
    }));

  it("names a loss of a group that it may not repair, and leaves the entry open", () =>
    on(
      {
        version: "12.5.2",
        switches: { mappingImportWithoutDag: "clear" },
        seed: withoutDagRight(),
        tokenOf: "dave",
      },
      async (site) => {
        const report = await apply(site, [role("carol", "U-2ENTRY", "U-3MON")]);
        assert.equal(report.outcome, "differs");
        assert.match(
          english(report.sentence),
          /carol: Data Access Group is none instead of boston.*Not back where they were: carol/,
        );
        assert.equal(report.open, true);
        assert.equal((await site.changes.openEntries(site.id)).length, 1);
      },
    ));
});

describe("Changes.planUndo", () => {
  it("takes the last apply back, and then the one before", () =>
    on({}, async (site) => {
      const before = site.state();
      await apply(site, [role("carol", "U-2ENTRY", "U-3MON"), dag("carol", "boston", "lyon")]);
      const between = site.state();
      await apply(site, [expiration("eve", "", "2026-09-30")]);
      assert.equal((await undo(site)).outcome, "done");
      assert.deepEqual(site.state(), between);
      assert.equal((await undo(site)).outcome, "done");
      assert.deepEqual(site.state(), before);
      assert.equal(await site.changes.planUndo(site.id), undefined);
    }));

  it("brings the token's owner back out of a group in which no groups are shown to them any more", () =>
    on({ switches: { ownerInDag: "refused" }, owner: "ann" }, async (site) => {
      const before = site.state();
      const plan = await site.changes.plan(site.id, [dag("ann", "", "boston")]);
      const warning = plan.problems.find(({ rule }) => rule === "ownerMoved");
      assert.match(warning ? said(warning) : "", /can no longer list or change groups/);
      const report = await site.changes.apply(site.id, plan);
      assert.equal(report.outcome, "done", english(report.sentence));
      const { missing, people } = site.projects.snapshot(site.id) ?? {};
      assert.deepEqual(Object.keys(missing ?? {}).sort(), ["dag", "userDagMapping"]);
      assert.equal(people?.get("ann")?.dag, "boston");
      assert.equal((await undo(site)).outcome, "done");
      assert.deepEqual(site.state(), before);
      assert.deepEqual(site.projects.snapshot(site.id)?.missing, {});
    }));

  it("shows what somebody else has changed since as a conflict, and overwrites nothing", () =>
    on({}, async (site) => {
      await apply(site, [role("carol", "U-2ENTRY", "U-3MON")]);
      const project = site.emulator.state(12);
      const carol = project.users.get("carol");
      assert.ok(carol);
      carol.role = project.roles.get("U-1ADMIN");
      const made = await site.changes.planUndo(site.id);
      assert.deepEqual(
        made?.plan.conflicts.map(({ before, live, after }) => [before, live, after]),
        [["U-3MON", "U-1ADMIN", "U-2ENTRY"]],
      );
    }));

  it("is not used up by an undo that finds everything as before", () =>
    on({}, async (site) => {
      await apply(site, [expiration("eve", "", "2026-09-30")]);
      const eve = site.emulator.state(12).users.get("eve");
      assert.ok(eve);
      eve.expiration = "";
      assert.equal((await undo(site)).outcome, "nothing");
      assert.equal(await site.changes.planUndo(site.id), undefined);
    }));

  for (const rightsAfterUnassign of ["own", "role", "none"] as const) {
    it(`gives people without a role their own rights back, where leaving a role leaves ${rightsAfterUnassign}`, () =>
      on({ switches: { rightsAfterUnassign } }, async (site) => {
        const [before, own] = [site.state(), site.own("eve")];
        assert.equal((await apply(site, [role("eve", "", "U-3MON")])).outcome, "done");
        assert.equal((await undo(site)).outcome, "done");
        assert.deepEqual([site.state(), site.own("eve")], [before, own]);
      }));
  }
});

describe("Changes with an owner nobody has named", () => {
  it("lets everyday changes through and asks before one that could lock the token out", () =>
    on({ owner: null }, async (site) => {
      const rules = async (edits: readonly Edit[]) =>
        (await site.changes.plan(site.id, edits)).problems.map((finding) => finding.rule);
      assert.deepEqual(await rules([role("eve", "", "U-2ENTRY")]), []);
      assert.deepEqual(await rules([role("dave", "", "U-3MON")]), ["ownerLosesRights"]);
    }));
});
