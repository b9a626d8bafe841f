import { cellText, formMapText } from "../dataTable";
import type { Cell } from "../dataTable";
import { isDate } from "../dates";
import { shown } from "../text/displayText";
import { encodingOf, inEncoding, readForms } from "../import/formMaps";
import { formMap } from "../access/rights";
import { dagName, roleName } from "../access/names";
import type { CheckCode, Finding, Fix } from "./finding";
import { nearest } from "./nearest";
import { cellNow, cellOf } from "./subject";
import type { Subject } from "./subject";

/** A finding and the cell that it is about. */
interface Case extends Subject {
  readonly finding: Finding;
  readonly said: string;
}

type Repair = (given: Case) => readonly Fix[];

/** What can be put right without asking; the first of them is the likely one. */
export function fixesFor(subject: Subject, finding: Finding): readonly Fix[] {
  const said = cellText(cellOf(subject, finding.row, finding.column)).trim();
  return REPAIRS[finding.code]?.({ ...subject, finding, said }) ?? [];
}

const roleIds: Repair = (given) => idsOf(given, [...given.live.roles.values()], ({ id }) => roleName(given.live, id));
const dagIds: Repair = (given) =>
  idsOf(
    given,
    [...given.live.dags.values()].map(({ id, name }) => ({ id, label: name })),
    (id) => dagName(given.live, id.id),
  );

const REPAIRS: Readonly<Partial<Record<CheckCode, Repair>>> = {
  roleByLabel: roleIds,
  ambiguousRole: roleIds,
  unknownRole: roleIds,
  dagByLabel: dagIds,
  ambiguousDag: dagIds,
  unknownDag: dagIds,
  unknownUser: (given) => meant(given, nearest(given.said, given.live.people.keys())),
  rowUnknown: (given) => meant(given, nearest(given.said, given.live.people.keys())),
  keyTwice: ({ finding }) => [{ title: "Remove this row", removes: finding.row }],
  badDate: (given) => meant(given, [dayOf(given.said)].filter(isDate)),
  blankRoles: (given) => asNow(given, (id) => roleName(given.live, id)),
  blankDates: (given) => asNow(given, (date) => date),
  blankDags: (given) => asNow(given, (id) => dagName(given.live, id)),
  formsMissing: (given) => {
    const forms = new Map(formMap(cellNow(given, given.finding.row, given.finding.column)));
    const missing = [...forms.keys()].filter((form) => !formsOf(given).has(form)).length;
    for (const [form, code] of formsOf(given)) forms.set(form, code);
    return missing > 0 ? [write(given, "Add the missing instruments with what they are now", forms)] : [];
  },
  formEncoding: (given) => {
    const encoding = encodingOf(given.live);
    const forms = [...formsOf(given)].map(([form, code]) => [form, inEncoding(code, encoding)] as const);
    return [write(given, "Convert to this project's codes", new Map(forms))];
  },
  unknownForm: (given) => {
    const { part = "" } = given.finding;
    const names = nearest(
      part,
      given.live.instruments.map(({ name }) => name),
    );
    const renamed = (name: string) =>
      [...formsOf(given)].map(([form, code]) => [form === part ? name : form, code] as const);
    return [
      ...names.map((name) => write(given, `Use ${shown(name)}`, new Map(renamed(name)))),
      write(given, `Remove ${shown(part)}`, new Map([...formsOf(given)].filter(([form]) => form !== part))),
    ];
  },
};

/** Ids of what is called so, or nearly so. */
function idsOf<T extends { readonly id: string; readonly label: string }>(
  given: Case,
  list: readonly T[],
  name: (of: T) => string,
): readonly Fix[] {
  const same = list.filter(({ label }) => label.trim() === given.said);
  const near = () =>
    new Set(
      nearest(
        given.said,
        list.flatMap(({ id, label }) => [id, label]),
      ),
    );
  const close = same.length > 0 ? same : list.filter(({ id, label }) => near().has(id) || near().has(label));
  return close.map((each) => write(given, `Use ${shown(each.id)} (${name(each)})`, each.id));
}

function meant(given: Case, values: readonly string[]): readonly Fix[] {
  return values.map((value) => write(given, `Use ${shown(value)}`, value));
}

function asNow(given: Case, name: (id: string) => string): readonly Fix[] {
  const id = cellNow(given, given.finding.row, given.finding.column) ?? "";
  return id === "" ? [] : [write(given, `Keep ${name(id)}`, id)];
}

function formsOf({ source, live, table, finding }: Case): ReadonlyMap<string, string> {
  return readForms(cellOf({ source, live, table }, finding.row, finding.column));
}

/** Lists of instruments stay in the notation that they had. */
function write(given: Case, title: string, value: string | ReadonlyMap<string, string>): Fix {
  const { row, column } = given.finding;
  if (typeof value === "string") return { title, row, column, value };
  const before: Cell = cellOf(given, row, column);
  const entries = [...value];
  return typeof before === "object" && before !== null
    ? { title, row, column, value: Object.fromEntries(entries) }
    : { title, row, column, value: formMapText(entries) };
}

/** A day as people write it, where its parts can be told apart: 31.12.2026, 12/31/2026, 2026/12/31; else nothing. */
function dayOf(said: string): string {
  const [, a = "", b = "", c = ""] = /^(\d{1,4})[./\s-](\d{1,2})[./\s-](\d{1,4})$/.exec(said) ?? [];
  const iso = (year: string, month: string, day: string) => `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  if (a.length === 4) return iso(a, b, c);
  if (c.length !== 4) return "";
  if (said.includes(".") || Number(a) > 12) return iso(c, b, a);
  return Number(b) > 12 || a === b ? iso(c, a, b) : "";
}
