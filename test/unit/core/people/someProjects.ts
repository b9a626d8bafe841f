import { tableOf } from "../../../../src/core/dataTable";
import type { Cell } from "../../../../src/core/dataTable";
import { buildSnapshot } from "../../../../src/core/access/snapshot";
import type { Instrument, SnapshotParts } from "../../../../src/core/access/snapshot";
import type { ReadProject } from "../../../../src/core/people/knownPeople";

export interface SomeRow {
  readonly username: string;
  readonly email?: string;
  readonly first?: string;
  readonly last?: string;
  readonly expiration?: string;
  readonly role?: string;
  readonly dag?: string;
  readonly rights?: Readonly<Record<string, Cell>>;
}

export interface SomeProject {
  readonly label: string;
  readonly server?: string;
  readonly takenAt?: number;
  readonly inProduction?: boolean;
  readonly roles?: readonly (readonly [id: string, label: string, rights?: Readonly<Record<string, Cell>>])[];
  readonly dags?: readonly (readonly [id: string, name: string])[];
  readonly instruments?: readonly Instrument[];
  readonly without?: readonly (keyof SnapshotParts["tables"])[];
  readonly people: readonly SomeRow[];
}

const RIGHTS = ["design", "user_rights", "data_access_groups", "logging", "api_export", "api_import", "mobile_app"];
const LATER = ["record_delete", "lock_records", "data_export", "forms", "forms_export"];
const COLUMNS = [...RIGHTS, ...LATER];

/** A project as it is read; people in a role show the role's rights, as REDCap does. */
export function someProject({
  label,
  server = "one.example.org",
  takenAt = 1000,
  inProduction = true,
  roles = [],
  dags = [],
  instruments = [{ name: "visit", label: "Visit" }],
  without = [],
  people,
}: SomeProject): ReadProject {
  const cells = (rights: Readonly<Record<string, Cell>> = {}) => COLUMNS.map((name) => rights[name] ?? "0");
  const roleOf = new Map(roles.map(([id, , rights]) => [id, rights]));
  const tables = {
    user: tableOf(
      ["username", "email", "firstname", "lastname", "expiration", "data_access_group", ...COLUMNS],
      people.map(({ username, email = "", first = "", last = "", expiration = "", role, dag = "", rights }) => {
        const held = role === undefined ? rights : roleOf.get(role);
        return [username, email, first, last, expiration, dag, ...cells(held)];
      }),
    ),
    userRole: tableOf(
      ["unique_role_name", "role_label", ...COLUMNS],
      roles.map(([id, name, rights]) => [id, name, ...cells(rights)]),
    ),
    userRoleMapping: tableOf(
      ["username", "unique_role_name"],
      people.map(({ username, role = "" }) => [username, role]),
    ),
    dag: tableOf(
      ["data_access_group_name", "unique_group_name"],
      dags.map(([id, name]) => [name, id]),
    ),
    userDagMapping: tableOf(
      ["username", "redcap_data_access_group"],
      people.map(({ username, dag = "" }) => [username, dag]),
    ),
  };
  const refused = { right: "User Rights", said: { verbatim: "refused" } };
  const project = { projectId: 1, title: label, inProduction, raw: new Map<string, string>() };
  return {
    ...{ id: `${server} ${label}`, label, origin: `https://${server}`, host: server },
    snapshot: buildSnapshot({
      ...{ takenAt, project, version: "16.1.3", instruments },
      tables: Object.fromEntries(Object.entries(tables).filter(([name]) => !without.some((each) => each === name))),
      missing: Object.fromEntries(without.map((name) => [name, refused])),
    }),
  };
}
