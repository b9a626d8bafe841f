import { cellText, formMapText } from "../dataTable";
import type { Cell } from "../dataTable";
import { DRAFTS } from "../edits/draftTables";
import { draftHas } from "../edits/draftCell";
import type { DraftName } from "../edits/edit";
import type { Snapshot } from "../access/snapshot";
import { describeColumn, TABLES } from "../access/tables";
import type { TableName } from "../access/tables";
import { readForms } from "../rules/formLists";
import { isUnnamed, partOf, readHeader } from "./header";
import type { Header } from "./header";
import { isNothing, wholeNumber } from "../rules/fileNotation";
import type { IgnoredBecause } from "../rules/columnRules";
import type { ImportReport } from "./importReport";

/** A column of a draft, and where a row of the file says it. */
export interface Source {
  readonly column: string;
  /** Its column in the file. */
  readonly index: number;
  readonly cell: (row: readonly Cell[]) => Cell;
}

/** One level for all instruments, under its two names. */
const LEVELS = ["data_export", "data_export_tool"];

/** Where the file speaks of what the draft has; columns that it does not have are kept out and reported. */
export function sourcesOf(
  draft: DraftName,
  headers: readonly Header[],
  rows: readonly (readonly Cell[])[],
  live: Snapshot,
  report: ImportReport,
): Source[] {
  const said = new Set(headers.filter(({ known }) => known).map(({ name }) => name));
  const sources: Source[] = [];
  const mine = DRAFTS[draft].table === report.table;
  const parts: (Part & { readonly index: number })[] = [];
  for (const header of headers) {
    const { name, index, known } = header;
    if (header.extra === "token") {
      report.ignore(header.said, "token", index);
      continue;
    }
    if (header.extra !== undefined) continue;
    const part = mine && partOf(name);
    if (part && draftHas(live, draft, part.column)) {
      if (said.has(part.column)) report.ignore(header.said, { saidBy: part.column }, index);
      else parts.push({ ...part, index });
      continue;
    }
    const described = known ? describeColumn(report.table, name) : undefined;
    if (name === TABLES[report.table].key || described?.readOnly || described?.references) continue;
    if (!known && isShownOfPeople(report.table, header.said)) continue;
    if (!known && (countsRows(rows, index) || (isUnnamed(header.said) && isBlank(rows, index)))) {
      report.ignore(nameOf(header), isBlank(rows, index) ? "empty" : "numbersRows", index);
      continue;
    }
    const source = !mine
      ? undefined
      : draftHas(live, draft, name)
        ? { column: name, index, cell: (row: readonly Cell[]) => row[index] }
        : converted(draft, header, said, live);
    if (source && !sources.some((each) => each.column === source.column)) sources.push(source);
    else {
      const because: IgnoredBecause = known ? "notInProject" : { notIn: TABLES[report.table].title };
      report.ignore(nameOf(header), because, index);
      // A right that nobody gives is no loss where there is none to give.
      if (!isBlank(rows, index, known ? "0" : ""))
        report.ask("columnsUnknown", nameOf(header), { row: -1, column: index });
    }
  }
  for (const column of new Set(parts.map((part) => part.column))) {
    const own = parts.filter((part) => part.column === column);
    const [first] = own;
    if (first) sources.push({ column, index: first.index, cell: (row) => joinedParts(own, row) });
  }
  return sources;
}

/** A column without a name goes by its number. */
function nameOf({ said, index }: Header): string {
  return said.trim() || `#${index + 1}`;
}

type Part = NonNullable<ReturnType<typeof partOf>>;

/** What names people beside their usernames, in a list that is not of users. */
function isShownOfPeople(table: TableName, said: string): boolean {
  const [header] = TABLES[table].key === "username" ? readHeader("user", [said]) : [];
  return header?.known === true && describeColumn("user", header.name)?.readOnly === true;
}

/** Data frames number their rows from 0 or 1 in a column of their own. */
function countsRows(rows: readonly (readonly Cell[])[], index: number): boolean {
  const start = Number(cellText(rows[0]?.[index]) || NaN);
  return (start === 0 || start === 1) && rows.every((row, at) => Number(cellText(row[index]) || NaN) === start + at);
}

function isBlank(rows: readonly (readonly Cell[])[], index: number, also = ""): boolean {
  return rows.every((row) => isNothing(cellText(row[index])) || wholeNumber(cellText(row[index])) === also);
}

function joinedParts(parts: readonly (Part & { readonly index: number })[], row: readonly Cell[]): Cell {
  const told = parts.filter(({ index }) => !isNothing(cellText(row[index])));
  return told.length === 0 ? undefined : told.map(({ form, index }) => `${form}:${cellText(row[index])}`).join(";");
}

/** Export rights have had three names and two shapes. */
function converted(
  draft: DraftName,
  { name, index }: Header,
  said: ReadonlySet<string>,
  live: Snapshot,
): Source | undefined {
  const level = LEVELS.find((each) => !said.has(each) && draftHas(live, draft, each));
  if (LEVELS.includes(name) && level) return { column: level, index, cell: (row) => row[index] };
  if (LEVELS.includes(name) && !said.has("forms_export") && draftHas(live, draft, "forms_export")) {
    return { column: "forms_export", index, cell: (row) => forEveryForm(live, row[index]) };
  }
  if (name === "forms_export" && level) return { column: level, index, cell: (row) => oneLevel(row[index]) };
  return undefined;
}

function forEveryForm({ instruments }: Snapshot, level: Cell): Cell {
  const text = cellText(level).trim();
  return text === "" ? undefined : formMapText(instruments.map(({ name }) => [name, text]));
}

/** The level that all instruments share; otherwise the list itself, which then is refused as no level. */
function oneLevel(cell: Cell): Cell {
  const levels = new Set(readForms(cell).values());
  return levels.size === 1 ? [...levels][0] : cell;
}
