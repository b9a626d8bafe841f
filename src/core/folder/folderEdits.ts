import { cellText, column, EMPTY_TABLE } from "../dataTable";
import type { Cell, DataTable } from "../dataTable";
import { isOwnRight } from "../edits/draftTables";
import { editId } from "../edits/draftCell";
import { importTable } from "../import/importTable";
import type { Answers, Question } from "../import/question";
import type { ImportCounts, TableImport } from "../import/rows";
import type { DraftName, Edit } from "../edits/edit";
import { peopleChanges } from "../edits/edit";
import { withNew } from "../edits/withNew";
import { ByUsername, Usernames } from "../access/usernames";
import type { Snapshot } from "../access/snapshot";
import { counted, listing } from "../text/words";
import { knownForms } from "./folderForms";
import { folderRoles, roleSaid } from "./folderRoles";
import type { FolderRoles } from "./folderRoles";
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

interface FolderTrouble {
  readonly draft: DraftName;
  readonly row: number;
  readonly message: string;
}

export interface FolderEdits {
  /** Of all tables, so that they are planned at once. */
  readonly edits: readonly Edit[];
  readonly counts: ImportCounts;
  readonly refused: readonly FolderTrouble[];
  readonly questions: readonly Question[];
  readonly notes: readonly string[];
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
  const held = "Nothing is removed, because lines were left out that may name what would go.";
  return { ...careful, notes: [...careful.notes, held] };
}

function takeFolder({ tables, live, answers = {}, match = false, foreign = false }: FolderInput): FolderEdits {
  const imports: { draft: DraftName; made: TableImport }[] = [];
  const refused: FolderTrouble[] = [];
  const notes: string[] = [];
  const lacking = new Set<string>();
  const usable = (table: DataTable): DataTable => {
    if (!foreign) return table;
    const known = knownForms(table, live);
    for (const form of known.lacking) lacking.add(form);
    return known.table;
  };
  const take = (draft: DraftName, input: Omit<Parameters<typeof importTable>[0], "answers">): TableImport => {
    const made = importTable({ ...input, answers: { ...answers, ...MEANT } });
    imports.push({ draft, made });
    for (const { row, message } of made.refused) refused.push({ draft, row, message });
    return made;
  };

  const { dags, roles, users, assignments } = tables;
  const dagKeys = dags && take("dags", { table: "dag", source: dags, live, match, foreign }).keys;
  const ours = roles && take("roles", { table: "userRole", source: usable(roles), live, match, foreign }).keys;
  const grown = withNew(
    live,
    imports.flatMap(({ made }) => made.edits),
  );
  const lines = assignments && readLines(assignments, folderRoles(roles, ours), dagKeys, grown);
  if (users) {
    const { table: source, told } = withoutRoleRights(usable(users), live, lines?.roles);
    take("users", { table: "user", source, live, match });
    if (told.length > 0)
      notes.push(`The rights of ${listing(told)} come from a role; those in the folder are left out.`);
  }
  const { added, removed: gone } = peopleChanges(imports.flatMap(({ made }) => made.edits));
  const removed = new Usernames(gone);
  if (assignments && lines) {
    const named = new Usernames(lines.names);
    const wrong = new Map(lines.wrong);
    lines.names.forEach((name, row) => {
      if (removed.has(name)) wrong.set(row, `${name} stands in the assignments, but not among the users.`);
    });
    for (const [row, message] of wrong) refused.push({ draft: "assignments", row, message });
    const kept = lines.table.rows.map((_, row) => row).filter((row) => !wrong.has(row));
    const source = { columns: lines.table.columns, rows: kept.map((row) => lines.table.rows[row] ?? []) };
    const made = importTable({
      table: "userRoleMapping",
      source,
      live: grown,
      answers: { ...answers, ...MEANT },
      coming: added,
      resolved: true,
    });
    imports.push({ draft: "assignments", made });
    for (const { row, message } of made.refused) refused.push({ draft: "assignments", row: kept[row] ?? row, message });
    const absent = users ? usernames(users).filter((name) => name !== "" && !named.has(name)) : [];
    if (absent.length > 0)
      notes.push(`No line of the assignments names ${listing(absent)}: role and group stay as they are.`);
  }
  if (lacking.size > 0) {
    const forms = counted(lacking.size, "instrument is", "instruments are");
    notes.push(`${forms} not in this project and left out: ${listing([...lacking])}.`);
  }
  const edits = [...new Map(imports.flatMap(({ made }) => made.edits).map((edit) => [editId(edit), edit])).values()];
  return {
    edits,
    counts: totals(imports.map(({ made }) => made.counts)),
    refused,
    questions: imports.flatMap(({ made }) => made.questions).filter(({ id }) => !(id in MEANT)),
    notes,
  };
}

interface Lines {
  /** Roles and groups by their keys in the project. */
  readonly table: DataTable;
  readonly names: readonly string[];
  /** Who has which role, as far as it can be read; undefined where the lines do not speak of roles. */
  readonly roles: ReadonlyMap<string, string> | undefined;
  readonly wrong: ReadonlyMap<number, string>;
}

function readLines(
  table: DataTable,
  folder: FolderRoles,
  dagKeys: ReadonlyMap<string, string> | undefined,
  live: Snapshot,
): Lines {
  const at = (name: string) => column(table, name);
  const [readRole, readLabel, readDag] = [at("unique_role_name"), at(LABEL), at("data_access_group")];
  const names = usernames(table);
  const speaks = table.columns.some((name) => name === "unique_role_name" || name === LABEL);
  const hasDags = table.columns.includes("data_access_group");
  const roles = new ByUsername<string>();
  const wrong = new Map<number, string>();
  const rows = table.rows.map((row, index): readonly Cell[] => {
    const name = names[index] ?? "";
    const now = live.people.get(name)?.role ?? "";
    const said = roleSaid(cellText(readRole(row)).trim(), cellText(readLabel(row)).trim(), now, folder, live);
    if ("wrong" in said) wrong.set(index, said.wrong);
    const role = "role" in said ? said.role : now;
    roles.set(name, role);
    const dag = cellText(readDag(row)).trim();
    return [name, ...(speaks ? [role] : []), ...(hasDags ? [dagKeys?.get(dag) ?? dag] : [])];
  });
  const columns = ["username", ...(speaks ? ["unique_role_name"] : []), ...(hasDags ? ["data_access_group"] : [])];
  return { table: { columns, rows }, names, roles: speaks ? roles : undefined, wrong };
}

/** Rights of people who shall be in a role are the role's, and never sent. */
function withoutRoleRights(
  users: DataTable,
  live: Snapshot,
  roles: ReadonlyMap<string, string> | undefined,
): { readonly table: DataTable; readonly told: readonly string[] } {
  const told = new Set<string>();
  const names = usernames(users);
  const own = users.columns.map(isOwnRight);
  const rows = users.rows.map((row, index) => {
    const name = names[index] ?? "";
    const role = roles?.get(name) ?? live.people.get(name)?.role ?? "";
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

function totals(all: readonly ImportCounts[]): ImportCounts {
  const sum = (name: keyof ImportCounts) => all.reduce((total, counts) => total + counts[name], 0);
  return { added: sum("added"), changed: sum("changed"), unchanged: sum("unchanged"), removed: sum("removed") };
}
