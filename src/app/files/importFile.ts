import type { EncodingGuess } from "../../codec/codePages";
import { decodeFile } from "../../codec/file";
import type { DecodedFile } from "../../codec/file";
import { asRuleProblem } from "../../codec/problems";
import { notAccess, recogniseTable } from "../../core/import/recognise";
import type { ImportCounts, TableImport } from "../../core/import/importedRows";
import { COLUMN_RULES } from "../../core/rules/columnRules";
import { placed } from "../../core/rules/problem";
import type { Problem } from "../../core/rules/problem";
import type { Answers, Question } from "../../core/rules/questions";
import { breaks } from "../../core/rules/rule";
import { cannotImport, DRAFT_OF, importTable } from "../../core/import/importTable";
import { peopleChanges } from "../../core/edits/edit";
import type { DraftName, Edit } from "../../core/edits/edit";
import { withNew } from "../../core/edits/withNew";
import type { Snapshot } from "../../core/access/snapshot";
import { readHeader } from "../../core/import/header";
import { message, plural } from "../../core/text/message";
import type { Message } from "../../core/text/message";
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

export type ImportOutcome =
  | { readonly kind: "refused"; readonly problems: readonly Problem[] }
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
      /** Rows that are left out, each at its line where the file has lines. */
      readonly refused: readonly Problem[];
      readonly ignored: readonly Problem[];
      readonly notes: readonly Message[];
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
    return { kind: "refused", problems: problems.map(asRuleProblem) };
  }
  const candidates = recogniseTable(source.columns);
  const reason = source.columns.length > 0 ? notAccess(source.columns) : undefined;
  if (reason) return refused(breaks(COLUMN_RULES.notAccess, reason));
  if (source.rows.length === 0) return refused(breaks(COLUMN_RULES.noRows));
  const [only] = candidates;
  const table = choices.table ?? (candidates.length === 1 ? only : undefined);
  if (!table) return { kind: "ambiguous", candidates };
  const unreadable = cannotImport(live, table);
  if (unreadable) return refused(breaks(COLUMN_RULES.tableUnreadable, unreadable));
  const { draftEdits = [], ...others } = choices;
  const { edits, counts, questions, ignored, ...made } = importTable({
    ...others,
    ...{ table, source, live: withNew(live, draftEdits), coming: peopleChanges(draftEdits).added },
  });
  if (made.others > 0 && made.others === source.rows.length)
    return refused(breaks(COLUMN_RULES.otherProject, live.project.projectId));
  return {
    kind: "read",
    table,
    draft: DRAFT_OF[table],
    edits,
    counts,
    questions,
    ignored,
    refused: made.refused.map((problem) => inFile(file, problem)),
    notes: notesOf(made, source.columns, table),
    ids: made.ids ?? new Map(),
  };
}

function refused(problem: Problem): ImportOutcome {
  return { kind: "refused", problems: [problem] };
}

/** A problem of a row with the line that it stands in, where rows have lines. */
export function inFile({ lines }: Pick<DecodedFile, "lines">, problem: Problem): Problem {
  const line = problem.place.row === undefined ? undefined : lines?.[problem.place.row];
  return line === undefined ? problem : placed(problem, { line });
}

function notesOf(
  { held, others }: Pick<TableImport, "held" | "others">,
  columns: readonly string[],
  table: TableName,
): readonly Message[] {
  const tokens = readHeader(table, columns).filter(({ extra }) => extra === "token");
  return [
    ...(others > 0
      ? [
          plural(others, {
            one: "{count} row is about another project and is left out.",
            other: "{count} rows are about other projects and are left out.",
          }),
        ]
      : []),
    ...(tokens.length > 0
      ? [
          message(
            "The file holds API tokens, which were not read. Delete that column, or the file if it is no longer needed.",
          ),
        ]
      : []),
    ...(held ? [message("Nothing is removed, because rows were left out that may name what would go.")] : []),
  ];
}
