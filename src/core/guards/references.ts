import { english } from "../text/message";
import { knowsDags } from "../access/people";
import type { SetCell } from "../edits/edit";
import { cellsIn, isLocalKey } from "../edits/edit";
import type { Snapshot } from "../access/snapshot";
import { listing } from "../text/words";
import { shown } from "../text/displayText";
import type { Found, Guard, GuardContext } from "./guard";

/** A column that holds the id of a role or a group. */
interface Reference {
  readonly column: string;
  readonly one: string;
  /** Where the ids are listed. */
  readonly table: "userRole" | "dag";
  /** Of the project as it is: what the plan itself creates is known as well. */
  readonly ids: (live: Snapshot) => ReadonlySet<string>;
  readonly created: (desired: Snapshot) => Iterable<string>;
  /** Ids by the name people see. */
  readonly named: (live: Snapshot, name: string) => readonly string[];
}

const ROLE: Reference = {
  column: "unique_role_name",
  one: "role",
  table: "userRole",
  ids: (live) => new Set(live.roles.keys()),
  created: (desired) => desired.roles.keys(),
  // A role that was created a moment ago can be listed without its id (around 14.0.2).
  named: (live, name) =>
    [...live.roles.values()].filter((role) => role.label === name && role.id !== "").map((role) => role.id),
};

const DAG: Reference = {
  column: "data_access_group",
  one: "data access group",
  table: "dag",
  ids: groupIds,
  created: (desired) => desired.dags.keys(),
  named: (live, name) => [...live.dags.values()].filter((dag) => dag.name === name).map((dag) => dag.id),
};

/** A token without the DAG right cannot list the groups, but the people it reads show some. */
export function groupIds(live: Snapshot): ReadonlySet<string> {
  const used = live.tables.dag || !knowsDags(live) ? [] : [...live.people.values()].map((person) => person.dag);
  return new Set([...live.dags.keys(), ...used.filter((dag) => dag !== "")]);
}

export const unknownRole: Guard = { id: "unknownRole", level: "refuse", find: (c) => unknown(c, ROLE) };
export const roleByLabel: Guard = { id: "roleByLabel", level: "refuse", find: (c) => byLabel(c, ROLE) };
export const ambiguousRole: Guard = { id: "ambiguousRole", level: "refuse", find: (c) => ambiguous(c, ROLE) };
export const unknownDag: Guard = { id: "unknownDag", level: "refuse", find: (c) => unknown(c, DAG) };
export const dagByLabel: Guard = { id: "dagByLabel", level: "refuse", find: (c) => byLabel(c, DAG) };
export const ambiguousDag: Guard = { id: "ambiguousDag", level: "refuse", find: (c) => ambiguous(c, DAG) };

function unknown(context: GuardContext, reference: Reference): readonly Found[] {
  return strangers(context, reference)
    .filter(({ ids }) => ids.length === 0)
    .map(({ value, keys }) => ({
      keys,
      sentence: isLocalKey(value)
        ? `The new ${reference.one} ${value} is wanted for ${listing(keys)}, but these changes do not create it.`
        : (unlisted(context.live, reference, value) ??
          `There is no ${reference.one} "${value}" in this project (wanted for ${listing(keys)}). Choose one of the list.`),
    }));
}

/** What cannot be listed may be there all the same. */
function unlisted({ missing }: Snapshot, { table, one }: Reference, value: string): string | undefined {
  const why = missing[table] && english(missing[table].said);
  return why && `Whether there is a ${one} "${shown(value)}" is not known: ${why}`;
}

function byLabel(context: GuardContext, reference: Reference): readonly Found[] {
  return strangers(context, reference)
    .filter(({ ids }) => ids.length === 1)
    .map(({ value, ids, keys }) => ({
      keys,
      sentence: `"${value}" is the name of a ${reference.one}; write its id ${ids[0] ?? ""} instead (for ${listing(keys)}).`,
    }));
}

function ambiguous(context: GuardContext, reference: Reference): readonly Found[] {
  return strangers(context, reference)
    .filter(({ ids }) => ids.length > 1)
    .map(({ value, ids, keys }) => ({
      keys,
      sentence: `Several ${reference.one}s are called "${value}": ${listing(ids)}. Write the id that you mean (for ${listing(keys)}).`,
    }));
}

/** Values that are no id, each with the people it is wanted for and the ids of that name. */
function strangers({ live, desired, replayed }: GuardContext, reference: Reference) {
  const known = new Set([...reference.ids(live), ...reference.created(desired)]);
  const people = new Map<string, string[]>();
  for (const edit of cellsIn(replayed.wanted)) {
    if (!isReference(edit, reference) || known.has(edit.after)) continue;
    const keys = people.get(edit.after);
    if (keys) keys.push(edit.key);
    else people.set(edit.after, [edit.key]);
  }
  return [...people].map(([value, keys]) => ({ value, keys, ids: reference.named(live, value) }));
}

function isReference(edit: SetCell, { column }: Reference): boolean {
  return edit.draft === "assignments" && edit.column === column && edit.after !== "";
}
