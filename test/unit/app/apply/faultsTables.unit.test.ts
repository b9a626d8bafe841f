import assert from "node:assert/strict";
import type { Edit } from "../../../../src/core/edits/edit";
import { access, added, cell, removed } from "./allTables";
import type { Fault } from "../../../support/faults/faultProxy";
import { applied, broken, killed } from "./breaking";
import { dag, expiration, openSite, role } from "../site";
import type { Site } from "../site";
import { english } from "../../../../src/core/text/message";

/** One request of every kind. */
const EDITS: readonly Edit[] = [
  ...added("dags", "new:1", { data_access_group_name: "Paris" }),
  ...added("roles", "new:1", { role_label: "Auditor", reports: "1", forms: "visit:129,labs:129" }),
  role("carol", "U-2ENTRY", ""),
  expiration("dave", "", "2027-01-31"),
  ...added("users", "zoe", { expiration: "2027-01-31" }),
  role("zoe", "", "new:1"),
  dag("zoe", "", "new:1"),
  role("fay", "U-3MON", "new:1"),
  dag("bob", "boston", "new:1"),
  cell("roles", "U-2ENTRY", "calendar", "0", "1"),
  cell("dags", "lyon", "data_access_group_name", "Lyon", "Lyon South"),
  removed("users", "eve"),
  removed("roles", "U-3MON"),
  cell("dags", "boston", "data_access_group_name", "Boston", "Boston North"),
];
const STEPS = [
  "createDags",
  "createRoles",
  "unassign",
  "users",
  "addUsers",
  "assign",
  "dags",
  "roles",
  "renameDags",
  "removeUsers",
  "removeRoles",
];
const FAULTS: readonly Fault[] = ["lost", "403", "down", "lostAndDown"];

interface Ends {
  readonly before: Readonly<Record<string, string>>;
  readonly wanted: Readonly<Record<string, string>>;
}

/** Where the project stands before and after, with nothing going wrong. */
let ends: Ends;

async function on(work: (site: Site) => Promise<void>): Promise<void> {
  const site = await openSite();
  try {
    await work(site);
  } finally {
    await site.close();
  }
}

const breakAt = async (site: Site, fault: Fault, at: number) =>
  await broken(site, await site.changes.plan(site.id, EDITS), STEPS, fault, at);

/** A new process with nothing but the files of the old one. */
async function recover(site: Site, way: "finish" | "undo"): Promise<void> {
  const later = site.restart();
  const [open] = await later.changes.openEntries(later.id);
  if (open) {
    const check = await later.changes.checkOpen(later.id, open);
    await applied(later, check[way]);
    assert.deepEqual(await later.changes.openEntries(later.id), []);
    return;
  }
  const [last] = await later.journal.list(later.id);
  const undo = await later.changes.planUndo(later.id);
  if (way === "undo" && undo) await applied(later, undo.plan);
  if (way === "finish" && last && last.end?.outcome !== "done") {
    // An apply that ended is taken up again from the drafts; here, by taking it back and planning anew.
    if (undo) await applied(later, undo.plan);
    await applied(later, await later.changes.plan(later.id, again(later)));
  }
}

/** The same wishes in the ids of the project as it is after a role was deleted and came back. */
function again(site: Site): readonly Edit[] {
  const { roles } = site.emulator.state(site.projectId);
  const monitor = [...roles.values()].find(({ label }) => label === "Monitor")?.id ?? "";
  const now = (text: string) => (text === "U-3MON" ? monitor : text);
  return EDITS.map((edit) => {
    const key = now(edit.key);
    return edit.kind === "set" ? { ...edit, key, before: now(edit.before), after: now(edit.after) } : { ...edit, key };
  });
}

describe("Changes.apply over all tables when something fails", () => {
  before(() =>
    on(async (site) => {
      const before = access(site);
      await applied(site, await site.changes.plan(site.id, EDITS));
      ends = { before, wanted: access(site) };
    }),
  );

  for (const [at, step] of STEPS.entries()) {
    for (const fault of FAULTS) {
      it(`${fault} at "${step}": the report is true, finishing and undoing lead to the ends`, () =>
        on(async (site) => {
          const report = await breakAt(site, fault, at);
          if (fault === "lost") {
            assert.equal(report.outcome, "done", english(report.sentence));
            assert.deepEqual(access(site), ends.wanted);
          } else if (report.outcome === "unverified") {
            assert.equal(report.open, true);
          } else {
            assert.equal(report.outcome, "stopped", english(report.sentence));
            const { length } = report.verified;
            assert.equal(length + report.notDone.length, 19);
            assert.equal(at === 0, length === 0, english(report.sentence));
          }
          for (const way of ["finish", "undo"] as const) {
            const other = way === "finish" ? ends.wanted : ends.before;
            await recover(site, way);
            assert.deepEqual(access(site), other, `${way} after: ${english(report.sentence)}`);
          }
        }));
    }
  }

  for (const step of ["createDags", "createRoles", "addUsers", "renameDags", "removeUsers", "removeRoles"]) {
    for (const fault of ["down", "lostAndDown"] as const) {
      for (const way of ["finish", "undo"] as const) {
        it(`killed during "${step}" (${fault === "down" ? "not arrived" : "arrived"}), then ${way}`, () =>
          on(async (site) => {
            await killed(site, await site.changes.plan(site.id, EDITS), fault, STEPS.indexOf(step));
            assert.equal((await site.restart().changes.openEntries(site.id)).length, 1);
            await recover(site, way);
            assert.deepEqual(access(site), way === "finish" ? ends.wanted : ends.before);
          }));
      }
    }
  }
});
