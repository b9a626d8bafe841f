import type { Cell } from "../dataTable";
import type { CellEdit } from "../plan";
import type { Answers, Question } from "./question";
import type { IgnoredColumn, RefusedRow, Report } from "./report";
import type { Snapshot } from "../snapshot";
import type { DataTable } from "../dataTable";
import type { TableName } from "../tables";

export interface TableInput {
  readonly table: TableName;
  readonly source: DataTable;
  readonly live: Snapshot;
  readonly answers?: Answers;
  /** *Make the project match the file*: what the file leaves out is removed. */
  readonly match?: boolean;
  /** People whom the drafts of the project add; they may stand in files of assignments already. */
  readonly coming?: ReadonlySet<string>;
}

/** Rows of the file by what becomes of them. */
export interface ImportCounts {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly removed: number;
}

export interface TableImport {
  readonly edits: readonly CellEdit[];
  readonly counts: ImportCounts;
  readonly questions: readonly Question[];
  readonly refused: readonly RefusedRow[];
  readonly ignored: readonly IgnoredColumn[];
  /** Nothing was removed, because a row that was left out might name what would go. */
  readonly held: boolean;
}

/** Edits of the rows of a file as they are read, row by row. */
export class Rows {
  private readonly edits: CellEdit[] = [];
  private readonly count = { added: 0, changed: 0, unchanged: 0, removed: 0 };
  private held = false;
  private readonly first = new Map<string, number>();

  constructor(private readonly report: Report) {}

  /** Whether the key stands here for the first time; later rows of the same key are refused. */
  begin(row: number, key: string, one: string): boolean {
    const before = this.first.get(key);
    if (before === undefined) this.first.set(key, row);
    else this.report.refuse(row, `The ${one} ${key} stands in the file twice.`);
    return before === undefined;
  }

  add(edits: readonly CellEdit[], kind: "added" | "changed"): void {
    this.count[edits.length > 0 ? kind : "unchanged"] += 1;
    this.push(edits);
  }

  remove(edits: readonly CellEdit[]): void {
    this.count.removed += 1;
    this.push(edits);
  }

  skip(): void {
    this.count.unchanged += 1;
  }

  /** Whether what the file leaves out is removed: only where every one of its rows could be read. */
  removes(match: boolean | undefined, rows: number): boolean {
    this.held = match === true && (this.report.refused.length > 0 || rows === 0);
    return match === true && !this.held;
  }

  has(key: string): boolean {
    return this.first.has(key);
  }

  done(): TableImport {
    const { questions, refused, ignored } = this.report;
    return { edits: this.edits, counts: { ...this.count }, questions, refused, ignored, held: this.held };
  }

  private push(edits: readonly CellEdit[]): void {
    for (const edit of edits) this.edits.push(edit);
  }
}

export function reader(headerIndex: number | undefined): (row: readonly Cell[]) => Cell {
  return headerIndex === undefined ? () => undefined : (row) => row[headerIndex];
}
