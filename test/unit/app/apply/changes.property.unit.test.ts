import assert from "node:assert/strict";
import fc from "fast-check";
import type { Edit } from "../../../../src/core/edits/edit";
import type { ProjectSeed, UserSeed } from "../../../../src/emulator/project/seed";
import { dag, expiration, openSite, role, SEED } from "../site";
import type { Site } from "../site";
import { ordinaryServer } from "./soak/drawn";
import { cellsIn } from "../../../../src/core/edits/edit";
import { english } from "../../../../src/core/text/message";

const ROLES = ["", "U-1ADMIN", "U-2ENTRY", "U-3MON"];
const GROUPS = ["", "boston", "lyon"];
const DAYS = ["", "2026-06-20", "2026-12-31", "2027-05-01"];

const state = fc.record({
  role: fc.constantFrom(...ROLES),
  dag: fc.constantFrom(...GROUPS),
  expiration: fc.constantFrom(...DAYS),
  rights: fc.subarray(["reports", "calendar", "logging", "record_create"]),
});
type State = Pick<UserSeed, "rights"> & { readonly role: string; readonly dag: string; readonly expiration: string };

const NAMES = ["bob", "carol", "dave", "O'Neil x", "eve@example.org"];

/** Where people are, where they should be, and on which of the servers that the sources describe. */
const story = fc.record({
  from: fc.tuple(...NAMES.map(() => state)),
  to: fc.tuple(...NAMES.map(() => fc.option(state))),
  ownerInRole: fc.boolean(),
  ownerDag: fc.constantFrom(...GROUPS),
  version: fc.constantFrom("12.5.2", "14.1.0", "16.1.3"),
  formCodes: fc.constantFrom("bits" as const, "legacy" as const),
  switches: ordinaryServer,
});
type Story = typeof story extends fc.Arbitrary<infer T> ? T : never;

function seedOf({ from, ownerInRole, version, ...more }: Story): ProjectSeed {
  const [ann] = SEED.users;
  assert.ok(ann);
  const { role: _role, ...alone } = ann;
  // Servers before 15.6 know legacy codes only.
  const formCodes = version === "16.1.3" ? more.formCodes : "legacy";
  const code = formCodes === "bits" ? 130 : 1;
  return {
    ...SEED,
    formCodes,
    users: [
      ownerInRole ? ann : alone,
      ...from.map((person, index): UserSeed => ({
        username: NAMES[index] ?? "",
        expiration: person.expiration,
        rights: person.rights,
        forms: { visit: code, labs: 0 },
        ...(person.role ? { role: person.role } : {}),
        ...(person.dag ? { dag: person.dag } : {}),
      })),
    ],
  };
}

function editsOf({ from, to, ownerDag }: Story): readonly Edit[] {
  const people = from.flatMap((before, index) => {
    const [key = "", after] = [NAMES[index], to[index]];
    return after ? changed(key, before, after) : [];
  });
  return ownerDag ? [...people, dag("ann", "", ownerDag)] : people;
}

function changed(key: string, before: State, after: State): readonly Edit[] {
  return [
    role(key, before.role, after.role),
    dag(key, before.dag, after.dag),
    expiration(key, before.expiration, after.expiration),
  ].filter((edit) => edit.kind !== "set" || edit.before !== edit.after);
}

function wanted(site: Site, edits: readonly Edit[]): ReadonlyMap<string, string> {
  const states = new Map([...site.state()].map(([name, text]) => [name, text.split("/")]));
  for (const { key, column, after } of cellsIn(edits)) {
    states.get(key)?.splice(["unique_role_name", "data_access_group", "expiration"].indexOf(column), 1, after);
  }
  return new Map([...states].map(([name, cells]) => [name, cells.join("/")]));
}

async function told(what: Story, work: (site: Site) => Promise<void>): Promise<void> {
  const site = await openSite({ seed: seedOf(what), version: what.version, switches: what.switches });
  try {
    await work(site);
  } finally {
    await site.close();
  }
}

const unassignFirst = new Set(NAMES);

describe("Changes, on every server that the sources describe", function () {
  this.timeout(60_000);

  it("apply leads exactly where the edits point, and undo exactly back, own rights included", async () => {
    let inRoles = 0;
    let people = 0;
    await fc.assert(
      fc.asyncProperty(story, (what) =>
        told(what, async (site) => {
          const edits = editsOf(what);
          const before = site.state();
          const own = new Map(NAMES.map((name) => [name, site.own(name)]));
          people += what.from.length;
          inRoles += what.from.filter((person) => person.role).length;
          const goal = wanted(site, edits);
          const plan = await site.changes.plan(site.id, edits, { unassignFirst });
          assert.deepEqual(plan.conflicts, []);
          const refusals = plan.problems.filter((finding) => finding.level === "refuse");
          assert.deepEqual(refusals, []);
          const report = await site.changes.apply(site.id, plan);
          assert.equal(report.outcome, edits.length === 0 ? "nothing" : "done", english(report.sentence));
          assert.deepEqual(site.state(), goal);
          const touched = new Set(edits.map((edit) => edit.key));
          for (const name of NAMES) if (!touched.has(name)) assert.equal(site.own(name), own.get(name));
          if (edits.length === 0) return;

          const back = await site.changes.planUndo(site.id);
          assert.ok(back);
          const undone = await site.changes.apply(site.id, back.plan);
          assert.equal(undone.outcome, "done", english(undone.sentence));
          assert.deepEqual(site.state(), before);
          // What slumbers under a role cannot be read, so it cannot be brought back.
          what.from.forEach((person, index) => {
            const name = NAMES[index] ?? "";
            if (!person.role) assert.equal(site.own(name), own.get(name));
          });
        }),
      ),
      { numRuns: 60 },
    );
    assert.ok(inRoles / people > 0.3, `${inRoles} of ${people} people were in roles`);
  });

  it("from a to a sends nothing", async () => {
    await fc.assert(
      fc.asyncProperty(story, (what) =>
        told(what, async (site) => {
          const draft = await site.drafts.open(site.id, "assignments", await site.projects.load(site.id));
          await site.drafts.save(site.id, "assignments", draft.text);
          const plan = await site.changes.plan(site.id, await site.drafts.edits(site.id));
          assert.deepEqual([plan.steps, plan.changes, plan.problems], [[], [], []]);
        }),
      ),
      { numRuns: 10 },
    );
  });
});
