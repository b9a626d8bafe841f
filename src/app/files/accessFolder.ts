import { NAME_COLUMN } from "../../core/edits/edit";
import { encodeCsv } from "../../codec/csv";
import type { DecodedFile } from "../../codec/file";
import { DRAFT_NAMES, DRAFTS } from "../../core/edits/draftTables";
import { cellText, column, EMPTY_TABLE } from "../../core/dataTable";
import { copyTables } from "../../core/folder/copyTables";
import type { CopyChoice } from "../../core/folder/copyTables";
import { folderEdits } from "../../core/folder/folderEdits";
import type { FolderEdits, FolderInput, FolderTables } from "../../core/folder/folderEdits";
import { folderTable, folderTables } from "../../core/folder/folderTable";
import type { FolderOptions } from "../../core/folder/folderTable";
import type { DraftName } from "../../core/edits/edit";
import { indexIn, readHeader } from "../../core/import/header";
import type { Snapshot } from "../../core/access/snapshot";
import { MANIFEST_NAME, readManifest, serverOf, tableFile, writeManifest } from "./accessManifest";
import type { AccessManifest } from "./accessManifest";
import type { Connection } from "../connections/connection";
import { placed } from "../../core/rules/problem";
import type { Problem } from "../../core/rules/problem";
import { inFile } from "./importFile";
import { message, UserFacingError } from "../../core/text/message";

export interface FolderFile {
  readonly name: string;
  readonly text: string;
}

/** A project as files made for git: the same access gives the same bytes, one changed role one changed line. */
export function folderFiles(
  connection: Pick<Connection, "apiUrl" | "projectId">,
  snapshot: Snapshot,
  options: FolderOptions = {},
): readonly FolderFile[] {
  const tables = folderTables(snapshot);
  const { project, version } = snapshot;
  const manifest = {
    server: serverOf(connection),
    projectId: connection.projectId,
    title: project.title,
    redcapVersion: version,
    tables,
  };
  return [
    { name: MANIFEST_NAME, text: writeManifest(manifest) },
    ...tables.map((draft) => ({ name: tableFile(draft), text: encodeCsv(folderTable(snapshot, draft, options)) })),
  ];
}

export interface AccessFolder {
  readonly manifest: AccessManifest;
  readonly files: Readonly<Partial<Record<DraftName, DecodedFile>>>;
}

/**
 * Reads a folder of access. `read` gives the bytes of a file beside the manifest, undefined where there is none.
 * @throws Error when the folder is none, or a table cannot be read
 */
export async function readFolder(
  read: (name: string) => Promise<Uint8Array | undefined>,
  decode: (bytes: Uint8Array) => Promise<DecodedFile>,
): Promise<AccessFolder> {
  const bytes = await read(MANIFEST_NAME);
  if (!bytes)
    throw new UserFacingError(
      message("There is no {file} in this folder. Choose one that REDCap Access saved.", { file: MANIFEST_NAME }),
    );
  const manifest = readManifest(new TextDecoder().decode(bytes));
  if ("problem" in manifest) throw new UserFacingError(manifest.problem);
  const files: Partial<Record<DraftName, DecodedFile>> = {};
  for (const draft of DRAFT_NAMES.filter((name) => manifest.tables.includes(name))) {
    const name = tableFile(draft);
    const content = await read(name);
    if (!content)
      throw new UserFacingError(
        message(
          "{manifest} names the table {table}, but {file} is missing. Put the file back, or save the folder again.",
          { manifest: MANIFEST_NAME, table: draft, file: name },
        ),
      );
    const file = await decode(content);
    if (file.guesses)
      throw new UserFacingError(
        message("{file} cannot be read: it is not in UTF-8. Save it as UTF-8 first.", { file: name }),
      );
    const [problem] = file.problems;
    if (problem)
      throw new UserFacingError(
        message("{file} cannot be read. Line {line}: {problem}", {
          file: name,
          line: problem.line,
          problem: problem.message,
        }),
      );
    const { key } = DRAFTS[draft];
    const headers = readHeader(DRAFTS[draft].table, file.table.columns);
    if (indexIn(headers, key) < 0)
      throw new UserFacingError(
        message("{file} cannot be read: it has no column {column}. Save the folder again, or put the column back.", {
          file: name,
          column: key,
        }),
      );
    files[draft] = { ...file, table: { ...file.table, columns: headers.map((header) => header.name) } };
  }
  return { manifest, files };
}

/** What files would change, with what is wrong in them. */
export type FolderPlan = FolderEdits;

/** What a folder would change, with places in its files. Sends nothing. */
export function planFolder({ files }: AccessFolder, choices: Omit<FolderInput, "tables">): FolderPlan {
  const tables: FolderTables = Object.fromEntries(Object.entries(files).map(([draft, { table }]) => [draft, table]));
  const made = folderEdits({ ...choices, tables });
  const refused = made.refused.map((problem) => {
    const { draft } = problem.place;
    return draft ? placed(inFile(files[draft] ?? {}, problem), { file: tableFile(draft) }) : problem;
  });
  return { ...made, refused };
}

/** What a copy of a part of a project would change in another one; problems name the person, role or group. */
export function planCopy(
  from: Snapshot,
  choice: CopyChoice,
  { live, answers = {} }: Pick<FolderInput, "live" | "answers">,
): FolderPlan {
  const tables = copyTables(from, choice, live);
  const made = folderEdits({ tables, live, answers, foreign: true });
  return { ...made, refused: made.refused.map((problem) => named(problem, tables)) };
}

function named({ place: { draft, row = -1 }, ...problem }: Problem, tables: FolderTables): Problem {
  const table = (draft && tables[draft]) ?? EMPTY_TABLE;
  const name = draft ? cellText(column(table, NAME_COLUMN[draft])(table.rows[row] ?? [])) : "";
  return draft && name !== ""
    ? { ...problem, place: { draft, columnName: NAME_COLUMN[draft], keys: [name] } }
    : { ...problem, place: {} };
}
