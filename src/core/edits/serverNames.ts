import type { Edit } from "./edit";
import { own } from "../own";

/** REDCap's names by ours or by their former ones: what `new:1` became, and what a renamed group is called now. */
export interface ServerNames {
  readonly roles: ReadonlyMap<string, string>;
  readonly dags: ReadonlyMap<string, string>;
}

export const NO_SERVER_NAMES: ServerNames = { roles: new Map(), dags: new Map() };

/** Lays later names on earlier ones: what was `boston` and became `boston_north` is followed further. */
export function withLaterNames(earlier: ServerNames, later: ServerNames): ServerNames {
  const follow = (a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>) =>
    new Map([...b, ...[...a].map(([key, name]) => [key, b.get(name) ?? name] as const)]);
  return { roles: follow(earlier.roles, later.roles), dags: follow(earlier.dags, later.dags) };
}

/** Columns that hold names which REDCap gives. */
export const REFERENCES: Readonly<Record<string, keyof ServerNames>> = {
  unique_role_name: "roles",
  data_access_group: "dags",
  redcap_data_access_group: "dags",
  unique_group_name: "dags",
};

export function named(serverNames: ServerNames, columnName: string, value: string): string {
  const kind = own(REFERENCES, columnName);
  return (kind && serverNames[kind].get(value)) ?? value;
}

/** An edit in REDCap's names, to be compared with a read that was made after they were given. */
export function resolveEdit<E extends Edit>(edit: E, serverNames: ServerNames): E {
  const names = edit.draft === "roles" || edit.draft === "dags" ? serverNames[edit.draft] : undefined;
  const moved = { ...edit, key: names?.get(edit.key) ?? edit.key };
  if (moved.kind !== "set") return moved;
  const name = (value: string) => named(serverNames, moved.column, value);
  return { ...moved, before: name(moved.before), after: name(moved.after) };
}

/** As it is kept on disk. */
export interface NamePairs {
  readonly roles: readonly (readonly [from: string, to: string])[];
  readonly dags: readonly (readonly [from: string, to: string])[];
}

export function toPairs({ roles, dags }: ServerNames): NamePairs {
  return { roles: [...roles], dags: [...dags] };
}

export function fromPairs(pairs: NamePairs | undefined): ServerNames {
  return pairs ? { roles: new Map(pairs.roles), dags: new Map(pairs.dags) } : NO_SERVER_NAMES;
}
