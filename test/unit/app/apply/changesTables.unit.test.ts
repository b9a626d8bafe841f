import assert from "node:assert/strict";
import { isPartlyReversible, peopleOf } from "../../../../src/app/journal/journalEntry";
import { isBlocked } from "../../../../src/core/plan/plan";
import type { Edit } from "../../../../src/core/edits/edit";
import { DRAFT_NAMES } from "../../../../src/core/edits/draftTables";
import { saveDrafts } from "../draftTexts";
import { access, added, cell, removed } from "./allTables";
import { dag, expiration, openSite, role } from "../site";
import type { Site, SiteOptions } from "../site";
import { english } from "../../../../src/core/text/message";
import { inEnglish } from "../../../support/inEnglish";

async function on(options: SiteOptions, work: (site: Site) => Promise<void>): Promise<void> {
  const site = await openSite(options);
  try {
    await work(site);
  } finally {
    await site.close();
  }
}

async function apply(site: Site, edits: readonly Edit[]) {
  const plan = await site.changes.plan(site.id, edits);
  assert.equal(isBlocked(plan), false, JSON.stringify([plan.conflicts, plan.problems]));
  return await site.changes.apply(site.id, plan);
}

async function undo(site: Site) {
  const made = await site.changes.planUndo(site.id);
  assert.ok(made);
  assert.equal(isBlocked(made.plan), false, JSON.stringify([made.plan.conflicts, made.plan.problems]));
  return await site.changes.apply(site.id, made.plan);
}

/** One of everything. */
const EDITS: readonly Edit[] = [
  ...added("dags", "new:1", { data_access_group_name: "Paris" }),
  ...added("roles", "new:1", { role_label: "Auditor", reports: "1", forms: "visit:129,labs:129" }),
  role("bob", "U-2ENTRY", "new:1"),
  dag("bob", "boston", "new:1"),
  role("fay", "U-3MON", "U-2ENTRY"),
  ...added("users", "zoe", { expiration: "2027-01-31" }),
  role("zoe", "", "new:1"),
  dag("zoe", "", "new:1"),
  ...added("users", "yan", { calendar: "1" }),
  cell("roles", "U-2ENTRY", "forms_export", "visit:0,labs:0", "visit:2,labs:0"),
  cell("dags", "lyon", "data_access_group_name", "Lyon", "Lyon South"),
  expiration("dave", "", "2027-01-31"),
  removed("users", "eve"),
  removed("roles", "U-3MON"),
];

const sent = (site: Site) =>
  site.emulator.requests
    .filter(({ params }) => params.has("data") || params.get("action") === "delete")
    .map(({ params }) => `${params.get("content") ?? ""} ${params.get("action") ?? ""}`);

describe("Drafts over all tables, around an apply", () => {
  const wish = [
    ...added("roles", "new:1", { role_label: "Auditor" }),
    ...added("users", "zoe"),
    role("zoe", "", "new:1"),
    cell("dags", "boston", "data_access_group_name", "Boston", "Boston North"),
  ];
  const texts = async (site: Site) =>
    await Promise.all(
      DRAFT_NAMES.map(async (draft) => [draft, (await site.drafts.read(site.id, draft))?.text ?? ""] as const),
    );

  it("are done with when all has arrived, and going back in an editor is nothing new", () =>
    on({}, async (site) => {
      const edits = await saveDrafts(site, wish);
      assert.equal(site.drafts.changedCount(site.id), 3);
      const before = await texts(site);
      assert.equal((await apply(site, edits)).outcome, "done");
      assert.deepEqual([await site.drafts.edits(site.id), site.drafts.changedCount(site.id)], [[], 0]);

      for (const [draft, text] of before) await site.drafts.save(site.id, draft, text);
      assert.equal((await site.drafts.read(site.id, "roles"))?.moved, true);
      const { length } = site.proxy.writes;
      const report = await apply(site, await site.drafts.edits(site.id));
      assert.deepEqual([report.outcome, site.proxy.writes.length], ["nothing", length]);
    }));

  it("keep what has not arrived, in the names that REDCap gave to what has", () =>
    on({}, async (site) => {
      const edits = await saveDrafts(site, wish);
      site.proxy.arm((_, params) => (params.get("content") === "userRoleMapping" ? "403" : undefined));
      const report = await apply(site, edits);
      assert.equal(report.outcome, "stopped");
      const auditor = [...site.emulator.state(site.projectId).roles.values()].at(-1)?.id ?? "";
      assert.deepEqual(await site.drafts.edits(site.id), [wish.at(-1), role("zoe", "", auditor)]);
      site.proxy.arm(() => undefined);
      assert.equal((await apply(site, await site.drafts.edits(site.id))).outcome, "done");
      assert.deepEqual(await site.drafts.edits(site.id), []);
      assert.equal(access(site)["zoe"], "Auditor//");
    }));

  it("take a line of nobody for a problem, until users has the person", () =>
    on({}, async (site) => {
      const live = await site.projects.load(site.id);
      const { text } = await site.drafts.open(site.id, "assignments", live);
      await site.drafts.save(site.id, "assignments", `${text}zoe,U-3MON,\n`);
      await assert.rejects(site.drafts.edits(site.id), /There is no user zoe in this project/);
      const users = (await site.drafts.open(site.id, "users", live)).text;
      await site.drafts.save(
        site.id,
        "users",
        `${users}zoe${",".repeat((users.split("\n")[0] ?? "").split(",").length - 1)}\n`,
      );
      assert.deepEqual(await site.drafts.edits(site.id), [...added("users", "zoe"), role("zoe", "", "U-3MON")]);
      assert.equal(site.drafts.changedCount(site.id), 1);
    }));
});

describe("Changes over all tables", () => {
  it("counts a new group as one change, however many cells it has", () =>
    on({}, async (site) => {
      const { sentence } = await apply(site, added("dags", "new:1", { data_access_group_name: "Paris" }));
      assert.equal(inEnglish(sentence), "DAG Paris is created (checked in REDCap).");
    }));

  it("does one of everything in one apply, reads it back and says so", () =>
    on({}, async (site) => {
      const before = access(site);
      const report = await apply(site, EDITS);
      assert.equal(report.outcome, "done", english(report.sentence));
      assert.equal(
        inEnglish(report.sentence),
        "12 changes to 6 people, 3 roles and 2 DAGs are applied (checked in REDCap).",
      );
      const { eve: _eve, "role Monitor": _monitor, ...kept } = before;
      assert.deepEqual(access(site), {
        ...kept,
        bob: "Auditor/Paris/",
        dave: `${before["dave"]?.split("/")[0] ?? ""}/Lyon South/2027-01-31`,
        fay: "Data Entry/Lyon South/2026-06-20",
        zoe: "Auditor/Paris/2027-01-31",
        yan: "calendar:1  //",
        "role Auditor": "reports:1 labs:129,visit:129 ",
        "role Data Entry": "record_create:1 labs:130,visit:130 visit:2",
        groups: "Boston,Lyon South,Paris",
      });
      assert.deepEqual(sent(site), [
        "dag import",
        "userRole import",
        "user import",
        "user import",
        "user import",
        "userRoleMapping import",
        "userRole import",
        "dag import",
        "user delete",
        "userRole delete",
      ]);
      assert.deepEqual(inEnglish(report.notes), [
        "REDCap shows no names and no emails for zoe and yan: there may be no such accounts. Check the spelling.",
      ]);
    }));

  it("never sends a name of ours", () =>
    on({}, async (site) => {
      await apply(site, EDITS);
      await undo(site);
      const bodies = site.proxy.writes.map((params) => params.toString());
      assert.equal(bodies.length, 19);
      assert.deepEqual(
        bodies.filter((body) => /new(%3A|:)\d/i.test(body)),
        [],
      );
    }));

  it("takes everything back but what cannot return, and says beforehand what that is", () =>
    on({}, async (site) => {
      const before = access(site);
      await apply(site, EDITS);
      const [entry] = await site.journal.list(site.id);
      assert.ok(entry);
      assert.equal(isPartlyReversible(entry), true);
      assert.deepEqual(inEnglish(entry.losses), [
        "DAG Lyon: the unique name lyon",
        "role Monitor: its id (a role made anew gets another one)",
        "eve: groups of the DAG Switcher and the API token",
      ]);
      const made = await site.changes.planUndo(site.id);
      assert.deepEqual(
        made?.plan.problems.filter(({ rule }) => rule === "undoIsPartial").map(({ level }) => level),
        ["warn", "warn", "warn"],
      );
      const report = await undo(site);
      assert.equal(report.outcome, "done", english(report.sentence));
      assert.deepEqual(access(site), before);
      const { roles, users } = site.emulator.state(site.projectId);
      assert.equal(roles.has("U-3MON"), false);
      assert.equal(users.get("fay")?.role?.label, "Monitor");
    }));

  it("follows roles and groups through later applies and undos", () =>
    on({}, async (site) => {
      const before = access(site);
      await apply(site, [
        ...added("roles", "new:1", { role_label: "Auditor" }),
        role("bob", "U-2ENTRY", "new:1"),
        dag("dave", "lyon", "boston"),
      ]);
      const auditor = site.emulator.state(site.projectId).users.get("bob")?.role?.id ?? "";
      const between = access(site);
      await apply(site, [
        role("bob", auditor, ""),
        removed("roles", auditor),
        cell("dags", "boston", "data_access_group_name", "Boston", "Boston North"),
      ]);
      assert.equal((await undo(site)).outcome, "done");
      assert.deepEqual(access(site), between);
      assert.equal((await undo(site)).outcome, "done");
      assert.deepEqual(access(site), before);
    }));

  it("takes back an earlier apply by its own, in the names of today", () =>
    on({}, async (site) => {
      await apply(site, [dag("dave", "lyon", "boston")]);
      const [first] = await site.journal.list(site.id);
      await apply(site, [cell("dags", "lyon", "data_access_group_name", "Lyon", "Lyon South")]);
      const made = await site.changes.planUndo(site.id, first?.id);
      assert.ok(made);
      assert.deepEqual(inEnglish(made.plan.changes.map(({ sentence }) => sentence)), [
        "dave: Data Access Group Boston → Lyon South",
      ]);
      assert.equal((await site.changes.apply(site.id, made.plan)).outcome, "done");
      assert.equal(site.state().get("dave"), "/lyon_south/");
      assert.equal((await site.changes.planUndo(site.id))?.entry.sentences.length, 1);
    }));

  it("asks before more removals than the setting allows", () =>
    on({ removalLimit: 1 }, async (site) => {
      const rules = async (...names: readonly string[]) =>
        (
          await site.changes.plan(
            site.id,
            names.map((name) => removed("users", name)),
          )
        ).problems.map(({ rule }) => rule);
      assert.deepEqual([await rules("eve"), await rules("eve", "bob")], [[], ["manyRemovals"]]);
    }));

  it("names everybody concerned when it breaks off, those who are to be added too", () =>
    on({}, async (site) => {
      const plan = await site.changes.plan(site.id, [...added("users", "zoe"), expiration("eve", "", "2027-01-31")]);
      site.proxy.arm(() => "lostAndDown");
      assert.equal((await site.changes.apply(site.id, plan)).open, true);
      const [open] = await site.journal.open(site.id);
      assert.ok(open);
      assert.deepEqual(peopleOf(open), ["eve", "zoe"]);
    }));

  it("does not take back a role that somebody has changed since", () =>
    on({}, async (site) => {
      await apply(site, added("roles", "new:1", { role_label: "Auditor", reports: "1" }));
      const made = [...site.emulator.state(site.projectId).roles.values()].at(-1);
      assert.equal(made?.label, "Auditor");
      made.rights.set("reports", 0);
      const back = await site.changes.planUndo(site.id);
      assert.deepEqual(
        back?.plan.conflicts.map(({ column, before, live }) => [column, before, live]),
        [["reports", "1", "0"]],
      );
    }));

  it("looks again for the id of a role that REDCap lists without one at first", () =>
    on({ switches: { newRoleId: "later" } }, async (site) => {
      const report = await apply(site, [
        ...added("roles", "new:1", { role_label: "Auditor" }),
        role("bob", "U-2ENTRY", "new:1"),
      ]);
      assert.equal(report.outcome, "done", english(report.sentence));
      assert.equal(access(site)["bob"], "Auditor/Boston/");
    }));

  it("stops when somebody else creates a role of the same name meanwhile: nobody is put into the wrong one", () =>
    on({}, async (site) => {
      const plan = await site.changes.plan(site.id, [
        ...added("roles", "new:1", { role_label: "Auditor" }),
        role("bob", "U-2ENTRY", "new:1"),
      ]);
      site.proxy.arm((_, params) => {
        const { roles } = site.emulator.state(site.projectId);
        const [admin] = roles.values();
        if (params.get("content") === "userRole" && admin)
          roles.set("U-9", {
            id: "U-9",
            label: "Auditor",
            exports: 1,
            since: 0,
            rights: new Map(),
            forms: new Map(),
            formsExport: new Map(),
          });
        return undefined;
      });
      const report = await site.changes.apply(site.id, plan);
      assert.equal(report.outcome, "stopped");
      assert.match(english(report.sentence), /does not show clearly what it calls Auditor. Nothing more was sent/);
      assert.equal(access(site)["bob"], "Data Entry/Boston/");
    }));

  it("keeps two new groups of one name apart from an old one of that name", () =>
    on({}, async (site) => {
      const report = await apply(site, [
        ...added("dags", "new:1", { data_access_group_name: "Boston" }),
        ...added("dags", "new:2", { data_access_group_name: "Paris" }),
        dag("bob", "boston", "new:1"),
        dag("carol", "boston", "new:2"),
      ]);
      assert.equal(report.outcome, "done", english(report.sentence));
      assert.deepEqual(
        [site.state().get("bob"), site.state().get("carol")],
        ["U-2ENTRY/boston2/", "U-2ENTRY/paris/2026-12-31"],
      );
    }));

  it("swaps the names of two groups, and keeps everybody in theirs", () =>
    on({}, async (site) => {
      const before = access(site);
      const report = await apply(site, [
        cell("dags", "boston", "data_access_group_name", "Boston", "Lyon"),
        cell("dags", "lyon", "data_access_group_name", "Lyon", "Boston"),
      ]);
      assert.equal(report.outcome, "done", english(report.sentence));
      assert.equal(access(site)["bob"], "Data Entry/Lyon/");
      assert.equal((await undo(site)).outcome, "done");
      assert.deepEqual(access(site), before);
    }));

  it("changes the role of the token's owner last", () =>
    on({}, async (site) => {
      const report = await apply(site, [
        cell("roles", "U-1ADMIN", "reports", "0", "1"),
        cell("roles", "U-3MON", "reports", "1", "0"),
        removed("users", "eve"),
      ]);
      assert.equal(report.outcome, "done", english(report.sentence));
      assert.deepEqual(sent(site), ["userRole import", "user delete", "userRole import"]);
    }));
});
