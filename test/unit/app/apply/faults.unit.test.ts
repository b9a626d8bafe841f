import assert from "node:assert/strict";
import type { Edit } from "../../../../src/core/edits/edit";
import type { Fault } from "../../../support/faults/faultProxy";
import { applied, broken, killed } from "./breaking";
import { dag, expiration, openSite, role } from "../site";
import type { Site, SiteOptions } from "../site";
import { cellsIn } from "../../../../src/core/edits/edit";
import { english } from "../../../../src/core/text/message";
import { inEnglish } from "../../../support/inEnglish";

/** Everything at once: out of a role, a way out and back, into a role, a group alone. */
const EDITS: readonly Edit[] = [
  role("bob", "U-2ENTRY", ""),
  role("carol", "U-2ENTRY", "U-3MON"),
  dag("dave", "lyon", "boston"),
  expiration("eve", "", "2026-09-30"),
  expiration("fay", "2026-06-20", "2027-01-31"),
];
const BEFORE = new Map([
  ["ann", "U-1ADMIN//"],
  ["bob", "U-2ENTRY/boston/"],
  ["carol", "U-2ENTRY/boston/2026-12-31"],
  ["dave", "/lyon/"],
  ["eve", "//"],
  ["fay", "U-3MON/lyon/2026-06-20"],
]);
const WANTED = new Map([
  ["ann", "U-1ADMIN//"],
  ["bob", "/boston/"],
  ["carol", "U-3MON/boston/2026-12-31"],
  ["dave", "/boston/"],
  ["eve", "//2026-09-30"],
  ["fay", "U-3MON/lyon/2027-01-31"],
]);
const DETOUR = { unassignFirst: new Set(["fay"]) };
const STEPS = ["unassign", "users", "assign", "dags"];

const FAULTS: readonly Fault[] = [
  "unsent",
  "lost",
  "403",
  "500",
  "truncated",
  "list",
  "miscount",
  "down",
  "lostAndDown",
];

async function on(options: SiteOptions, work: (site: Site) => Promise<void>): Promise<void> {
  const site = await openSite(options);
  try {
    assert.deepEqual(site.state(), BEFORE);
    await work(site);
  } finally {
    await site.close();
  }
}

const NOT_PUT_BACK =
  "lost their DAG, and could not be put back: The token's owner lacks API Import/Update in this project. " +
  "Ask for that right on REDCap's User Rights page.";

/** The server refuses some of the requests that give groups back, and what else is asked for. */
function refuseGroups(site: Site, repairs: (repair: number) => boolean, also = (_content: string) => false): void {
  let count = 0;
  site.proxy.arm((_write, params) => {
    const content = params.get("content") ?? "";
    return (content === "userDagMapping" && repairs(count++)) || also(content) ? "403" : undefined;
  });
}

const breakAt = async (site: Site, fault: Fault, at: number) =>
  await broken(site, await site.changes.plan(site.id, EDITS, DETOUR), STEPS, fault, at);

/** What *Check and finish* and *Undo* lead to in a new process, with nothing but the files of the old one. */
async function recover(site: Site, way: "finish" | "undo"): Promise<void> {
  const later = site.restart();
  const [open] = await later.changes.openEntries(later.id);
  if (open) {
    const check = await later.changes.checkOpen(later.id, open);
    await applied(later, check[way]);
    if (check.state === "between") assert.deepEqual(await later.changes.openEntries(later.id), []);
    return;
  }
  if (way === "finish") return await applied(later, await later.changes.plan(later.id, EDITS, DETOUR));
  const undo = await later.changes.planUndo(later.id);
  if (undo) await applied(later, undo.plan);
}

describe("Changes.apply when something fails", () => {
  for (const fault of FAULTS) {
    for (const [at, step] of STEPS.entries()) {
      it(`${fault} at "${step}": the report is true, nobody is left half-way unnamed`, () =>
        on({}, async (site) => {
          const report = await breakAt(site, fault, at);
          const people = site.state();
          if (report.outcome !== "unverified") {
            for (const { key, column, after } of cellsIn(report.verified)) {
              const position = ["unique_role_name", "data_access_group", "expiration"].indexOf(column);
              assert.equal(people.get(key)?.split("/")[position], after);
            }
            const untouched = [...BEFORE.keys()].filter((name) => !report.verified.some(({ key }) => key === name));
            for (const name of untouched)
              assert.equal(people.get(name), BEFORE.get(name), `${name}: ${english(report.sentence)}`);
            assert.equal(report.verified.length + report.notDone.length, EDITS.length);
          } else {
            assert.equal(report.open, true);
            const [open] = await site.changes.openEntries(site.id);
            assert.deepEqual(open?.before.map((person) => person.username).sort(), [
              "bob",
              "carol",
              "dave",
              "eve",
              "fay",
            ]);
          }
          if (["lost", "truncated", "list", "miscount"].includes(fault)) assert.deepEqual(people, WANTED);
        }));

      for (const way of ["finish", "undo"] as const) {
        it(`${fault} at "${step}", then ${way} in a new process`, () =>
          on({}, async (site) => {
            await breakAt(site, fault, at);
            await recover(site, way);
            assert.deepEqual(site.state(), way === "finish" ? WANTED : BEFORE);
          }));
      }
    }
  }

  for (const [at, step] of STEPS.entries()) {
    for (const fault of ["down", "lostAndDown"] as const) {
      for (const way of ["finish", "undo"] as const) {
        it(`killed during "${step}" (${fault === "down" ? "not arrived" : "arrived"}), then ${way}`, () =>
          on({}, async (site) => {
            await killed(site, await site.changes.plan(site.id, EDITS, DETOUR), fault, at);
            assert.equal((await site.restart().changes.openEntries(site.id)).length, 1);
            await recover(site, way);
            assert.deepEqual(site.state(), way === "finish" ? WANTED : BEFORE);
          }));
      }
    }
  }

  it("can still be taken back when a check finds that everything had arrived", () =>
    on({}, async (site) => {
      await breakAt(site, "lostAndDown", 3);
      const [open] = await site.changes.openEntries(site.id);
      assert.ok(open);
      assert.equal((await site.changes.checkOpen(site.id, open)).state, "arrived");
      assert.deepEqual(await site.changes.openEntries(site.id), []);
      await recover(site, "undo");
      assert.deepEqual(site.state(), BEFORE);
    }));

  it("is closed when a check finds that nothing had arrived", () =>
    on({}, async (site) => {
      await breakAt(site, "down", 0);
      const later = site.restart();
      const [open] = await later.changes.openEntries(site.id);
      assert.ok(open);
      assert.equal((await later.changes.checkOpen(site.id, open)).state, "nothing");
      assert.deepEqual(await later.changes.openEntries(site.id), []);
      assert.equal(await later.changes.planUndo(site.id), undefined);
    }));

  it("takes back all of an apply that broke off and was finished later", () =>
    on({}, async (site) => {
      await breakAt(site, "down", 2);
      await recover(site, "finish");
      await recover(site, "undo");
      assert.deepEqual(site.state(), BEFORE);
    }));

  it("gives groups back that requests took away before one failed", () =>
    on({ version: "12.5.2", switches: { mappingImportWithoutDag: "clear" } }, async (site) => {
      const plan = await site.changes.plan(site.id, EDITS, DETOUR);
      site.proxy.arm((_write, params) => (params.get("content") === "user" ? "500" : undefined));
      const report = await site.changes.apply(site.id, plan);
      assert.equal(report.outcome, "stopped");
      assert.match(
        inEnglish(report.repaired).join(),
        /bob and fay out of Boston and Lyon.*fay had been taken out of the role/,
      );
      assert.deepEqual(site.state(), new Map(BEFORE).set("bob", "/boston/"));
    }));

  it("tries a repair again that did not go through", () =>
    on({ version: "12.5.2", switches: { mappingImportWithoutDag: "clear" } }, async (site) => {
      const report = await breakAt(site, "500", 1);
      assert.equal(report.outcome, "done", english(report.sentence));
      assert.deepEqual(site.state(), WANTED);
    }));

  it("says of everybody whose group REDCap took that it could not be kept, also where a later request puts it right", () =>
    on({ version: "12.5.2", switches: { mappingImportWithoutDag: "clear" } }, async (site) => {
      const plan = await site.changes.plan(site.id, [role("carol", "U-2ENTRY", "U-3MON")]);
      refuseGroups(site, (repair) => repair === 0);
      const report = await site.changes.apply(site.id, plan);
      assert.deepEqual(inEnglish([report.outcome, report.notes, report.open]), [
        "done",
        [`carol ${NOT_PUT_BACK}`],
        false,
      ]);
      assert.deepEqual(inEnglish(report.repaired), ["REDCap took carol out of Boston on the way; this was put right."]);
    }));

  it("leaves the entry open and names everybody whose group could not be given back in the end", () =>
    on({ version: "12.5.2", switches: { mappingImportWithoutDag: "clear" } }, async (site) => {
      const plan = await site.changes.plan(site.id, [role("carol", "U-2ENTRY", "U-3MON")]);
      refuseGroups(site, () => true);
      const report = await site.changes.apply(site.id, plan);
      assert.deepEqual(inEnglish([report.outcome, report.repaired, report.open]), ["differs", [], true]);
      assert.match(english(report.sentence), /Not back where they were: carol\./);
      assert.deepEqual(inEnglish(report.notes), [`carol ${NOT_PUT_BACK}`]);
    }));

  it("names somebody whose group is lost only when they are put back into their role", () =>
    on({ version: "12.5.2", switches: { mappingImportWithoutDag: "clear" } }, async (site) => {
      const plan = await site.changes.plan(site.id, [expiration("fay", "2026-06-20", "2027-01-31")], DETOUR);
      refuseGroups(
        site,
        (repair) => repair > 0,
        (content) => content === "user",
      );
      const report = await site.changes.apply(site.id, plan);
      assert.deepEqual([report.outcome, report.open], ["stopped", true]);
      assert.deepEqual(inEnglish(report.notes), [`fay ${NOT_PUT_BACK}`]);
    }));

  it("counts what a server wrote before it refused", () =>
    on({ switches: { imports: "partial" } }, async (site) => {
      const plan = await site.changes.plan(site.id, [
        expiration("dave", "", "2026-09-30"),
        expiration("eve", "", "2026-09-30"),
      ]);
      const project = site.emulator.state(12);
      site.proxy.arm(() => {
        const dave = project.users.get("dave");
        // Somebody puts dave into a role just before our request arrives, and REDCap refuses his row alone.
        if (dave) dave.role = project.roles.get("U-3MON");
        return undefined;
      });
      const report = await site.changes.apply(site.id, plan);
      assert.equal(report.outcome, "stopped");
      assert.match(
        english(report.sentence),
        /dave.*belongs to a user role.*1 of 2 changes are in REDCap\. Not done: dave\./s,
      );
      assert.deepEqual(
        report.differing.map(({ key, column }) => [key, column]),
        [
          ["dave", "expiration"],
          ["dave", "unique_role_name"],
        ],
      );
    }));
});
