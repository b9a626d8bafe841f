import { cellText, column, EMPTY_TABLE } from "../dataTable";
import { describeRight, exportTitle, formMap, formRightTitle } from "./rights";
import type { Snapshot } from "./snapshot";
import { describeColumn, TABLES } from "./tables";
import { shown } from "../text/displayText";
import { documentOf, indented } from "../text/document";
import { changeTexts, message, verbatim } from "../text/message";
import type { Message } from "../text/message";
import { wholeDagName, wholeRoleName } from "./names";

/** Two names that differ at their end shall be seen to differ. */
const LONG = 1000;

const HEADINGS: ReadonlySet<string> = new Set([TABLES.userRole.key, TABLES.userRole.nameColumn]);

/**
 * The roles of a project for a comparison with another one: by name, rights in words and in an order of ours, so that
 * neither ids nor encodings nor the order of instruments make a difference.
 */
export function rolesText(snapshot: Snapshot): Message {
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
  const sections = blocks
    .sort((a, b) => compare(a.name, b.name))
    .map(({ name, lines }) => [verbatim(name), ...indented(lines)]);
  return documentOf(sections);
}

/** Who has which role and DAG, by their names. */
export function assignmentsText(snapshot: Snapshot): Message {
  const people = [...snapshot.people.values()].sort((a, b) => compare(line(a.username), line(b.username)));
  const lines = people.map(({ username, role, dag }) =>
    message("{name}: {role}; {dag}", {
      name: lineOf(username),
      role: role ? lineOf(wholeRoleName(snapshot, role)) : message("no role"),
      dag: dag ? message("DAG {dag}", { dag: lineOf(wholeDagName(snapshot, dag)) }) : message("no DAG"),
    }),
  );
  return documentOf([lines]);
}

function rightLines(name: string, cell: Parameters<typeof describeRight>[1]): readonly Message[] {
  const described = describeColumn("userRole", name);
  const right = described?.title ?? lineOf(name);
  if (described?.kind !== "formRights" && described?.kind !== "formExport") {
    const level = described ? changeTexts(describeRight(described, cell), line) : lineOf(cellText(cell));
    return [message("{right}: {level}", { right, level })];
  }
  const title = described.kind === "formRights" ? formRightTitle : exportTitle;
  const forms = [...formMap(cell)].sort(([a], [b]) => compare(a, b));
  const levels = forms.map(([form, code]) =>
    message("{instrument}: {right}", { instrument: lineOf(form), right: changeTexts(title(code), line) }),
  );
  return [message("{right}:", { right }), ...indented(levels)];
}

/** A name with a line break must not look like a line about somebody else. */
function line(text: string): string {
  return shown(text, LONG);
}

function lineOf(text: string): Message {
  return verbatim(line(text));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
