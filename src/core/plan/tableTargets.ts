import type { CellEdit, DraftName } from "../edits/edit";
import { isRowAdded, isRowRemoved, KEY_COLUMN } from "../edits/rowEdits";

/** A role or group that is created, changed or deleted. */
export interface TableTarget {
  readonly key: string;
  readonly kind: "add" | "change" | "remove";
  /** Wanted cells that differ, without the key. */
  readonly cells: ReadonlyMap<string, string>;
  readonly edits: readonly CellEdit[];
}

export function tableTargets(draft: Extract<DraftName, "roles" | "dags">, wanted: readonly CellEdit[]): TableTarget[] {
  const byKey = new Map<string, CellEdit[]>();
  for (const edit of wanted) {
    if (edit.draft !== draft) continue;
    const list = byKey.get(edit.key);
    if (list) list.push(edit);
    else byKey.set(edit.key, [edit]);
  }
  return [...byKey].map(([key, edits]) => ({
    key,
    kind: edits.some(isRowAdded) ? "add" : edits.some(isRowRemoved) ? "remove" : "change",
    cells: new Map(
      edits.filter(({ column }) => column !== KEY_COLUMN[draft]).map(({ column, after }) => [column, after]),
    ),
    edits,
  }));
}
