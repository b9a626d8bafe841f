import type { DataTable } from "../dataTable";
import { readHeader } from "../import/header";
import { importTable } from "../import/importTable";
import type { Snapshot } from "../access/snapshot";
import { COLUMN_RULES } from "../rules/columnRules";
import { placed } from "../rules/problem";
import type { Problem } from "../rules/problem";
import { breaks } from "../rules/rule";
import { describeColumn } from "../access/tables";
import type { TableName } from "../access/tables";
import { anyProject, keysIn } from "./anyProject";

export interface CheckInput {
  readonly table: TableName;
  readonly source: DataTable;
  /** Undefined: only what is wrong in any project is found. */
  readonly live: Snapshot | undefined;
  /** People whom the drafts of the project add. */
  readonly coming?: ReadonlySet<string>;
  /** The table is a draft, whose cells are sent as they stand. */
  readonly sent?: boolean;
}

/** Everything that an import of the table would refuse, ask or put right by itself, each at its cell. */
export function checkTable({ table, source, live, coming, sent = false }: CheckInput): readonly Problem[] {
  const made = importTable({
    table,
    source,
    live: live ?? anyProject(table, source),
    coming: live ? (coming ?? new Set()) : new Set(keysIn(table, source)),
    sent,
  });
  // What an import asks about columns is said of each of them already; without a project no id is foreign.
  const open = made.open().filter(({ rule }) => rule !== "columnsUnknown" && (live || !rule.startsWith("foreign")));
  return [...shownColumns(table, source), ...made.ignored, ...open, ...made.refused, ...made.remarks];
}

function shownColumns(table: TableName, source: DataTable): readonly Problem[] {
  return readHeader(table, source.columns)
    .filter(({ name, known }) => known && describeColumn(table, name)?.readOnly)
    .map(({ index, said }) => placed(breaks(COLUMN_RULES.columnShown, said), { row: -1, column: index }));
}
