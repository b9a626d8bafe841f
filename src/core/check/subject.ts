import type { Cell, DataTable } from "../dataTable";
import { cellText } from "../dataTable";
import { draftCell } from "../edits/draftCell";
import { indexIn, readHeader } from "../import/header";
import type { Header } from "../import/header";
import { DRAFT_OF } from "../import/importTable";
import type { Snapshot } from "../access/snapshot";
import { describeColumn, TABLES } from "../access/tables";
import type { Column, TableName } from "../access/tables";

/** A table in a text, and the project that it is held against. */
export interface Subject {
  readonly table: TableName;
  readonly source: DataTable;
  readonly live: Snapshot;
}

/** What a column of the text is to REDCap; undefined for one that it does not know. */
export function columnAt({ table, source }: Subject, index: number): Column | undefined {
  const header = headersOf(table, source)[index];
  return header?.known ? describeColumn(table, header.name) : undefined;
}

/** What the project says now where the text has this cell; undefined where it has no such row. */
export function cellNow({ table, source, live }: Subject, row: number, column: number): string | undefined {
  const name = columnAt({ table, source, live }, column)?.name ?? "";
  const index = indexIn(headersOf(table, source), TABLES[table].key);
  const key = cellText(source.rows[row]?.[index]).trim();
  if (name === "data_access_group" || name === "redcap_data_access_group") {
    return draftCell(live, "assignments", key, "data_access_group");
  }
  return draftCell(live, DRAFT_OF[table], key, name);
}

export function cellOf({ source }: Subject, row: number, column: number): Cell {
  return source.rows[row]?.[column];
}

const known = new WeakMap<DataTable, readonly Header[]>();

function headersOf(table: TableName, source: DataTable): readonly Header[] {
  const headers = known.get(source) ?? readHeader(table, source.columns);
  known.set(source, headers);
  return headers;
}
