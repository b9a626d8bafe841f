import assert from "node:assert/strict";
import fc from "fast-check";
import type { Edit } from "../../../../../src/core/edits/edit";
import type { ProjectSeed, RoleSeed, UserSeed } from "../../../../../src/emulator/project/seed";
import { DEFAULT_SWITCHES, SETTINGS } from "../../../../../src/emulator/switches";
import type { Switches } from "../../../../../src/emulator/switches";
import { access, added, cell, removed } from "../allTables";
import { dag, expiration, role, SEED } from "../../site";
import type { Site } from "../../site";

export const NAMES = ["bob", "carol", "O'Neil x"];
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

/** What servers make one of: the sources contradict each other, and all of it must come out as wanted. */
const tame = {
  imports: fc.constantFrom("atomic" as const, "partial" as const),
  rightsAfterUnassign: fc.constantFrom(...SETTINGS.rightsAfterUnassign),
  userImportWithoutDag: fc.constantFrom(...SETTINGS.userImportWithoutDag),
  mappingImportWithoutDag: fc.constantFrom(...SETTINGS.mappingImportWithoutDag),
  mappingExportWithoutRole: fc.constantFrom(...SETTINGS.mappingExportWithoutRole),
  unknownRole: fc.constantFrom(...SETTINGS.unknownRole),
  unknownUserInMapping: fc.constantFrom(...SETTINGS.unknownUserInMapping),
  namesToDelete: fc.constantFrom(...SETTINGS.namesToDelete),
  mappedNames: fc.constantFrom(...SETTINGS.mappedNames),
  formMaps: fc.constantFrom(...SETTINGS.formMaps),
  codes: fc.constantFrom(...SETTINGS.codes),
  days: fc.constantFrom(...SETTINGS.days),
  lists: fc.constantFrom(...SETTINGS.lists),
};
/** How long new things, or all, are not shown: once only, since looks are counted. */
const shownLate = fc.constantFrom<Partial<Switches>>(
  {},
  ...SETTINGS.reads.map((reads) => ({ reads })),
  ...SETTINGS.newRoles.map((newRoles) => ({ newRoles })),
  ...SETTINGS.newRoleId.map((newRoleId) => ({ newRoleId })),
);

/** What no client can make good by itself: the outcome may be another one, as long as it is told. */
const wild = {
  imports: fc.constantFrom(...SETTINGS.imports),
  names: fc.constantFrom(...SETTINGS.names),
  passedOver: fc.constantFrom(...SETTINGS.passedOver),
  mappingClears: fc.constantFrom(...SETTINGS.mappingClears),
  formsLeftOut: fc.constantFrom(...SETTINGS.formsLeftOut),
  ownerInDag: fc.constantFrom(...SETTINGS.ownerInDag),
};

const drawn = {
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
  /** Names of a role and a group that are created, if they are; servers keep the longer ones otherwise. */
  auditor: fc.constantFrom("", "Auditor", "<br>Auditor & guest of the second hospital"),
  paris: fc.constantFrom("", "Paris", "Paris & <br>Lille together"),
  monitorGoes: fc.boolean(),
  boston: fc.constantFrom("same" as const, "renamed" as const, "relabelled" as const),
  lyonGoes: fc.boolean(),
  owner: fc.constantFrom("same" as const, "dag" as const, "role" as const, "roleEdited" as const),
  version: fc.constantFrom("12.5.2", "14.1.0", "16.1.3", "16.1.3", "16.1.3"),
  formCodes: fc.constantFrom("bits" as const, "legacy" as const),
};

/** On servers as the sources describe them. */
export const ordinaryServer = fc
  .tuple(fc.record(tame), shownLate)
  .map(([switches, late]): Partial<Switches> => ({ ...switches, ...late }));
export const ordinary = fc.record({ ...drawn, switches: ordinaryServer });

const FAULTS = ["unsent", "lost", "403", "500", "truncated", "list", "miscount", "lostAndDown"] as const;

/** Most settings as recorded, so that what two of them make together can be told from what all do. */
function seldom<T extends Readonly<Record<string, fc.Arbitrary<unknown>>>>(settings: T): T {
  return Object.fromEntries(
    Object.entries(settings).map(([name, any]) => [
      name,
      fc.oneof(
        { weight: 2, arbitrary: fc.constant(DEFAULT_SWITCHES[name as keyof Switches]) },
        { weight: 1, arbitrary: any },
      ),
    ]),
  ) as unknown as T;
}

/** On any server, and what befalls one request of it. */
export const hard = fc.record({
  ...drawn,
  switches: fc
    .tuple(fc.record({ ...seldom(tame), ...seldom(wild) }), shownLate)
    .map(([switches, late]): Partial<Switches> => ({ ...switches, ...late })),
  fault: fc.option(fc.record({ at: fc.nat({ max: 8 }), kind: fc.constantFrom(...FAULTS) }), { freq: 2 }),
});
export type Hard = typeof hard extends fc.Arbitrary<infer T> ? T : never;
export type Story = typeof ordinary extends fc.Arbitrary<infer T> ? T : never;

export function isBits({ version, formCodes }: Pick<Story, "version" | "formCodes">): boolean {
  return version === "16.1.3" && formCodes === "bits";
}

export function seedOf(what: Story): ProjectSeed {
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
export function wishes(what: Story) {
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
export type Wishes = ReturnType<typeof wishes>;

export function editsOf(what: Story, { people, ownerDag, noMonitor, noLyon, boston }: Wishes): readonly Edit[] {
  const [rights, rightsTo, level, levelTo] = what.entry;
  const bit = (on: boolean) => (on ? "1" : "0");
  const map = (code: number) => `visit:${code},labs:${code}`;
  const view = isBits(what) ? 129 : 2;
  return [
    ...people.flatMap(personEdits),
    ...RIGHTS.map((name) => cell("roles", "U-2ENTRY", name, bit(rights.includes(name)), bit(rightsTo.includes(name)))),
    cell("roles", "U-2ENTRY", "forms_export", map(level), map(levelTo)),
    ...(what.auditor
      ? added("roles", "new:1", { role_label: what.auditor, calendar: "1", forms: `visit:${view}` })
      : []),
    ...(what.paris ? added("dags", "new:1", { data_access_group_name: what.paris }) : []),
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
export function goalOf(
  what: Story,
  wished: Wishes,
  before: Readonly<Record<string, string>>,
  stored: (name: string) => string = (name) => name,
): Record<string, string> {
  const { people, ownerDag, noMonitor, noLyon, boston } = wished;
  const [, rightsTo, , levelTo] = what.entry;
  const goal: Record<string, string> = { ...before };
  const dagNow = (name: string) => (name === "Boston" ? boston : name === "Paris" ? stored(what.paris) : name);
  const roleNow = (name: string) => (name === "Auditor" ? stored(what.auditor) : name);
  for (const { name, to } of people) {
    if (to) goal[name] = [roleNow(to.role), dagNow(to.dag), to.expiration].join("/");
    else Reflect.deleteProperty(goal, name);
  }
  goal["ann"] = `${what.owner === "role" ? "Spare" : "Administrators"}/${ownerDag}/`;
  const rights = rightsTo.map((name) => `${name}:1`).sort();
  const [, forms = ""] = before["role Entry"]?.split(" ") ?? [];
  goal["role Entry"] = `${rights.join()} ${forms} ${levelTo ? `labs:${levelTo},visit:${levelTo}` : ""}`;
  const admin = before["role Administrators"] ?? "";
  if (what.owner === "roleEdited")
    goal["role Administrators"] = admin.replace("api_import:1", "api_import:1,calendar:1");
  if (what.auditor) goal[`role ${stored(what.auditor)}`] = `calendar:1 visit:${isBits(what) ? 129 : 2} `;
  if (noMonitor) Reflect.deleteProperty(goal, "role Monitor");
  const groups = [boston, ...(noLyon ? [] : ["Lyon"]), ...(what.paris ? [stored(what.paris)] : [])];
  return { ...goal, groups: groups.sort().join() };
}

/** Where everybody is, without own rights, and what roles and groups there are. */
export function places(site: Site): Record<string, string> {
  const told = access(site);
  for (const [name, { role: given }] of site.emulator.state(site.projectId).users) {
    if (!given) told[name] = (told[name] ?? "").slice(site.own(name).length);
  }
  return told;
}
