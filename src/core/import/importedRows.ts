import type { DraftName, Edit } from "../edits/edit";
import { placed } from "../rules/problem";
import type { Problem } from "../rules/problem";
import type { Answers, Question } from "../rules/questions";
import { ROW_RULES } from "../rules/rowRules";
import { breaks } from "../rules/rule";
import type { ImportReport } from "./importReport";
import type { Snapshot } from "../access/snapshot";
import { cellText } from "../dataTable";
import type { Cell, DataTable } from "../dataTable";
import { extraIn } from "./header";
import type { Header } from "./header";
import { isNothing, wholeNumber } from "../rules/fileNotation";
import type { TableName } from "../access/tables";

export interface TableInput {
  readonly table: TableName;
  readonly source: DataTable;
  readonly live: Snapshot;
  readonly answers?: Answers;
  /** *Make the project match the file*: what the file leaves out is removed. */
  readonly match?: boolean;
  /** The ids of the file are another project's, as everybody knows: only a name that is there already leaves a choice. */
  readonly foreign?: boolean;
  /** Ids of another project → labels, of roles and groups that came from it. */
  readonly elsewhere?: ReadonlyMap<string, string> | undefined;
  /** What tables of the same folder say of the ids in this one. */
  readonly beside?: { readonly roles: FileIds; readonly dags: FileIds };
  /** The table is a draft, whose cells are sent as they stand. */
  readonly sent?: boolean;
  /** People whom the drafts of the project add; they may stand in files of assignments already. */
  readonly coming?: ReadonlySet<string>;
}

/** What the ids of a file are in the project, and what the file calls them. */
export interface FileIds {
  readonly keys: ReadonlyMap<string, string>;
  readonly labels: ReadonlyMap<string, string>;
}

/** Rows of the file by what becomes of them. */
export interface ImportCounts {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly removed: number;
}

export interface TableImport {
  readonly edits: readonly Edit[];
  readonly counts: ImportCounts;
  readonly questions: readonly Question[];
  readonly refused: readonly Problem[];
  readonly ignored: readonly Problem[];
  /** Cells that an import puts right by itself. */
  readonly remarks: readonly Problem[];
  /** The cells behind the questions. */
  readonly open: () => readonly Problem[];
  /** Nothing was removed, because a row that was left out might name what would go. */
  readonly held: boolean;
  /** Rows of other projects, which were left out. */
  readonly others: number;
  /** Of roles and groups: what the ids of the file are here; `new:1` for what is not there yet. */
  readonly keys?: ReadonlyMap<string, string>;
  /** And what they are called. */
  readonly ids?: ReadonlyMap<string, string>;
}

/** Edits of the rows of a file as they are read, row by row. */
export class Rows {
  private readonly edits: Edit[] = [];
  private readonly count = { added: 0, changed: 0, unchanged: 0, removed: 0 };
  private held = false;
  private others = 0;
  private said = 0;

  /** `first`: where each key stands first; it also decides which keys are the same. */
  constructor(
    private readonly report: ImportReport,
    private readonly first = new Map<string, number>(),
  ) {}

  /** Whether a row says something of this project; a row without content is none. */
  says(row: readonly Cell[], headers: readonly Header[], projectId: number): boolean {
    if (row.every((cell) => cellText(cell).trim() === "")) return false;
    const of = wholeNumber(cellText(reader(extraIn(headers, "project"))(row)).trim());
    const other = !isNothing(of) && projectId > 0 && of !== String(projectId);
    if (other) this.others += 1;
    else this.said += 1;
    return !other;
  }

  /** Whether the key stands here for the first time; later rows of the same key are refused. */
  begin(row: number, key: string, draft: DraftName, column: number): boolean {
    const other = this.first.get(key);
    if (other === undefined) {
      this.first.set(key, row);
      return true;
    }
    this.report.refuse({ ...placed(breaks(ROW_RULES.keyTwice, draft, key), { row, column }), other });
    return false;
  }

  add(edits: readonly Edit[], kind: "added" | "changed"): void {
    this.count[edits.length > 0 ? kind : "unchanged"] += 1;
    this.push(edits);
  }

  remove(edits: readonly Edit[]): void {
    this.count.removed += 1;
    this.push(edits);
  }

  skip(): void {
    this.count.unchanged += 1;
  }

  /** Whether what the file leaves out is removed: only where every one of its rows could be read. */
  removes(match: boolean | undefined): boolean {
    this.held = match === true && (this.report.refused.length > 0 || this.said === 0);
    return match === true && !this.held;
  }

  has(key: string): boolean {
    return this.first.has(key);
  }

  done(): TableImport {
    const { questions, refused, ignored, remarks } = this.report;
    return {
      edits: this.edits,
      counts: { ...this.count },
      questions,
      refused,
      ignored,
      remarks,
      open: () => this.report.open,
      held: this.held,
      others: this.others,
    };
  }

  private push(edits: readonly Edit[]): void {
    for (const edit of edits) this.edits.push(edit);
  }
}

/** Reads a column of the file by its index; -1 is none. */
export function reader(headerIndex: number): (row: readonly Cell[]) => Cell {
  return headerIndex < 0 ? () => undefined : (row) => row[headerIndex];
}
