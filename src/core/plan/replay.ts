import { cellId, draftCell, draftHas } from "../edits/draftCell";
import type { Conflict } from "./plan";
import type { CellEdit } from "../edits/edit";
import { isRowAdded, isRowRemoved, rowId } from "../edits/edit";
import { sameValue } from "../edits/sameValue";
import type { Snapshot } from "../access/snapshot";

export interface Replayed {
  /** To be done. */
  readonly wanted: readonly CellEdit[];
  readonly conflicts: readonly Conflict[];
  /** REDCap shows these as wanted already. */
  readonly settled: readonly CellEdit[];
  /** The same cell wanted in two ways, or a cell of a row that shall go. */
  readonly contradictions: readonly CellEdit[];
  /** The row or column is not there. */
  readonly unknown: readonly CellEdit[];
}

/** Edits made against an older read, laid on what REDCap says now. */
export function replayEdits(live: Snapshot, edits: readonly CellEdit[]): Replayed {
  const wanted: CellEdit[] = [];
  const conflicts: Conflict[] = [];
  const settled: CellEdit[] = [];
  const contradictions: CellEdit[] = [];
  const unknown: CellEdit[] = [];
  const seen = new Map<string, CellEdit>();
  const added = new Set(edits.filter(isRowAdded).map(rowId));
  const removed = new Set(edits.filter(isRowRemoved).map(rowId));
  for (const edit of edits) {
    const earlier = seen.get(cellId(edit));
    if (earlier) {
      if (earlier.after !== edit.after) contradictions.push(edit);
      continue;
    }
    seen.set(cellId(edit), edit);
    const now = cellNow(live, edit, added);
    if (now === undefined) unknown.push(edit);
    else if (sameValue(edit.draft, edit.column, now, edit.after)) settled.push(edit);
    else if (!sameValue(edit.draft, edit.column, now, edit.before)) conflicts.push({ ...edit, live: now });
    else if (removed.has(rowId(edit)) && !isRowRemoved(edit)) contradictions.push(edit);
    else wanted.push(edit);
  }
  return { wanted, conflicts, settled, contradictions, unknown };
}

/** A row that is to be added has blank cells, and so has the key of a row that is not there. */
function cellNow(live: Snapshot, edit: CellEdit, added: ReadonlySet<string>): string | undefined {
  const now = draftCell(live, edit.draft, edit.key, edit.column);
  if (now !== undefined || !draftHas(live, edit.draft, edit.column)) return now;
  return isRowAdded(edit) || isRowRemoved(edit) || added.has(rowId(edit)) ? "" : undefined;
}
