import fc from "fast-check";
import type { ProjectSeed } from "../../../src/emulator/project/seed";

const RIGHTS = ["reports", "calendar", "user_rights:2", "lock_records:2", "record_create"];
const CODES = { bits: [0, 128, 129, 130, 138, 146, 154, 1, 2], legacy: [0, 1, 2, 3] };
/** Names with what formats and spreadsheets make something else of. */
const ROLES = ["Data Entry", '=1+1, "quoted"', "Zürich & <Genf>", "Monitor"];
const DAGS = ["Boston", "São Paulo", "+49, west"];
const PEOPLE = ["bob", "carol", "o'hara x", "d.e-f@x.org"];

/** A small project of any kind: people with and without roles and groups, either encoding, names that formats trip over. */
export const project = fc.constantFrom("bits" as const, "legacy" as const).chain((formCodes) => {
  const access = {
    rights: fc.subarray(RIGHTS),
    forms: fc.record({ visit: fc.constantFrom(...CODES[formCodes]), labs: fc.constantFrom(...CODES[formCodes]) }),
    formsExport: fc.constantFrom(0, 1, 2, 3),
  };
  return fc.record({
    formCodes: fc.constant(formCodes),
    roles: fc
      .subarray(ROLES)
      .chain((labels) => fc.tuple(...labels.map((label) => fc.record({ label: fc.constant(label), ...access })))),
    people: fc.subarray(PEOPLE).chain((names) =>
      fc.tuple(
        ...names.map((username) =>
          fc.record({
            username: fc.constant(username),
            ...access,
            role: fc.nat({ max: 5 }),
            dag: fc.nat({ max: 4 }),
            expiration: fc.constantFrom("", "2026-12-31"),
          }),
        ),
      ),
    ),
    dags: fc.subarray(DAGS),
    version: fc.constantFrom("12.5.2", "14.1.0", "16.1.3"),
  });
});
export type Drawn = typeof project extends fc.Arbitrary<infer T> ? T : never;

export function seedOf({ formCodes, roles, people, dags }: Drawn): ProjectSeed {
  return {
    title: "Drawn",
    projectId: 5,
    owner: "owner",
    formCodes,
    instruments: [
      { name: "visit", label: "Visit" },
      { name: "labs", label: "Labs" },
    ],
    dags,
    roles,
    users: [
      { username: "owner", rights: ["*"], forms: formCodes === "bits" ? 154 : 3, formsExport: 1 },
      ...people.map(({ role, dag, ...person }) => {
        const [label, group] = [roles[role]?.label, dags[dag]];
        return { ...person, ...(label ? { role: label } : {}), ...(group ? { dag: group } : {}) };
      }),
    ],
  };
}
