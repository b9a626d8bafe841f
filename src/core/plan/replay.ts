import { draftCell, draftHas, editId } from "../edits/draftCell";
import type { Conflict } from "./plan";
import { KEY_COLUMN, rowId } from "../edits/edit";
import type { Edit } from "../edits/edit";
import { sameValue } from "../edits/sameValue";
import type { Snapshot } from "../access/snapshot";

export interface Replayed {
  /** To be done. */
  readonly wanted: readonly Edit[];
  readonly conflicts: readonly Conflict[];
  /** REDCap shows these as wanted already. */
  readonly alreadyDone: readonly Edit[];
  /** The same cell wanted in two ways, or a cell of a row that shall go. */
  readonly contradictions: readonly Edit[];
  /** The row or column is not there. */
  readonly unknown: readonly Edit[];
}

/** Edits made against an older read, laid on what REDCap says now. */
export function replayEdits(live: Snapshot, edits: readonly Edit[]): Replayed {
  const wanted: Edit[] = [];
  const conflicts: Conflict[] = [];
  const alreadyDone: Edit[] = [];
  const contradictions: Edit[] = [];
  const unknown: Edit[] = [];
  const seen = new Map<string, Edit>();
  const rows = (kind: Edit["kind"]) => new Set(edits.filter((edit) => edit.kind === kind).map(rowId));
  const [added, removed] = [rows("add"), rows("remove")];
  for (const edit of edits) {
    const earlier = seen.get(editId(edit));
    if (earlier) {
      if (!wantsSame(earlier, edit)) contradictions.push(edit);
      continue;
    }
    seen.set(editId(edit), edit);
    const { draft, key } = edit;
    const isThere = draftCell(live, draft, key, KEY_COLUMN[draft]) !== undefined;
    switch (edit.kind) {
      case "add":
        (isThere ? alreadyDone : draftHas(live, draft, KEY_COLUMN[draft]) ? wanted : unknown).push(edit);
        break;
      case "remove":
        (isThere ? wanted : draftHas(live, draft, KEY_COLUMN[draft]) ? alreadyDone : unknown).push(edit);
        break;
      case "set": {
        // A row that is to be added has blank cells.
        const blank = added.has(rowId(edit)) && draftHas(live, draft, edit.column) ? "" : undefined;
        const now = draftCell(live, draft, key, edit.column) ?? blank;
        if (now === undefined) unknown.push(edit);
        else if (sameValue(draft, edit.column, now, edit.after)) alreadyDone.push(edit);
        else if (!sameValue(draft, edit.column, now, edit.before)) conflicts.push({ ...edit, live: now });
        else if (removed.has(rowId(edit))) contradictions.push(edit);
        else wanted.push(edit);
        break;
      }
      default:
        edit satisfies never;
    }
  }
  return { wanted, conflicts, alreadyDone, contradictions, unknown };
}

function wantsSame(a: Edit, b: Edit): boolean {
  return a.kind === b.kind && (a.kind !== "set" || b.kind !== "set" || a.after === b.after);
}
