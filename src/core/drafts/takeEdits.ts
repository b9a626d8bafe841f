import { cellText, column, EMPTY_TABLE } from "../dataTable";
import type { DataTable } from "../dataTable";
import { resolveEdit } from "../edits/serverNames";
import type { DraftName, Edit } from "../edits/edit";
import { cellsIn, isLocalKey, KEY_COLUMN, keyOf, peopleChanges } from "../edits/edit";
import { BySpelling } from "../access/usernames";

/**
 * A draft's table with edits made elsewhere typed into it; what else somebody has changed there stays. A person's line
 * among the assignments comes and goes with the person.
 */
export function withEdits(draft: DraftName, table: DataTable, edits: readonly Edit[]): DataTable {
  const keyName = KEY_COLUMN[draft];
  const readKey = column(table, keyName);
  const byKey = <T>(entries: Iterable<readonly [string, T]> = []) => new BySpelling(keyOf[draft], entries);
  const there = byKey(table.rows.map((row) => [cellText(readKey(row)), true]));
  const mine = edits.filter((edit) => edit.draft === draft);
  const people = draft === "assignments" ? peopleChanges(edits) : undefined;
  const goes = byKey(
    [...(people?.removed ?? mine.filter(({ kind }) => kind === "remove").map(({ key }) => key))].map((key) => [
      key,
      true,
    ]),
  );
  const comes = people?.added ?? new Set(mine.filter(({ kind }) => kind === "add").map(({ key }) => key));
  const cells = byKey<Map<string, string>>();
  for (const { key, column: name, after } of cellsIn(mine)) {
    cells.set(key, (cells.get(key) ?? new Map<string, string>()).set(name, after));
  }
  const kept = table.rows.filter((row) => !goes.has(cellText(readKey(row))));
  const added = [...comes].filter((key) => !there.has(key));
  return {
    columns: table.columns,
    rows: [
      ...kept.map((row) => {
        const wanted = cells.get(cellText(readKey(row)));
        return wanted ? table.columns.map((name, index) => wanted.get(name) ?? row[index]) : row;
      }),
      ...added.map((key) => table.columns.map((name) => (name === keyName ? key : (cells.get(key)?.get(name) ?? "")))),
    ],
  };
}

/**
 * `new:1` of the edits is another role or group than `new:1` of a draft: the edits' numbers go on from the draft's, also
 * where assignments name them.
 */
export function besideOwn(edits: readonly Edit[], drafts: ReadonlyMap<DraftName, DataTable>): readonly Edit[] {
  const names = (draft: "roles" | "dags") => {
    const table = drafts.get(draft) ?? EMPTY_TABLE;
    const own = table.rows.map((row) => cellText(column(table, KEY_COLUMN[draft])(row)));
    const last = own.filter(isLocalKey).reduce((most, key) => Math.max(most, numberOf(key)), 0);
    const mine = edits.filter((edit) => edit.draft === draft && edit.kind === "add" && isLocalKey(edit.key));
    return new Map(mine.map(({ key }) => [key, `new:${numberOf(key) + last}`]));
  };
  const serverNames = { roles: names("roles"), dags: names("dags") };
  return edits.map((edit) => resolveEdit(edit, serverNames));
}

function numberOf(key: string): number {
  return Number(key.slice(key.indexOf(":") + 1));
}
