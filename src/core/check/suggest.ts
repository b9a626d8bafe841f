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
import { english } from "../text/message";

/** Something that may stand in a cell. */
export interface Suggestion {
  /** What is written. */
  readonly value: string;
  /** What people read and look for. */
  readonly label: string;
  readonly detail?: string;
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
  if (column.choices) return column.choices.map(({ value, title }) => ({ value, label: `${value} ${english(title)}` }));
  return column.kind === "formRights" || column.kind === "formExport" ? forms(subject, asked, column) : [];
}

/** Who has no row yet comes first: a second one would be a mistake. */
function people({ live, source }: Subject, asked: Asked, today: Today): readonly Suggestion[] {
  const others = source.rows.filter((_, row) => row !== asked.row);
  const named = new Usernames(others.map((row) => cellText(row[asked.column])));
  const all = sortedPeople(live);
  const here = (person: Person) => named.has(person.username);
  return [...all.filter((person) => !here(person)), ...all.filter(here)].map((person) => {
    const detail = [shown(person.name), english(personLine(live, person, today))].filter(Boolean).join(" · ");
    return { value: person.username, label: shown(person.username), detail };
  });
}

function roles({ live }: Subject): readonly Suggestion[] {
  return [...live.roles.values()]
    .filter(({ id }) => id !== "")
    .map(({ id, members }) => ({
      value: id,
      label: `${roleName(live, id)} (${shown(id)})`,
      detail: `${members.length} in it`,
    }));
}

function dags({ live }: Subject): readonly Suggestion[] {
  return [...live.dags.values()].map(({ id, members }) => ({
    value: id,
    label: `${shown(id)} (${dagName(live, id)})`,
    detail: `${members.length} in it`,
  }));
}

/** Days from today that people think in. */
const AHEAD = [
  [0, "today"],
  [30, "in 30 days"],
  [90, "in 90 days"],
  [365, "in a year"],
] as const;

function days(today: string): readonly Suggestion[] {
  const year = { value: `${today.slice(0, 4)}-12-31`, label: `${today.slice(0, 4)}-12-31`, detail: "end of this year" };
  return [
    ...AHEAD.map(([count, detail]) => {
      const day = addDays(today, count);
      return { value: day, label: day, detail };
    }),
    year,
  ];
}

/** After a colon the codes, elsewhere the instruments that are not listed yet. */
function forms({ table, source, live }: Subject, asked: Asked, { kind }: Column): readonly Suggestion[] {
  if (/:\s*["']?\w*$/.test(asked.before)) return codes(kind, encodingOf(live));
  const said = readForms(cellOf({ table, source, live }, asked.row, asked.column));
  return live.instruments
    .filter(({ name }) => !said.has(name) || asked.before.endsWith(name))
    .map(({ name, label }) => ({ value: name, label: shown(name), detail: shown(label) }));
}

function codes(kind: Column["kind"], encoding: FormEncoding): readonly Suggestion[] {
  if (kind === "formExport")
    return EXPORT_CODES.toSorted().map((code) => ({ value: code, label: `${code} ${english(exportTitle(code))}` }));
  return RIGHT_CODES.filter((code) => decodeFormRight(code).encoding === (encoding ?? "legacy")).map((code) => ({
    value: code,
    label: `${code} ${english(formRightTitle(code))}`,
  }));
}
