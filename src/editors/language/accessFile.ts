import type * as vscode from "vscode";
import type { Connection } from "../../app/connections/connection";
import { spanOf } from "../../codec/textTable";
import type { TextTable } from "../../codec/textTable";
import type { Problem } from "../../core/rules/problem";
import type { Subject } from "../../core/check/subject";
import type { Snapshot } from "../../core/access/snapshot";
import type { TableName } from "../../core/access/tables";
import { Range } from "vscode";

/** One version of a document, read and held against the project as it was last read. */
export interface AccessFile {
  readonly document: vscode.TextDocument;
  readonly text: string;
  readonly table: TextTable;
  /** Undefined when its columns are those of no access table. */
  readonly name: TableName | undefined;
  /** Others that its columns fit as well. */
  readonly others: readonly TableName[];
  readonly project: Connection | undefined;
  /** What REDCap said last; undefined until the project has been read. */
  readonly live: Snapshot | undefined;
  /** Whether it is a draft of ours in a text editor. */
  readonly draft: boolean;
  /** Found when first asked for. */
  problems(): readonly Problem[];
}

/** A file whose table and project are known, for what needs both. */
export function subjectOf({ name, live, table }: AccessFile): Subject | undefined {
  return name && live && { table: name, live, source: table.table };
}

export function rangeOf({ document, text, table }: AccessFile, { place }: Problem): vscode.Range {
  const { start, end } = spanOf(text, table, place);
  return new Range(document.positionAt(start), document.positionAt(end));
}
