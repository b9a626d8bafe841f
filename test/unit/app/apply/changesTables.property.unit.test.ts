import assert from "node:assert/strict";
import fc from "fast-check";
import type { Edit } from "../../../../src/core/edits/edit";
import type { ProjectSeed, RoleSeed, UserSeed } from "../../../../src/emulator/project/seed";
import { SETTINGS } from "../../../../src/emulator/switches";
import { access, added, cell, removed, unknownIds } from "./allTables";
import { saveDrafts } from "../draftTexts";
import { dag, expiration, openSite, role, SEED } from "../site";
import type { Site } from "../site";

const NAMES = ["bob", "carol", "O'Neil x"];
const DAYS = ["", "2026-06-20", "2026-12-31"];
const RIGHTS = ["reports", "calendar", "logging"];

/** A person: where they are, where they should be; `undefined` on one side is somebody who comes or goes. */
const person = fc.record({
  role: fc.constantFrom("", "Entry", "Entry", "Monitor"),
  dag: fc.constantFrom("", "Boston", "Lyon"),
  expiration: fc.constantFrom(...DAYS),
  rights: fc.subarray(RIGHTS),
});
const wish = fc.record({
  role: fc.constantFrom("", "Entry", "Monitor", "Auditor"),
  dag: fc.constantFrom("", "Boston", "Lyon", "Paris"),
  expiration: fc.constantFrom(...DAYS),
});

const story = fc.record({
  people: fc.tuple(
    ...NAMES.map(() =>
      fc.record({
        from: fc.option(person, { freq: 4 }),
        to: fc.oneof(
          { weight: 3, arbitrary: wish },
          { weight: 1, arbitrary: fc.constant("same" as const) },
          { weight: 1, arbitrary: fc.constant("gone" as const) },
        ),
      }),
    ),
  ),
  /** Rights of the two roles that people are in, before and after. */
  entry: fc.tuple(fc.subarray(RIGHTS), fc.subarray(RIGHTS), fc.constantFrom(0, 1, 2), fc.constantFrom(0, 1, 2)),
  auditor: fc.boolean(),
  paris: fc.boolean(),
  monitorGoes: fc.boolean(),
  boston: fc.constantFrom("same" as const, "renamed" as const, "relabelled" as const),
  lyonGoes: fc.boolean(),
  owner: fc.constantFrom("same" as const, "dag" as const, "role" as const, "roleEdited" as const),
  version: fc.constantFrom("12.5.2", "14.1.0", "16.1.3", "16.1.3", "16.1.3"),
  formCodes: fc.constantFrom("bits" as const, "legacy" as const),
  switches: fc.record({
    rightsAfterUnassign: fc.constantFrom(...SETTINGS.rightsAfterUnassign),
    userImportWithoutDag: fc.constantFrom(...SETTINGS.userImportWithoutDag),
    mappingImportWithoutDag: fc.constantFrom(...SETTINGS.mappingImportWithoutDag),
    mappingExportWithoutRole: fc.constantFrom(...SETTINGS.mappingExportWithoutRole),
    unknownRole: fc.constantFrom(...SETTINGS.unknownRole),
    unknownUserInMapping: fc.constantFrom(...SETTINGS.unknownUserInMapping),
    imports: fc.constantFrom(...SETTINGS.imports),
    newRoleId: fc.constantFrom(...SETTINGS.newRoleId),
  }),
});
type Story = typeof story extends fc.Arbitrary<infer T> ? T : never;

function isBits({ version, formCodes }: Story): boolean {
  return version === "16.1.3" && formCodes === "bits";
}

function seedOf(what: Story): ProjectSeed {
  const [ann] = SEED.users;
  const [admin] = SEED.roles ?? [];
  assert.ok(ann && admin);
  const form = isBits(what) ? 130 : 1;
  const roles: RoleSeed[] = [
    admin,
    { id: "U-2ENTRY", label: "Entry", rights: what.entry[0], forms: form, formsExport: what.entry[2] },
    { id: "U-3MON", label: "Monitor", rights: ["reports"], forms: isBits(what) ? 129 : 2, formsExport: 2 },
    { ...admin, id: "U-4SPARE", label: "Spare" },
  ];
  const users = what.people.flatMap(({ from }, index): UserSeed[] => {
    if (!from) return [];
    const { role: label, dag: group, ...more } = from;
    const where = { ...(label ? { role: label } : {}), ...(group ? { dag: group } : {}), switcher: ["Boston"] };
    return [{ username: NAMES[index] ?? "", forms: { visit: form, labs: 0 }, ...more, ...where }];
  });
  return { ...SEED, formCodes: what.formCodes, roles, dags: ["Boston", "Lyon"], users: [ann, ...users] };
}

const ROLE_IDS: Readonly<Record<string, string>> = { Entry: "U-2ENTRY", Monitor: "U-3MON", Auditor: "new:1" };
const DAG_IDS: Readonly<Record<string, string>> = { Boston: "boston", Lyon: "lyon", Paris: "new:1" };

interface Place {
  readonly role: string;
  readonly dag: string;
  readonly expiration: string;
}

interface Ends {
  readonly name: string;
  readonly from: Place | undefined;
  readonly to: Place | undefined;
}

/** What the story wishes. Wishes that a guard would refuse are bent: they have specifications of their own. */
function wishes(what: Story) {
  const people = what.people.map(({ from, to }, index): Ends => {
    const here = from ?? undefined;
    const name = NAMES[index] ?? "";
    if (to === "same") return { name, from: here, to: here };
    if (to === "gone") return { name, from: here, to: undefined };
    const label = to.role === "Auditor" && !what.auditor ? "Entry" : to.role;
    const group = to.dag === "Paris" && !what.paris ? "Boston" : to.dag;
    // The detour for an expiration under a role is a choice of its own.
    const day = here?.role && label ? here.expiration : to.expiration;
    return { name, from: here, to: { role: label, dag: group, expiration: day } };
  });
  const ownerDag = what.owner === "dag" ? "Lyon" : "";
  const used = (place: "role" | "dag", value: string) => people.some(({ to }) => to?.[place] === value);
  return {
    people,
    ownerDag,
    noMonitor: what.monitorGoes && !used("role", "Monitor"),
    noLyon: what.lyonGoes && !used("dag", "Lyon") && !ownerDag,
    boston: { same: "Boston", renamed: "Boston North", relabelled: "boston" }[what.boston],
  };
}
type Wishes = ReturnType<typeof wishes>;

function editsOf(what: Story, { people, ownerDag, noMonitor, noLyon, boston }: Wishes): readonly Edit[] {
  const [rights, rightsTo, level, levelTo] = what.entry;
  const bit = (on: boolean) => (on ? "1" : "0");
  const map = (code: number) => `visit:${code},labs:${code}`;
  const view = isBits(what) ? 129 : 2;
  return [
    ...people.flatMap(personEdits),
    ...RIGHTS.map((name) => cell("roles", "U-2ENTRY", name, bit(rights.includes(name)), bit(rightsTo.includes(name)))),
    cell("roles", "U-2ENTRY", "forms_export", map(level), map(levelTo)),
    ...(what.auditor ? added("roles", "new:1", { role_label: "Auditor", calendar: "1", forms: `visit:${view}` }) : []),
    ...(what.paris ? added("dags", "new:1", { data_access_group_name: "Paris" }) : []),
    ...(noMonitor ? [removed("roles", "U-3MON")] : []),
    ...(noLyon ? [removed("dags", "lyon")] : []),
    cell("dags", "boston", "data_access_group_name", "Boston", boston),
    dag("ann", "", ownerDag ? "lyon" : ""),
    role("ann", "U-1ADMIN", what.owner === "role" ? "U-4SPARE" : "U-1ADMIN"),
    cell("roles", "U-1ADMIN", "calendar", "0", bit(what.owner === "roleEdited")),
  ].filter((edit) => edit.kind !== "set" || edit.before !== edit.after);
}

function personEdits({ name, from, to }: Ends): readonly Edit[] {
  if (!to) return from ? [removed("users", name)] : [];
  const before = from ?? { role: "", dag: "", expiration: "" };
  const id = (ids: Readonly<Record<string, string>>, label: string) => ids[label] ?? "";
  return [
    ...(from ? [] : added("users", name)),
    role(name, id(ROLE_IDS, before.role), id(ROLE_IDS, to.role)),
    dag(name, id(DAG_IDS, before.dag), id(DAG_IDS, to.dag)),
    expiration(name, before.expiration, to.expiration),
  ];
}

/** Everything afterwards, in names that people give. Own rights are looked at by themselves. */
function desiredSnapshot(
  what: Story,
  wished: Wishes,
  before: Readonly<Record<string, string>>,
): Record<string, string> {
  const { people, ownerDag, noMonitor, noLyon, boston } = wished;
  const [, rightsTo, , levelTo] = what.entry;
  const goal: Record<string, string> = { ...before };
  const dagNow = (name: string) => (name === "Boston" ? boston : name);
  for (const { name, to } of people) {
    if (to) goal[name] = [to.role, dagNow(to.dag), to.expiration].join("/");
    else Reflect.deleteProperty(goal, name);
  }
  goal["ann"] = `${what.owner === "role" ? "Spare" : "Administrators"}/${ownerDag}/`;
  const rights = rightsTo.map((name) => `${name}:1`).sort();
  const [, forms = ""] = before["role Entry"]?.split(" ") ?? [];
  goal["role Entry"] = `${rights.join()} ${forms} ${levelTo ? `labs:${levelTo},visit:${levelTo}` : ""}`;
  const admin = before["role Administrators"] ?? "";
  if (what.owner === "roleEdited")
    goal["role Administrators"] = admin.replace("api_import:1", "api_import:1,calendar:1");
  if (what.auditor) goal["role Auditor"] = `calendar:1 visit:${isBits(what) ? 129 : 2} `;
  if (noMonitor) Reflect.deleteProperty(goal, "role Monitor");
  const groups = [boston, ...(noLyon ? [] : ["Lyon"]), ...(what.paris ? ["Paris"] : [])];
  return { ...goal, groups: groups.sort().join() };
}

/** Where everybody is, without own rights, and what roles and groups there are. */
function places(site: Site): Record<string, string> {
  const told = access(site);
  for (const [name, { role: given }] of site.emulator.state(site.projectId).users) {
    if (!given) told[name] = (told[name] ?? "").slice(site.own(name).length);
  }
  return told;
}

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
  covered.roleMade += Number(what.auditor);
  covered.roleGone += Number(noMonitor);
  covered.dagMade += Number(what.paris);
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
  this.timeout(60_000);

  it("drafts lead exactly where they point, and undo back, but for what cannot return", async () => {
    await fc.assert(
      fc.asyncProperty(story, (what) =>
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
            plan.findings.filter(({ level }) => level === "refuse"),
            [],
          );
          const report = await site.changes.apply(site.id, plan);
          assert.equal(report.outcome, edits.length === 0 ? "nothing" : "done", report.sentence);
          cover(what, wished, site.proxy.writes.length);
          assert.deepEqual(places(site), desiredSnapshot(what, wished, before));
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
          assert.equal(undone.outcome, "done", undone.sentence);
          assert.deepEqual([places(site), strange], [before, []]);

          const { users, roles } = site.emulator.state(site.projectId);
          assert.equal(roles.has("U-3MON"), !wished.noMonitor);
          for (const { name, from, to } of wished.people) {
            if (from && !from.role) assert.equal(site.own(name), own.get(name));
            // Gone for good with the person: own rights under a role, and the groups of the DAG Switcher.
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
      fc.asyncProperty(story, (what) =>
        told(what, async (site) => {
          const other = isBits(what) ? "visit:1,labs:1" : "visit:130,labs:130";
          const same = cell("roles", "U-2ENTRY", "forms", "", other);
          assert.deepEqual(await saveDrafts(site, [same]), []);
          const plan = await site.changes.plan(site.id, [same]);
          assert.deepEqual([plan.steps, plan.changes, plan.findings, plan.alreadyDone.length], [[], [], [], 1]);
        }),
      ),
      { numRuns: 10 },
    );
  });
});

function sorted(edits: readonly Edit[]): readonly string[] {
  return edits.map((edit) => JSON.stringify(Object.entries(edit).sort())).sort();
}
