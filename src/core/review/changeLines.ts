import { EMPTY_TABLE } from "../dataTable";
import { rightsOf } from "../access/effective";
import type { Rights } from "../access/effective";
import { rightsSummary } from "../access/grants";
import { dagName, roleName } from "../access/names";
import { gains } from "../access/rights";
import type { Snapshot } from "../access/snapshot";
import { describeDraftColumn } from "../edits/draftTables";
import { draftCell } from "../edits/draftCell";
import type { RowChange } from "../edits/edit";
import type { ChangeLine } from "../page/page";
import type { Target } from "../plan/targets";
import { shown } from "../text/displayText";
import { message, plural, verbatim } from "../text/message";
import type { Message } from "../text/message";
import { gainsFirst, rightLines } from "./rightLines";
import type { RightLine } from "./rightLines";

/** A line with the cell that it is about; a row that comes or goes has lines of no cell. */
export interface CellLine extends ChangeLine {
  readonly column?: string;
}

export interface States {
  readonly live: Snapshot;
  readonly desired: Snapshot;
}

/** Somebody who leaves the project. */
export const REMOVED: readonly CellLine[] = [{ what: message("Removed from the project"), effect: "loss" }];

/** Everything that becomes something else for a person: what is gained first. */
export function personLines(states: States, target: Target): readonly CellLine[] {
  const { added, before, after, rights } = target;
  const { live, desired } = states;
  const will = rightsThen(desired, target);
  const was: Rights = added ? () => "" : rightsOf(live, target.person);
  const names = [...rights.keys()].filter((name) => !added || granted(name, will(name)));
  return gainsFirst<CellLine>([
    ...(added ? [{ what: message("Added to the project"), effect: "gain" as const }] : []),
    ...(added || before.role !== after.role ? [roleLine(states, target)] : []),
    ...(before.expiration === after.expiration ? [] : [expirationLine(target)]),
    ...dagLine(states, target),
    ...given(rightLines(names, was, will, live.instruments), added),
  ]);
}

/** Who or what has only just come had nothing before, and what gives nothing is not worth a line. */
function given(lines: readonly RightLine[], added: boolean): readonly CellLine[] {
  if (!added) return lines;
  const told = lines.filter(({ column, effect }) => effect === "gain" || !describeDraftColumn("roles", column));
  return told.map(({ from: _nothing, ...line }) => line);
}

function roleLine({ live, desired }: States, { before, after, added }: Target): CellLine {
  const none = message("none");
  return {
    column: "unique_role_name",
    what: message("Role"),
    ...(added ? {} : { from: before.role ? verbatim(roleName(live, before.role)) : none }),
    to: after.role ? verbatim(roleName(desired, after.role)) : none,
  };
}

function expirationLine({ before, after, added }: Target): CellLine {
  const day = (text: string) => (text === "" ? message("never") : verbatim(shown(text)));
  const later = before.expiration !== "" && (after.expiration === "" || after.expiration > before.expiration);
  return {
    column: "expiration",
    what: message("Expiration"),
    ...(added ? {} : { from: day(before.expiration), effect: later ? "gain" : "loss" }),
    to: day(after.expiration),
  };
}

/** A group that stays beside a new role is told too: losing it by the way is what people fear. */
function dagLine({ live, desired }: States, { before, after, added }: Target): readonly CellLine[] {
  const what = message("Data Access Group");
  if (before.dag === after.dag && !added)
    return after.dag ? [{ what, to: message("{group}, kept", { group: dagName(live, after.dag) }) }] : [];
  const name = (snapshot: Snapshot, id: string) =>
    id ? verbatim(dagName(snapshot, id)) : message("none (sees every record)");
  const effect = before.dag && !after.dag ? "gain" : !before.dag && !added ? "loss" : undefined;
  return [
    {
      column: "data_access_group",
      what,
      ...(added ? {} : { from: name(live, before.dag), ...(effect ? { effect } : {}) }),
      to: name(desired, after.dag),
    },
  ];
}

/** What somebody may do once everything is applied. */
export function rightsThen(desired: Snapshot, { person }: Target): Rights {
  const later = desired.people.get(person.username);
  return later ? rightsOf(desired, later) : () => "";
}

/** Whether a value allows anything at all; of columns that are not known every value is told. */
export function granted(name: string, value: string): boolean {
  const right = describeDraftColumn("roles", name);
  return right ? gains(right, "", value) : value !== "";
}

/** What becomes of a role. */
export function roleLines({ live, desired }: States, change: RowChange): readonly CellLine[] {
  const { key, kind, cells } = change;
  if (kind === "remove") return [{ what: message("Deleted"), effect: "loss" }];
  if (kind === "add") {
    const { row } = desired.roles.get(key) ?? { row: [] };
    const summary = rightsSummary(desired.tables.userRole ?? EMPTY_TABLE, row);
    const rights = cells.map(({ column }) => column).filter((name) => name !== "role_label");
    const will = (name: string) => draftCell(desired, "roles", key, name) ?? "";
    const some = rights.filter((name) => granted(name, will(name)));
    return [
      { what: message("Created, with {rights}", { rights: summary }) },
      ...given(
        rightLines(some, () => "", will, live.instruments),
        true,
      ),
    ];
  }
  const label = cells.find(({ column }) => column === "role_label");
  const of = (snapshot: Snapshot) => (name: string) => draftCell(snapshot, "roles", key, name) ?? "";
  const rights = cells.map(({ column }) => column).filter((name) => name !== "role_label");
  return [
    ...(label
      ? [{ column: "role_label", what: message("Name"), from: name(label.before), to: name(label.after) }]
      : []),
    ...rightLines(rights, of(live), of(desired), live.instruments),
  ];
}

/** What becomes of a data access group. */
export function dagLines({ live, desired }: States, { key, kind }: RowChange): readonly CellLine[] {
  if (kind === "remove") return [{ what: message("Deleted"), effect: "loss" }];
  if (kind === "add") return [{ what: message("Created") }];
  const names = [live, desired].map((snapshot) => name(snapshot.dags.get(key)?.name ?? key));
  const [from, to] = names;
  return [
    {
      column: "data_access_group_name",
      what: message("Name"),
      ...(from && to ? { from, to } : {}),
    },
  ];
}

function name(text: string): Message {
  return text.trim() === "" ? message("none") : verbatim(shown(text));
}

/** "4 members" */
export function membersOf(snapshot: Snapshot, role: string): Message {
  const count = snapshot.roles.get(role)?.members.length ?? 0;
  return plural(count, { one: "{count} member", other: "{count} members" });
}
