import { decodeCsv, encodeCsv } from "../codec/csv";
import { cellText, column } from "../core/dataTable";
import { DRAFTS } from "../core/draft";
import type { DraftName } from "../core/plan";
import type { CellChange } from "./protocol";

/** Translated reasons why a cell cannot be changed. */
export interface EditWords {
  readonly unreadable: (line: number, problem: string) => string;
  readonly fixed: (column: string) => string;
  readonly noRow: (key: string) => string;
}

/** The draft's text with some cells changed. @throws Error when it cannot be read or a cell is not there. */
export function withChanges(draft: DraftName, text: string, changes: readonly CellChange[], words: EditWords): string {
  const { key: keyName } = DRAFTS[draft];
  const { table, problems } = decodeCsv(text);
  const [problem] = problems;
  if (problem) throw new Error(words.unreadable(problem.line, problem.message));
  const readKey = column(table, keyName);
  const there = new Set(table.rows.map((row) => cellText(readKey(row))));
  const wanted = new Map<string, Map<number, string>>();
  for (const { key, column: columnName, value } of changes) {
    const index = table.columns.indexOf(columnName);
    if (index < 0 || columnName === keyName) throw new Error(words.fixed(columnName));
    if (!there.has(key)) throw new Error(words.noRow(key));
    const cells = wanted.get(key) ?? new Map<number, string>();
    wanted.set(key, cells.set(index, value));
  }
  const rows = table.rows.map((row) => {
    const cells = wanted.get(cellText(readKey(row)));
    return cells ? row.map((cell, index) => cells.get(index) ?? cell) : row;
  });
  return encodeCsv({ columns: table.columns, rows });
}
