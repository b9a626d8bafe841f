import { cellText, column, EMPTY_TABLE } from "../dataTable";
import { DRAFTS, isDraftColumn, isOwnRight } from "../edits/draftTables";
import { draftCell } from "../edits/draftCell";
import { sameUser } from "../access/usernames";
import { aboutPeople } from "../plan/expected";
import type { Plan } from "../plan/plan";
import { addRow, editsOf, KEY_COLUMN, removeRow, rowChanges, setCell } from "../edits/edit";
import type { Edit, RowChange, RowName, SetCell } from "../edits/edit";
import { sameValue } from "../edits/sameValue";
import type { Difference } from "../plan/verify";
import type { Person, Snapshot } from "../access/snapshot";
import { describeColumn, TABLES } from "../access/tables";
import { formMap } from "../access/rights";
import { givesNames, isAlikeName } from "../plan/readServerNames";
import { mayStillCome } from "../plan/stepMessages";
import { pendingStep } from "./pending";
import { foundNow, readsOf, standsAt } from "./found";
import type { FoundCell } from "./found";
import { nameNow, namesOf } from "./undoNames";
import type { Names, NamesApplied, SentStep } from "./undoNames";
import { joined, message } from "../text/message";
import type { Message } from "../text/message";

/** How somebody stood before anything was sent; kept in the journal. */
export interface PersonBefore {
  readonly username: string;
  readonly role: string;
  readonly dag: string;
  readonly expiration: string;
  /** Own rights, known only of people without a role: column and value. */
  readonly own?: readonly (readonly [column: string, value: string])[];
}

/** What has to be known of an apply to take it back or to finish it. */
export interface Applied extends NamesApplied {
  readonly before: readonly PersonBefore[];
  /** What the read-back found otherwise than it should be, planned or not: the apply has left it so. */
  readonly found: readonly Difference[];
}

/** Edits that lead back or on, and the names they are written in. */
export interface Recovery {
  readonly edits: readonly Edit[];
  readonly names: Names;
  /** What has to wait until the token may see it again, in sentences. */
  readonly later: readonly Message[];
  /** Why the way cannot be taken before the last request is known to have come to its end. */
  readonly pending: readonly Message[];
}

export type Direction = "undo" | "finish";

export function peopleBefore(plan: Plan): readonly PersonBefore[] {
  const { live } = plan.input;
  return [...new Set(plan.steps.filter(aboutPeople).flatMap((step) => step.keys))].flatMap((key) => {
    const person = live.people.get(key);
    if (!person) return [];
    const { username, role, dag, expiration } = person;
    return [{ username, role, dag, expiration, ...(role ? {} : { own: ownRights(live, person) }) }];
  });
}

/**
 * The edits that lead from what REDCap says now to how it was before (undo), or to what was wanted (finish): each row
 * that was changed is turned around, and what its edits do not tell comes from how it stood. Each edit names the live
 * value as its starting point where that value is one the apply can have left; any other value is somebody else's work
 * and comes out as a conflict.
 */
export function recoveryEdits(
  direction: Direction,
  applied: Applied,
  live: Snapshot,
  owner: string | undefined,
): Recovery {
  const names = namesOf(applied, live, direction);
  const rows = rowChanges(applied.edits);
  const found = foundNow(applied.found, names);
  const towards = (row: RowChange, stood: readonly SetCell[]) =>
    rowTowards(direction, inNames(row, names), standsAt(stood, found, inNames(row, names)), {
      live,
      planned: row,
      unverified: applied.unverified,
      found,
    });
  const things = (["dags", "roles"] as const).flatMap((draft) =>
    rows
      .filter((row) => row.draft === draft)
      .flatMap((row) => towards(row, thingStood(row, nameNow(names, draft, row.key), applied, live))),
  );
  const people = new Map(rows.filter(({ draft }) => draft === "users").map((row) => [row.key, row]));
  const sent = applied.before.flatMap((before) => {
    const row = people.get(before.username) ?? unplanned(before.username);
    people.delete(before.username);
    const edits = towards(row, personStood(before, names, live));
    const person = live.people.get(before.username);
    const mine = owner !== undefined && sameUser(owner, before.username);
    return direction === "undo" && person && !mine ? [...edits, ...ownRightsBack(before, person, edits)] : edits;
  });
  const came = [...people.values()].filter(({ kind }) => kind === "add").flatMap((row) => towards(row, []));
  const later = (["dags", "roles"] as const).filter(
    (draft) => rows.some((row) => row.draft === draft) && !live.tables[DRAFTS[draft].table],
  );
  const step = pendingStep(applied, live);
  // Whoever finishes sends it again, which makes a twin only of what it creates.
  const pending = step && (direction === "undo" || givesNames(step)) ? [stillToCome(step)] : [];
  return { edits: [...things, ...sent, ...came], names, later: later.map((draft) => HIDDEN[draft]), pending };
}

function stillToCome(step: SentStep): Message {
  return joined([mayStillCome(step), message("Try again in a minute.")]);
}

const HIDDEN = {
  dags: message(
    "The token may not see the data access groups now, so what was done to them stays. Undo once more when it may.",
  ),
  roles: message("The token may not see the roles now, so what was done to them stays. Undo once more when it may."),
};

interface Around {
  readonly live: Snapshot;
  /** The row in the names that it was planned in. */
  readonly planned: RowChange;
  readonly unverified: boolean;
  readonly found: readonly FoundCell[];
}

/** One row towards how it stood, or towards what was wanted of it. */
function rowTowards(direction: Direction, row: RowChange, stood: readonly SetCell[], around: Around): readonly Edit[] {
  const { draft, key, kind, cells } = row;
  const { live, planned } = around;
  const there = draftCell(live, draft, key, KEY_COLUMN[draft]) !== undefined;
  switch (kind) {
    case "remove":
      if (direction === "finish") return there ? [removeRow(draft, key)] : [];
      if (!there) return [addRow(draft, key), ...stood.filter(({ after }) => after !== "")];
      // Made anew by a way back that did not come to its end.
      return stood.flatMap((cell) => cellTowards(direction, cell, cell.after, undefined, around));
    case "add":
      if (direction === "undo") return there ? [removeRow(draft, key), ...changedSince(cells, around)] : [];
      return there ? cells.flatMap((cell) => madeTowards(cell, live)) : editsOf({ ...row, ...nameOf(planned, cells) });
    case "set": {
      const wanted = new Map(cells.map((cell) => [cell.column, cell]));
      const others = stood.filter((cell) => !wanted.has(cell.column));
      const was = new Map(stood.map((cell) => [cell.column, cell.after]));
      return there
        ? [
            ...others.flatMap((cell) => cellTowards(direction, cell, cell.after, undefined, around)),
            ...cells.flatMap((cell) =>
              cellTowards(direction, cell, was.get(cell.column) ?? cell.before, cell.after, around),
            ),
          ]
        : [];
    }
  }
}

/** What has no name of REDCap's yet is made under its local one. */
function nameOf({ key }: RowName, cells: readonly SetCell[]): Pick<RowChange, "key" | "cells"> {
  return { key, cells: cells.map((cell) => ({ ...cell, key })) };
}

/** `was`: how the cell stood; `sent`: what the apply wanted of it, if anything. */
function cellTowards(
  direction: Direction,
  cell: SetCell,
  was: string,
  sent: string | undefined,
  { live, unverified, found }: Around,
): readonly SetCell[] {
  const { draft, key, column: name } = cell;
  const now = draftCell(live, draft, key, name);
  const wanted = direction === "undo" ? was : (sent ?? was);
  if (now === undefined || sameValue(draft, name, now, wanted)) return [];
  const left = [was, ...(sent === undefined ? [] : [sent]), ...inBetween(cell, unverified), ...readsOf(found, cell)];
  if (left.some((value) => sameValue(draft, name, now, value)) || (unverified && isEmptied(cell, now)))
    return [setCell(draft, key, name, now, wanted)];
  return sent === undefined ? [] : [setCell(draft, key, name, direction === "undo" ? sent : was, wanted)];
}

/** Some servers zero a form map that a row leaves out. */
function isEmptied({ draft, column: name }: SetCell, now: string): boolean {
  const kind = describeColumn(DRAFTS[draft].table, name)?.kind;
  const codes = [...formMap(now)].map(([, code]) => code);
  return (kind === "formRights" || kind === "formExport") && codes.every((code) => code === "0" || code === "128");
}

/** A cell of a row that the apply has made. */
function madeTowards(cell: SetCell, live: Snapshot): readonly SetCell[] {
  const now = draftCell(live, cell.draft, cell.key, cell.column);
  if (now === undefined || sameValue(cell.draft, cell.column, now, cell.after)) return [];
  // Flags of what was added a moment ago read 0 where nothing was said.
  return [{ ...cell, before: now === "0" ? now : cell.before }];
}

/** Cells that read otherwise than they were set: somebody else's work, which comes out as a conflict. */
function changedSince(cells: readonly SetCell[], { live, unverified, found }: Around): readonly SetCell[] {
  return cells.flatMap((cell) => {
    const { draft, key, column: name, after } = cell;
    const now = draftCell(live, draft, key, name);
    if (now === undefined) return [];
    const left = [after, ...inBetween(cell, unverified), ...readsOf(found, cell)];
    const same = left.some((value) => sameValue(draft, name, now, value));
    // Without a read-back nobody knows how the server keeps a name.
    const kept = unverified && name === TABLES[DRAFTS[draft].table].nameColumn && isAlikeName(now, after);
    return same || kept ? [] : [{ ...cell, before: after, after: cell.before }];
  });
}

/** Between two requests people are without role or group, and some servers take an expiration with them. */
function inBetween({ draft, column: name }: SetCell, unverified: boolean): readonly string[] {
  return unverified && (draft === "assignments" || name === "expiration") ? [""] : [];
}

/** How a person stood, as the cells that would bring it back. */
function personStood(before: PersonBefore, names: Names, live: Snapshot): readonly SetCell[] {
  const { username, role, dag, expiration, own = [] } = before;
  // What somebody in a role holds of their own REDCap does not show.
  const known = live.people.get(username)?.role ? [] : (live.tables.user?.columns ?? []);
  return [
    setCell("assignments", username, "unique_role_name", "", nameNow(names, "roles", role)),
    setCell("assignments", username, "data_access_group", "", nameNow(names, "dags", dag)),
    setCell("users", username, "expiration", "", expiration),
    ...own.filter(([name]) => known.includes(name)).map(([name, value]) => setCell("users", username, name, "", value)),
  ];
}

/** How a role or group stood, under the name that it has now. Attributes that the project no longer has are left out. */
function thingStood(
  { draft, key: old }: RowName,
  key: string,
  { tables }: Pick<Applied, "tables">,
  live: Snapshot,
): readonly SetCell[] {
  const name = DRAFTS[draft].table;
  const table = tables[name] ?? EMPTY_TABLE;
  const readKey = column(table, KEY_COLUMN[draft]);
  const row = table.rows.find((each) => cellText(readKey(each)) === old) ?? [];
  return table.columns.flatMap((each, index) => {
    const kept = each !== KEY_COLUMN[draft] && isDraftColumn(draft, each) && live.tables[name]?.columns.includes(each);
    return kept ? [setCell(draft, key, each, "", cellText(row[index]))] : [];
  });
}

function unplanned(username: string): RowChange {
  return { draft: "users", key: username, kind: "set", cells: [], problems: [] };
}

/** A row as it is called by now, and the roles and groups in it. */
function inNames(row: RowChange, names: Names): RowChange {
  const key = row.draft === "roles" || row.draft === "dags" ? nameNow(names, row.draft, row.key) : row.key;
  const cells = row.cells.map((cell) => {
    const kind =
      cell.column === "unique_role_name" ? "roles" : cell.column === "data_access_group" ? "dags" : undefined;
    const name = (value: string) => (kind ? nameNow(names, kind, value) : value);
    return { ...cell, key, before: name(cell.before), after: name(cell.after) };
  });
  return { ...row, key, cells };
}

/** Somebody who had own rights and got a role: whether REDCap remembers them after the role is taken away is unsure. */
function ownRightsBack(before: PersonBefore, person: Person, edits: readonly Edit[]): readonly SetCell[] {
  const leaves = edits.some((edit) => edit.kind === "set" && edit.column === "unique_role_name" && edit.after === "");
  if (!before.own || !person.role || !leaves) return [];
  return before.own
    .filter(([, value]) => value !== "")
    .map(([name, value]) => setCell("users", before.username, name, "", value));
}

/** Only rights that we know: what REDCap does with attributes it does not expect on import is not documented. */
function ownRights(live: Snapshot, person: Person): readonly (readonly [string, string])[] {
  const users = live.tables.user ?? EMPTY_TABLE;
  return users.columns
    .filter((name) => isOwnRight(name) && describeColumn("user", name))
    .map((name) => [name, cellText(column(users, name)(person.row))] as const);
}
