import { cellText } from "../dataTable";
import type { Cell } from "../dataTable";
import { DRAFTS } from "../draft";
import { draftHas } from "../draftCell";
import type { DraftName } from "../plan";
import type { Snapshot } from "../snapshot";
import { describeColumn, TABLES } from "../tables";
import { readForms } from "./formMaps";
import { isJoined } from "./header";
import type { Header } from "./header";
import type { Report } from "./report";

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
export function sourcesOf(draft: DraftName, headers: readonly Header[], live: Snapshot, report: Report): Source[] {
  const said = new Set(headers.filter(({ known }) => known).map(({ name }) => name));
  const sources: Source[] = [];
  for (const header of headers) {
    const { name, index, known } = header;
    const described = known ? describeColumn(report.table, name) : undefined;
    if (
      name === TABLES[report.table].key ||
      described?.readOnly ||
      described?.references ||
      isJoined(report.table, header)
    )
      continue;
    const mine = DRAFTS[draft].table === report.table;
    const source = !mine
      ? undefined
      : draftHas(live, draft, name)
        ? { column: name, index, cell: (row: readonly Cell[]) => row[index] }
        : converted(draft, header, said, live);
    if (source && !sources.some((each) => each.column === source.column)) sources.push(source);
    else {
      const reason = known ? NOT_HERE : `${TABLES[report.table].title} have no such column`;
      report.ignore({ name: header.said, reason, index });
    }
  }
  return sources;
}

const NOT_HERE = "this project has no such column";

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
  return text === "" ? undefined : instruments.map(({ name }) => `${name}:${text}`).join(";");
}

/** The level that all instruments share; otherwise the list itself, which then is refused as no level. */
function oneLevel(cell: Cell): Cell {
  const levels = new Set(readForms(cell).values());
  return levels.size === 1 ? [...levels][0] : cell;
}
