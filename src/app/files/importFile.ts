import { decodeFile } from "../../codec/file";
import type { DecodedFile } from "../../codec/file";
import { recogniseTable } from "../../core/import/recognise";
import type { ImportCounts, TableImport } from "../../core/import/rows";
import type { Answers, Question } from "../../core/import/question";
import type { IgnoredColumn } from "../../core/import/report";
import { cannotImport, DRAFT_OF, importTable } from "../../core/import/importTable";
import type { Edit, DraftName } from "../../core/edits/edit";
import type { Snapshot } from "../../core/access/snapshot";
import { TABLES } from "../../core/tables";
import type { TableName } from "../../core/tables";

export interface ImportChoices {
  /** The access table, where the columns of the file leave it open. */
  readonly table?: TableName;
  readonly answers?: Answers;
  /** *Make the project match the file*: what the file leaves out is removed. */
  readonly match?: boolean;
  /** People whom the drafts of the project add. */
  readonly coming?: ReadonlySet<string>;
}

/** What is wrong with a file, and where; without a place it is wrong as a whole. */
export interface ImportTrouble {
  /** "Line 3" or, where rows have no lines, "Entry 2". */
  readonly at?: string;
  readonly message: string;
  /** How many others this one stands for. */
  readonly standsFor?: number;
}

export type ImportOutcome =
  | { readonly kind: "refused"; readonly troubles: readonly ImportTrouble[] }
  | { readonly kind: "ambiguous"; readonly candidates: readonly TableName[] }
  | {
      readonly kind: "read";
      readonly table: TableName;
      /** The draft that shows it; people who come or go stand in two. */
      readonly draft: DraftName;
      /** Nothing of them is sent, or even in a draft, by this. */
      readonly edits: readonly Edit[];
      readonly counts: ImportCounts;
      /** Until they are answered, the edits hold to the careful answers. */
      readonly questions: readonly Question[];
      readonly refused: readonly ImportTrouble[];
      readonly ignored: readonly IgnoredColumn[];
      readonly notes: readonly string[];
    };

/** A file against a project: what would change if the project became what the file says. */
export async function importFile(
  bytes: Uint8Array,
  live: Snapshot,
  choices: ImportChoices = {},
): Promise<ImportOutcome> {
  return importDecoded(await decodeFile(bytes), live, choices);
}

/** The same for a file that has been read, so that answering a question need not read it again. */
export function importDecoded(file: DecodedFile, live: Snapshot, choices: ImportChoices = {}): ImportOutcome {
  const { table: source, problems } = file;
  if (problems.length > 0) {
    return refused(
      problems.map(({ line, message, standsFor }) => ({
        at: `Line ${line}`,
        message,
        ...(standsFor === undefined ? {} : { standsFor }),
      })),
    );
  }
  const candidates = recogniseTable(source.columns);
  if (candidates.length === 0 && source.columns.length > 0) return refused([notAccess(source.columns)]);
  if (source.rows.length === 0) return refused([{ message: "The file has no rows, so there is nothing to import." }]);
  const [only] = candidates;
  const table = choices.table ?? (candidates.length === 1 ? only : undefined);
  if (!table) return candidates.length > 0 ? { kind: "ambiguous", candidates } : refused([notAccess(source.columns)]);
  const reason = cannotImport(live, table);
  if (reason) return refused([{ message: reason }]);
  const { edits, counts, questions, ignored, ...made } = importTable({ ...choices, table, source, live });
  const rows = made.refused.map(({ row, message }) => ({ at: placeOf(file, row), message }));
  return {
    kind: "read",
    table,
    draft: DRAFT_OF[table],
    edits,
    counts,
    questions,
    ignored,
    refused: rows,
    notes: notesOf(file, made),
  };
}

function refused(troubles: readonly ImportTrouble[]): ImportOutcome {
  return { kind: "refused", troubles };
}

function notAccess(columns: readonly string[]): ImportTrouble {
  const keys = [...new Set(Object.values(TABLES).map(({ key }) => key))].join(", ");
  const found = columns.slice(0, 5).join(", ");
  return { message: `This is no access table: it needs a column such as ${keys}, and has ${found || "none"}.` };
}

function placeOf({ lines }: DecodedFile, row: number): string {
  const line = lines?.[row];
  return line === undefined ? `Entry ${row + 1}` : `Line ${line}`;
}

function notesOf({ encoding }: DecodedFile, { held }: Pick<TableImport, "held">): readonly string[] {
  return [
    ...(encoding === "windows-1252"
      ? ["The file is not in UTF-8; it was read as Latin-1. Check names with accents."]
      : []),
    ...(held ? ["Nothing is removed, because rows were left out that may name what would go."] : []),
  ];
}
