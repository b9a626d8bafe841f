import { cellText, column, EMPTY_TABLE } from "../dataTable";
import { DRAFTS, isDraftColumn } from "../edits/draftTables";
import { draftCell } from "../edits/draftCell";
import type { CellEdit } from "../edits/edit";
import { isRowAdded, isRowRemoved, KEY_COLUMN, rowAdded, rowRemoved } from "../edits/edit";
import { sameValue } from "../edits/sameValue";
import type { Snapshot, SnapshotParts } from "../access/snapshot";
import { nameNow } from "./undoNames";
import type { Names } from "./undoNames";

/** The edits of roles or groups that lead back to how they were, or on to what was wanted. */
export function tablesTowards(
  goal: "before" | "after",
  draft: "roles" | "dags",
  { edits, tables }: { readonly edits: readonly CellEdit[]; readonly tables: SnapshotParts["tables"] },
  live: Snapshot,
  names: Names,
): readonly CellEdit[] {
  const mine = edits.filter((edit) => edit.draft === draft);
  return [...new Set(mine.map(({ key }) => key))].flatMap((old) => {
    const planned = mine.filter(({ key }) => key === old);
    const cells = planned.filter((edit) => edit.column !== KEY_COLUMN[draft]);
    const key = nameNow(names, draft, old);
    const there = live[draft].has(key);
    if (planned.some(isRowRemoved)) {
      if (goal === "after") return there ? [rowRemoved({ draft, key })] : [];
      return there ? [] : [rowAdded({ draft, key }), ...cellsBefore(draft, old, key, tables, live)];
    }
    if (planned.some(isRowAdded)) {
      if (goal === "after" && !there) return planned;
      if (goal === "before") {
        return there
          ? [
              rowRemoved({ draft, key }),
              ...changedSince(
                live,
                cells.map((edit) => ({ ...edit, key })),
              ),
            ]
          : [];
      }
    }
    return there ? cells.flatMap((edit) => towards(goal, { ...edit, key }, live)) : [];
  });
}

/** Cells that read otherwise than they were set: somebody else's work, which comes out as a conflict. */
export function changedSince(live: Snapshot, set: readonly CellEdit[]): readonly CellEdit[] {
  return set.flatMap((edit) => {
    const now = draftCell(live, edit.draft, edit.key, edit.column);
    const same = now === undefined || sameValue(edit.draft, edit.column, now, edit.after);
    return same ? [] : [{ ...edit, before: edit.after, after: edit.before }];
  });
}

function towards(goal: "before" | "after", edit: CellEdit, live: Snapshot): readonly CellEdit[] {
  const { draft, key, column: name, before, after } = edit;
  const now = draftCell(live, draft, key, name);
  const [from, wanted] = goal === "before" ? [after, before] : [before, after];
  if (now === undefined || sameValue(draft, name, now, wanted)) return [];
  return [{ ...edit, before: sameValue(draft, name, now, from) ? now : from, after: wanted }];
}

/** A row as it was, under its new key. Attributes that the project no longer has are left out. */
function cellsBefore(
  draft: "roles" | "dags",
  old: string,
  key: string,
  tables: SnapshotParts["tables"],
  live: Snapshot,
): readonly CellEdit[] {
  const name = DRAFTS[draft].table;
  const table = tables[name] ?? EMPTY_TABLE;
  const row = table.rows.find((each) => cellText(column(table, KEY_COLUMN[draft])(each)) === old);
  if (!row) return [];
  return table.columns.flatMap((each, index) => {
    const kept = each !== KEY_COLUMN[draft] && isDraftColumn(draft, each) && live.tables[name]?.columns.includes(each);
    const after = cellText(row[index]);
    return kept && after !== "" ? [{ draft, key, column: each, before: "", after }] : [];
  });
}
