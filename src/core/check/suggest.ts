import { cellText } from "../dataTable";
import { addDays } from "../dates";
import { encodingOf, readForms, RIGHT_CODES } from "../rules/formLists";
import { EXPORT_CODES } from "../access/rights";
import type { FormEncoding } from "../rules/formLists";
import { personLine, sortedPeople } from "../access/people";
import type { Today } from "../access/people";
import { decodeFormRight, exportTitle, formRightTitle } from "../access/rights";
import type { Column } from "../access/tables";
import type { Person } from "../access/snapshot";
import { shown } from "../text/displayText";
import { dagName, roleName } from "../access/names";
import { Usernames } from "../access/usernames";
import { cellOf, columnAt } from "./subject";
import type { Subject } from "./subject";
import { joined, message, verbatim } from "../text/message";
import type { Message } from "../text/message";

/** Something that may stand in a cell. */
export interface Suggestion {
  /** What is written. */
  readonly value: string;
  /** What people read and look for. */
  readonly label: Message;
  readonly detail?: Message;
}

export interface Asked {
  readonly row: number;
  readonly column: number;
  /** What stands in the cell before the caret. */
  readonly before: string;
}

/** What may stand in a cell of a text; within a list of instruments, what may stand next. */
export function suggestions(subject: Subject, asked: Asked, today: Today): readonly Suggestion[] {
  const column = columnAt(subject, asked.column);
  if (!column) return [];
  if (column.references === "userRole" || column.name === "unique_role_name") return roles(subject);
  if (column.references === "dag" || column.name === "unique_group_name") return dags(subject);
  if (column.name === "username") return people(subject, asked, today);
  if (column.kind === "date") return days(today.today);
  if (column.choices) return column.choices.map(({ value, title }) => ({ value, label: coded(value, title) }));
  return column.kind === "formRights" || column.kind === "formExport" ? forms(subject, asked, column) : [];
}

/** Who has no row yet comes first: a second one would be a mistake. */
function people({ live, source }: Subject, asked: Asked, today: Today): readonly Suggestion[] {
  const others = source.rows.filter((_, row) => row !== asked.row);
  const named = new Usernames(others.map((row) => cellText(row[asked.column])));
  const all = sortedPeople(live);
  const here = (person: Person) => named.has(person.username);
  return [...all.filter((person) => !here(person)), ...all.filter(here)].map((person) => {
    const line = personLine(live, person, today);
    const detail = person.name === "" ? line : joined([verbatim(shown(person.name)), line], " · ");
    return { value: person.username, label: verbatim(shown(person.username)), detail };
  });
}

function roles({ live }: Subject): readonly Suggestion[] {
  return [...live.roles.values()]
    .filter(({ id }) => id !== "")
    .map(({ id, members }) => ({
      value: id,
      label: verbatim(`${roleName(live, id)} (${shown(id)})`),
      detail: message("{count} in it", { count: members.length }),
    }));
}

function dags({ live }: Subject): readonly Suggestion[] {
  return [...live.dags.values()].map(({ id, members }) => ({
    value: id,
    label: verbatim(`${shown(id)} (${dagName(live, id)})`),
    detail: message("{count} in it", { count: members.length }),
  }));
}

/** Days from today that people think in. */
const AHEAD = [
  [0, message("today")],
  [30, message("in 30 days")],
  [90, message("in 90 days")],
  [365, message("in a year")],
] as const;

function days(today: string): readonly Suggestion[] {
  const suggested = (day: string, detail: Message) => ({ value: day, label: verbatim(day), detail });
  return [
    ...AHEAD.map(([count, detail]) => suggested(addDays(today, count), detail)),
    suggested(`${today.slice(0, 4)}-12-31`, message("end of this year")),
  ];
}

/** After a colon the codes, elsewhere the instruments that are not listed yet. */
function forms({ table, source, live }: Subject, asked: Asked, { kind }: Column): readonly Suggestion[] {
  if (/:\s*["']?\w*$/.test(asked.before)) return codes(kind, encodingOf(live));
  const said = readForms(cellOf({ table, source, live }, asked.row, asked.column));
  return live.instruments
    .filter(({ name }) => !said.has(name) || asked.before.endsWith(name))
    .map(({ name, label }) => ({ value: name, label: verbatim(shown(name)), detail: verbatim(shown(label)) }));
}

/** A code with what it means. */
function coded(code: string, title: Message): Message {
  return joined([verbatim(code), title]);
}

function codes(kind: Column["kind"], encoding: FormEncoding): readonly Suggestion[] {
  if (kind === "formExport")
    return EXPORT_CODES.toSorted().map((code) => ({ value: code, label: coded(code, exportTitle(code)) }));
  return RIGHT_CODES.filter((code) => decodeFormRight(code).encoding === (encoding ?? "legacy")).map((code) => ({
    value: code,
    label: coded(code, formRightTitle(code)),
  }));
}
