import { cellId, draftCell } from "./draftCell";
import type { CellEdit, Conflict } from "./plan";
import { sameValue } from "./sameValue";
import type { Snapshot } from "./snapshot";

export interface Replayed {
  /** To be done. */
  readonly wanted: readonly CellEdit[];
  readonly conflicts: readonly Conflict[];
  /** REDCap shows these as wanted already. */
  readonly settled: readonly CellEdit[];
  /** The same cell wanted in two ways. */
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
  for (const edit of edits) {
    const earlier = seen.get(cellId(edit));
    if (earlier) {
      if (earlier.after !== edit.after) contradictions.push(edit);
      continue;
    }
    seen.set(cellId(edit), edit);
    const now = draftCell(live, edit.draft, edit.key, edit.column);
    if (now === undefined) unknown.push(edit);
    else if (sameValue(edit.draft, edit.column, now, edit.after)) settled.push(edit);
    else if (sameValue(edit.draft, edit.column, now, edit.before)) wanted.push(edit);
    else conflicts.push({ ...edit, live: now });
  }
  return { wanted, conflicts, settled, contradictions, unknown };
}
