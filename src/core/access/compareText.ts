import { cellText, column, EMPTY_TABLE } from "../dataTable";
import { describeRight, exportTitle, formMap, formRightTitle } from "./rights";
import type { Snapshot } from "./snapshot";
import { describeColumn, TABLES } from "./tables";
import { shown } from "../text/displayText";
import { wholeDagName, wholeRoleName } from "./names";

/** Two names that differ at their end shall be seen to differ. */
const LONG = 1000;

const HEADINGS: ReadonlySet<string> = new Set([TABLES.userRole.key, TABLES.userRole.nameColumn]);

/**
 * The roles of a project for a comparison with another one: by name, rights in words and in an order of ours, so that
 * neither ids nor encodings nor the order of instruments make a difference.
 */
export function rolesText(snapshot: Snapshot): string {
  const table = snapshot.tables.userRole ?? EMPTY_TABLE;
  const order = new Map(TABLES.userRole.columns.map(({ name }, index) => [name, index]));
  const columns = table.columns
    .filter((name) => !describeColumn("userRole", name)?.readOnly && !HEADINGS.has(name))
    .sort((a, b) => (order.get(a) ?? order.size) - (order.get(b) ?? order.size) || compare(a, b));
  const id = column(table, "unique_role_name");
  const blocks = table.rows.map((row) => {
    const lines = columns.map((name) => rightLines(name, row[table.columns.indexOf(name)]));
    return { name: line(wholeRoleName(snapshot, cellText(id(row)))), lines: lines.flat() };
  });
  return blocks
    .sort((a, b) => compare(a.name, b.name))
    .map(({ name, lines }) => [name, ...lines.map((line) => `  ${line}`), ""].join("\n"))
    .join("\n");
}

/** Who has which role and group, by their names. */
export function assignmentsText(snapshot: Snapshot): string {
  const lines = [...snapshot.people.values()].map(({ username, role, dag }) => {
    const of = [
      role ? line(wholeRoleName(snapshot, role)) : "no role",
      dag ? `DAG ${line(wholeDagName(snapshot, dag))}` : "no DAG",
    ];
    return `${line(username)}: ${of.join("; ")}`;
  });
  return lines
    .sort(compare)
    .map((line) => `${line}\n`)
    .join("");
}

function rightLines(name: string, cell: Parameters<typeof describeRight>[1]): readonly string[] {
  const described = describeColumn("userRole", name);
  const title = described?.title ?? line(name);
  if (described?.kind !== "formRights" && described?.kind !== "formExport") {
    return [`${title}: ${line(described ? describeRight(described, cell) : cellText(cell))}`];
  }
  const words = described.kind === "formRights" ? formRightTitle : exportTitle;
  const forms = [...formMap(cell)].sort(([a], [b]) => compare(a, b));
  return [`${title}:`, ...forms.map(([form, code]) => `  ${line(form)}: ${line(words(code))}`)];
}

/** A name with a line break must not look like a line about somebody else. */
function line(text: string): string {
  return shown(text, LONG);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
