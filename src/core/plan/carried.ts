import { cellText, column, tableOf } from "../dataTable";
import type { DataTable } from "../dataTable";
import { cellId, draftCell } from "../edits/draftCell";
import type { DraftName, SetCell } from "../edits/edit";
import { sameValue, saysAlready } from "../edits/sameValue";
import { dagName, roleName } from "../access/names";
import type { Person, Snapshot } from "../access/snapshot";
import { Usernames } from "../access/usernames";
import { list, message, plural } from "../text/message";
import type { Message } from "../text/message";
import { aboutPeople } from "./expected";
import type { Expected } from "./expected";
import { dagWriting } from "./dagWriting";
import type { Step } from "./plan";
import type { AccessState } from "./targets";

/** A request with what it carries along as REDCap has it now, or why it must not be sent. */
export interface Carried {
  readonly step: Step;
  readonly expected: Expected;
  readonly reason?: Message;
}

export interface CarriedFrom {
  /** The plan's edits in REDCap's names, by `cellId`. */
  readonly edits: ReadonlyMap<string, SetCell>;
  readonly expected: Expected;
  /** The newest read of the tables that `tablesFor` names. */
  readonly now: Snapshot;
  /** People whose group could not be looked at, or not be put back, after an earlier request. */
  readonly unsure: ReadonlySet<string>;
}

type Table = keyof Snapshot["tables"];

/** What has to be read anew before a request: whatever its rows say without anybody having edited it. */
export function tablesFor(step: Step, newest: Snapshot): readonly Table[] {
  const { mapping } = dagWriting(newest);
  const dags: readonly Table[] = mapping ? ["userDagMapping"] : [];
  switch (step.purpose) {
    case "roles":
      return ["userRole"];
    case "removeRoles":
    case "removeDags":
      return ["user", ...(newest.tables.userRoleMapping ? (["userRoleMapping"] as const) : []), ...dags];
    case "createDags":
    case "createRoles":
    case "renameDags":
    case "removeUsers":
      return [];
    default: {
      const known = step.keys.every((key) => newest.people.has(key));
      const users = step.content === "user" || !mapping || !known;
      return [
        ...(users ? (["user"] as const) : []),
        ...(step.content === "userRoleMapping" ? [step.content] : []),
        ...dags,
      ];
    }
  }
}

/** Nothing that somebody else changed since the plan was made is overwritten with what was read before that. */
export function carryNewest(step: Step, from: CarriedFrom): Carried {
  const { expected } = from;
  if (step.purpose === "roles") return { step, expected, ...reasonOf(rolesMoved(step, from)) };
  if (step.purpose === "removeRoles" || step.purpose === "removeDags")
    return { step, expected, ...reasonOf(membersCame(step, from.now)) };
  if (!aboutPeople(step) || step.action === "delete") return { step, expected };
  return peopleCarried(step, from);
}

function reasonOf(moved: readonly Message[]): { readonly reason?: Message } {
  if (moved.length === 0) return {};
  const changes = list(moved, 3);
  return {
    reason: message("Somebody else changed the project in the meantime, so nothing more was sent: {changes}.", {
      changes,
    }),
  };
}

function peopleCarried(step: Step, from: CarriedFrom): Carried {
  const { rows, columns } = step.rows;
  const username = column(step.rows, "username");
  const at = columns.findIndex((name) => name === "data_access_group" || name === "redcap_data_access_group");
  const next = new Map(from.expected);
  const moved: Message[] = [];
  const carried = rows.map((row) => {
    const key = cellText(username(row));
    const person = from.now.people.get(key);
    const state = from.expected.get(key);
    if (step.purpose === "addUsers") {
      if (person) moved.push(message("{name} has been added to the project", { name: key }));
      return row;
    }
    if (!state) return row;
    if (!person) {
      moved.push(message("{name} is no longer in the project", { name: key }));
      return row;
    }
    moved.push(...personMoved(step, key, person, state, from));
    if (person.dag === state.dag || isEdited(from, "assignments", key, "data_access_group")) return row;
    // A request of ours has cost them their group, which the row gives back.
    if (person.dag === "" && from.unsure.has(key)) return row;
    // Nobody edited the group, so whatever it is now stays.
    next.set(key, { ...state, dag: person.dag });
    return at < 0 ? row : row.map((cell, index) => (index === at ? person.dag : cell));
  });
  return { step: { ...step, rows: tableOf(columns, carried) }, expected: next, ...reasonOf(moved) };
}

function personMoved(
  step: Step,
  key: string,
  person: Person,
  state: AccessState,
  from: CarriedFrom,
): readonly Message[] {
  const { now, unsure } = from;
  const moved: Message[] = [];
  const name = key;
  const edited = isEdited(from, "assignments", key, "data_access_group");
  if (person.dag !== state.dag && edited && !(person.dag === "" && unsure.has(key)))
    moved.push(
      person.dag
        ? message("{name} is in the DAG {dag}", { name, dag: dagName(now, person.dag) })
        : message("{name} is in no DAG", { name }),
    );
  if (step.content === "userRoleMapping" && person.role !== state.role)
    moved.push(
      person.role
        ? message("{name} is in the role {role}", { name, role: roleName(now, person.role) })
        : message("{name} is in no role", { name }),
    );
  if (step.content === "user")
    moved.push(...cellsMoved(step, "users", key, message("{name} has changed", { name }), from));
  return moved;
}

function rolesMoved(step: Step, from: CarriedFrom): readonly Message[] {
  return step.keys.flatMap((key) => {
    const role = from.now.roles.get(key);
    if (!role) return [message("the role {role} no longer exists", { role: key })];
    const label = cellText(column(step.rows, "role_label")(step.rows.rows[step.keys.indexOf(key)] ?? []));
    const renamed = role.label !== label && !isEdited(from, "roles", key, "role_label");
    return [
      ...(renamed ? [message("the role {role} is now called {name}", { role: label, name: role.label })] : []),
      ...cellsMoved(
        step,
        "roles",
        key,
        message("the role {role} has changed", { role: roleName(from.now, key) }),
        from,
      ),
    ];
  });
}

/** Cells that were edited and read neither as they were nor as they should; a form map carries what nobody edited. */
function cellsMoved(
  { rows }: Step,
  draft: "users" | "roles",
  key: string,
  said: Message,
  { edits, now }: CarriedFrom,
): readonly Message[] {
  const mine = rows.columns.flatMap((each) => edits.get(cellId({ draft, key, column: each })) ?? []);
  const moved = mine.filter(({ column: cell, before, after }) => {
    const reads = draftCell(now, draft, key, cell);
    // What slumbered under a role is known to REDCap alone, and an expiration goes with some assignments.
    if (reads === undefined || before === "" || cell === "expiration") return false;
    return !sameValue(draft, cell, reads, before) && !saysAlready(draft, cell, reads, after);
  });
  return moved.length === 0 ? [] : [said];
}

/** Deleting what somebody else has put people into would take more from them than anybody was shown. */
function membersCame({ purpose, keys }: Step, now: Snapshot): readonly Message[] {
  const roles = purpose === "removeRoles";
  return keys.flatMap((key) => {
    const inside = [...now.people.values()].filter((person) => (roles ? person.role : person.dag) === key);
    if (inside.length === 0) return [];
    const names = inside.map(({ username }) => username);
    const people = list(names);
    return [
      roles
        ? plural(
            names.length,
            { one: "{people} is in the role {role}", other: "{people} are in the role {role}" },
            { people, role: roleName(now, key) },
          )
        : plural(
            names.length,
            { one: "{people} is in the DAG {dag}", other: "{people} are in the DAG {dag}" },
            { people, dag: dagName(now, key) },
          ),
    ];
  });
}

function isEdited({ edits }: CarriedFrom, draft: DraftName, key: string, name: string): boolean {
  return edits.has(cellId({ draft, key, column: name }));
}

/** Whether a table that lists everybody lists these people too. */
export function lists(table: DataTable | undefined, keys: readonly string[]): boolean {
  if (!table) return true;
  const username = column(table, "username");
  const there = new Usernames(table.rows.map((row) => cellText(username(row))));
  return keys.every((key) => there.has(key));
}
