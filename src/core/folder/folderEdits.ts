import { cellText, column, EMPTY_TABLE } from "../dataTable";
import type { DataTable } from "../dataTable";
import { isOwnRight } from "../edits/draftTables";
import { editId } from "../edits/draftCell";
import { cellsIn, peopleChanges } from "../edits/edit";
import type { DraftName, Edit } from "../edits/edit";
import { withNew } from "../edits/withNew";
import { importTable } from "../import/importTable";
import type { FileIds, ImportCounts, TableImport, TableInput } from "../import/importedRows";
import { ByUsername, Usernames } from "../access/usernames";
import type { Snapshot } from "../access/snapshot";
import { placed } from "../rules/problem";
import type { Problem } from "../rules/problem";
import type { Answers, Question } from "../rules/questions";
import { ROW_RULES } from "../rules/rowRules";
import { breaks } from "../rules/rule";
import { list, message, plural } from "../text/message";
import type { List, Message } from "../text/message";
import { knownForms } from "./folderForms";
import { LABEL } from "./folderTable";

export type FolderTables = Readonly<Partial<Record<DraftName, DataTable>>>;

export interface FolderInput {
  readonly tables: FolderTables;
  readonly live: Snapshot;
  readonly answers?: Answers;
  /** What the folder leaves out is removed. */
  readonly match?: boolean;
  /** Saved from another project, whose instruments may be others. */
  readonly foreign?: boolean;
}

export interface FolderEdits {
  /** Of all tables, so that they are planned at once. */
  readonly edits: readonly Edit[];
  readonly counts: ImportCounts;
  /** Each with its draft and row. */
  readonly refused: readonly Problem[];
  readonly questions: readonly Question[];
  readonly notes: readonly Message[];
  /** What each of the tables comes to, read beside the others. */
  readonly tables: Readonly<Partial<Record<DraftName, TableImport>>>;
}

/** A folder says everything about access: its blanks are meant, and groups stand in `assignments` alone. */
const MEANT: Answers = {
  blankRoles: "unassign",
  blankDags: "clear",
  blankDates: "clear",
  roleColumnMissing: "keep",
  dagColumnMissing: "keep",
  rightsInRole: "takeOut",
};

/** The edits that bring a project to what a folder says, in all tables together. */
export function folderEdits(input: FolderInput): FolderEdits {
  const made = takeFolder(input);
  if (!input.match || made.refused.length === 0) return made;
  const careful = takeFolder({ ...input, match: false });
  const held = message("Nothing is removed, because lines were left out that may name what would go.");
  return { ...careful, notes: [...careful.notes, held] };
}

function takeFolder({ tables, live, answers = {}, match = false, foreign = false }: FolderInput): FolderEdits {
  const imports = new Map<DraftName, TableImport>();
  const refused: Problem[] = [];
  const notes: Message[] = [];
  const lacking = new Set<string>();
  const usable = (table: DataTable): DataTable => {
    if (!foreign) return table;
    const known = knownForms(table, live);
    for (const form of known.lacking) lacking.add(form);
    return known.table;
  };
  const read = (input: Omit<TableInput, "answers">) => importTable({ ...input, answers: { ...answers, ...MEANT } });
  const take = (draft: DraftName, made: TableImport): TableImport => {
    imports.set(draft, made);
    for (const problem of made.refused) refused.push(placed(problem, { draft }));
    return made;
  };
  const editsSoFar = () => [...imports.values()].flatMap(({ edits }) => edits);

  const { dags, roles, users, assignments } = tables;
  const madeDags = dags && take("dags", read({ table: "dag", source: dags, live, match, foreign }));
  const madeRoles = roles && take("roles", read({ table: "userRole", source: usable(roles), live, match, foreign }));
  const grown = withNew(live, editsSoFar());
  const beside = { roles: idsOf(madeRoles, roles, LABEL), dags: idsOf(madeDags, dags, "data_access_group_name") };
  const readAssignments = (source: DataTable, coming: ReadonlySet<string>) =>
    read({ table: "userRoleMapping", source, live: grown, coming, beside });
  if (users) {
    const everybody = new Usernames(usernames(users));
    const assigned = assignments ? rolesIn(readAssignments(assignments, everybody).edits) : new ByUsername<string>();
    const { table: source, told } = withoutRoleRights(usable(users), live, assigned);
    take("users", read({ table: "user", source, live, match }));
    if (told.length > 0)
      notes.push(
        message("The rights of {names} come from a role; those in the folder are left out.", { names: named(told) }),
      );
  }
  if (assignments) {
    const { added, removed: gone } = peopleChanges(editsSoFar());
    const removed = new Usernames(gone);
    const names = usernames(assignments);
    const at = { draft: "assignments", column: assignments.columns.indexOf("username") } as const;
    names.forEach((name, row) => {
      if (removed.has(name)) refused.push(placed(breaks(ROW_RULES.notAmongUsers, name), { ...at, row }));
    });
    // A row without content is none, and the others keep their places.
    const rows = assignments.rows.map((row, index) => (removed.has(names[index] ?? "") ? [] : row));
    take("assignments", readAssignments({ columns: assignments.columns, rows }, added));
    const present = new Usernames(names);
    const absent = users ? usernames(users).filter((name) => name !== "" && !present.has(name)) : [];
    if (absent.length > 0)
      notes.push(
        message("No line of the assignments names {names}: role and group stay as they are.", {
          names: named(absent),
        }),
      );
  }
  if (lacking.size > 0)
    notes.push(
      plural(
        lacking.size,
        {
          one: "{count} instrument is not in this project and is left out: {forms}.",
          other: "{count} instruments are not in this project and are left out: {forms}.",
        },
        { forms: named([...lacking]) },
      ),
    );
  const all = [...imports.values()];
  return {
    edits: [...new Map(editsSoFar().map((edit) => [editId(edit), edit])).values()],
    counts: totals(all.map(({ counts }) => counts)),
    refused,
    questions: all.flatMap(({ questions }) => questions).filter(({ id }) => !(id in MEANT)),
    notes,
    tables: Object.fromEntries(imports),
  };
}

/** What the ids of a folder's roles or groups are in the project, and what the folder calls them. */
function idsOf(made: TableImport | undefined, table: DataTable | undefined, nameColumn: string): FileIds {
  if (!made || !table) return { keys: new Map(), labels: new Map() };
  const keyColumn = nameColumn === LABEL ? "unique_role_name" : "unique_group_name";
  const [id, label] = [column(table, keyColumn), column(table, nameColumn)];
  return {
    keys: made.keys ?? new Map(),
    labels: new Map(table.rows.map((row) => [cellText(id(row)).trim(), cellText(label(row)).trim()])),
  };
}

/** Who is put into which role. */
function rolesIn(edits: readonly Edit[]): ByUsername<string> {
  return new ByUsername(
    cellsIn(edits).flatMap((edit) => (edit.column === "unique_role_name" ? [[edit.key, edit.after] as const] : [])),
  );
}

/** Rights of people who shall be in a role are the role's, and never sent. */
function withoutRoleRights(
  users: DataTable,
  live: Snapshot,
  assigned: ReadonlyMap<string, string>,
): { readonly table: DataTable; readonly told: readonly string[] } {
  const told = new Set<string>();
  const names = usernames(users);
  const own = users.columns.map(isOwnRight);
  const rows = users.rows.map((row, index) => {
    const name = names[index] ?? "";
    const role = assigned.get(name) ?? live.people.get(name)?.role ?? "";
    if (role === "") return row;
    if (row.some((cell, at) => own[at] && cellText(cell).trim() !== "")) told.add(name);
    return row.map((cell, at) => (own[at] ? "" : cell));
  });
  return { table: { columns: users.columns, rows }, told: [...told] };
}

function usernames(table: DataTable = EMPTY_TABLE): readonly string[] {
  const read = column(table, "username");
  return table.rows.map((row) => cellText(read(row)).trim());
}

function named(names: readonly string[]): List {
  return list(names);
}

function totals(all: readonly ImportCounts[]): ImportCounts {
  const sum = (name: keyof ImportCounts) => all.reduce((total, counts) => total + counts[name], 0);
  return { added: sum("added"), changed: sum("changed"), unchanged: sum("unchanged"), removed: sum("removed") };
}
