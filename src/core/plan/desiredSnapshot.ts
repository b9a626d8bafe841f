import { cellText, tableOf } from "../dataTable";
import type { Cell, DataTable } from "../dataTable";
import { isOwnRight } from "../edits/draftTables";
import type { Edit, DraftName } from "../edits/edit";
import { KEY_COLUMN, keyOf } from "../edits/edit";
import { BySpelling } from "../access/usernames";
import { buildSnapshot } from "../access/snapshot";
import type { Snapshot, SnapshotParts } from "../access/snapshot";
import type { TableName } from "../access/tables";

type Rows = ReadonlyMap<string, ReadonlyMap<string, Cell>>;

/**
 * The project as it will read when all wanted edits are done, as far as that can be known: new roles and groups stand
 * under their local keys, renamed groups under their old ones, and of somebody who leaves a role no right counts that is
 * not set by the same edits, because REDCap's sources disagree on what remains.
 */
export function desiredSnapshot(live: Snapshot, wanted: readonly Edit[]): Snapshot {
  const cells = (draft: DraftName) => cellsOf(wanted.filter((edit) => edit.draft === draft));
  const gone = (draft: DraftName) =>
    new Set(wanted.filter((edit) => edit.draft === draft && edit.kind === "remove").map((edit) => edit.key));
  const assigned = cells("assignments");
  const tables: { -readonly [Name in TableName]?: DataTable } = { ...live.tables };
  const edit = (name: TableName, draft: DraftName, rows: Rows, removed: ReadonlySet<string>) => {
    const table = live.tables[name];
    if (table) tables[name] = editTable(table, draft, rows, removed);
  };
  const people = gone("users");
  edit("user", "users", userCells(live, cells("users"), assigned), people);
  edit("userRoleMapping", "assignments", assigned, people);
  edit(
    "userDagMapping",
    "assignments",
    renamedColumn(assigned, "data_access_group", "redcap_data_access_group"),
    people,
  );
  edit("userRole", "roles", cells("roles"), gone("roles"));
  edit("dag", "dags", cells("dags"), gone("dags"));
  const parts: SnapshotParts = { ...live, tables };
  return buildSnapshot(parts);
}

function cellsOf(edits: readonly Edit[]): Map<string, Map<string, Cell>> {
  const rows = new Map<string, Map<string, Cell>>();
  for (const edit of edits) {
    if (edit.kind === "remove") continue;
    const row = rows.get(edit.key) ?? new Map<string, Cell>();
    rows.set(edit.key, edit.kind === "set" ? row.set(edit.column, edit.after) : row);
  }
  return rows;
}

function userCells(live: Snapshot, own: Map<string, Map<string, Cell>>, assigned: Rows): Rows {
  const rights = (live.tables.user?.columns ?? []).filter(isOwnRight);
  const rows = new Map([...own].map(([key, cells]) => [key, new Map(cells)]));
  for (const [key, cells] of assigned) {
    const row = rows.get(key) ?? new Map<string, Cell>();
    const moved = live.people.has(key) && cells.has("unique_role_name");
    if (moved) for (const name of rights) if (!row.has(name)) row.set(name, "");
    if (cells.has("data_access_group")) row.set("data_access_group", cells.get("data_access_group"));
    rows.set(key, row);
  }
  return rows;
}

function renamedColumn(rows: Rows, from: string, to: string): Rows {
  return new Map(
    [...rows]
      .map(([key, cells]) => [key, new Map([[to, cells.get(from)]])] as const)
      .filter(([, c]) => c.get(to) !== undefined),
  );
}

/** Rows that are not there are added: a mapping may leave out people without a role. */
function editTable(table: DataTable, draft: DraftName, rows: Rows, removed: ReadonlySet<string>): DataTable {
  if (rows.size === 0 && removed.size === 0) return table;
  const key = KEY_COLUMN[draft];
  const at = table.columns.indexOf(key);
  const wanted = new BySpelling(keyOf[draft], rows);
  const gone = new BySpelling(
    keyOf[draft],
    [...removed].map((id) => [id, true]),
  );
  const seen = new Set<string>();
  const changed = table.rows.flatMap((row) => {
    const id = cellText(row[at]);
    seen.add(wanted.spelled(id));
    if (gone.has(id)) return [];
    const cells = wanted.get(id);
    return [
      cells
        ? table.columns.map((name, index) => (index !== at && cells.has(name) ? cells.get(name) : row[index]))
        : row,
    ];
  });
  const added = [...rows]
    .filter(([id]) => !seen.has(id))
    .map(([id, cells]) => table.columns.map((name) => (name === key ? id : (cells.get(name) ?? ""))));
  return tableOf(table.columns, [...changed, ...added]);
}
