import type { EncodingGuess } from "../../codec/codePages";
import { decodeFile } from "../../codec/file";
import type { DecodedFile } from "../../codec/file";
import { notAccess, recogniseTable } from "../../core/import/recognise";
import type { ImportCounts, TableImport } from "../../core/import/rows";
import type { Answers, Question } from "../../core/import/question";
import type { IgnoredColumn } from "../../core/import/report";
import { cannotImport, DRAFT_OF, importTable } from "../../core/import/importTable";
import { peopleChanges } from "../../core/edits/edit";
import type { DraftName, Edit } from "../../core/edits/edit";
import { withNew } from "../../core/edits/withNew";
import type { Snapshot } from "../../core/access/snapshot";
import { readHeader } from "../../core/import/header";
import { counted } from "../../core/text/words";
import type { TableName } from "../../core/access/tables";

export interface ImportChoices {
  /** The access table, where the columns of the file leave it open. */
  readonly table?: TableName;
  readonly answers?: Answers;
  /** *Make the project match the file*: what the file leaves out is removed. */
  readonly match?: boolean;
  /** What the drafts of the project change already: files may name the people, roles and groups that come by it. */
  readonly draftEdits?: readonly Edit[];
  /** Ids of another project → labels, of roles and groups that files before this one brought. */
  readonly elsewhere?: ReadonlyMap<string, string>;
}

/** What is wrong with a file, and where; without a place it is wrong as a whole. */
export interface ImportTrouble {
  /** "Line 3" or, where rows have no lines, "Entry 2". */
  readonly at?: string;
  readonly message: string;
  /** How many others this one stands for. */
  readonly summarized?: number;
}

export type ImportOutcome =
  | { readonly kind: "refused"; readonly troubles: readonly ImportTrouble[] }
  | { readonly kind: "ambiguous"; readonly candidates: readonly TableName[] }
  /** Not in UTF-8: a person has to say which encoding it is before anything of it is read. */
  | { readonly kind: "encoding"; readonly guesses: readonly EncodingGuess[] }
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
      /** Of roles and groups: ids in the file → labels, so that files after it can name them. */
      readonly ids: ReadonlyMap<string, string>;
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
  const { table: source, problems, guesses } = file;
  if (guesses) return { kind: "encoding", guesses };
  if (problems.length > 0) {
    return refused(
      problems.map(({ line, message, summarized }) => ({
        at: `Line ${line}`,
        message,
        ...(summarized === undefined ? {} : { summarized }),
      })),
    );
  }
  const candidates = recogniseTable(source.columns);
  const reason = source.columns.length > 0 ? notAccess(source.columns) : undefined;
  if (reason) return refused([{ message: reason }]);
  if (source.rows.length === 0) return refused([{ message: "The file has no rows, so there is nothing to import." }]);
  const [only] = candidates;
  const table = choices.table ?? (candidates.length === 1 ? only : undefined);
  if (!table) return { kind: "ambiguous", candidates };
  const unreadable = cannotImport(live, table);
  if (unreadable) return refused([{ message: unreadable }]);
  const { draftEdits = [], ...others } = choices;
  const { edits, counts, questions, ignored, ...made } = importTable({
    ...others,
    ...{ table, source, live: withNew(live, draftEdits), coming: peopleChanges(draftEdits).added },
  });
  if (made.others > 0 && made.others === source.rows.length) {
    const message = `No row of the file is about this project: its project_id is ${live.project.projectId}.`;
    return refused([{ message }]);
  }
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
    notes: notesOf(made, source.columns, table),
    ids: made.ids ?? new Map(),
  };
}

function refused(troubles: readonly ImportTrouble[]): ImportOutcome {
  return { kind: "refused", troubles };
}

function placeOf({ lines }: DecodedFile, row: number): string {
  const line = lines?.[row];
  return line === undefined ? `Entry ${row + 1}` : `Line ${line}`;
}

function notesOf(
  { held, others }: Pick<TableImport, "held" | "others">,
  columns: readonly string[],
  table: TableName,
): readonly string[] {
  const tokens = readHeader(table, columns).filter(({ extra }) => extra === "token");
  return [
    ...(others > 0 ? [`${counted(others, "row is", "rows are")} of other projects and left out.`] : []),
    ...(tokens.length > 0
      ? ["The file holds API tokens, which were not read: delete that column, and the file where it is not needed."]
      : []),
    ...(held ? ["Nothing is removed, because rows were left out that may name what would go."] : []),
  ];
}
