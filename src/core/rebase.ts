import { cellText, column } from "./dataTable";
import type { Cell, DataTable } from "./dataTable";
import { diffDraft, DRAFTS } from "./draft";
import type { CellEdit, DraftName } from "./plan";
import { sameValue } from "./sameValue";

/**
 * What becomes of a cell that somebody else changed too: it stays a conflict, the draft's value wins (it then reads as a
 * change of what REDCap says now), or REDCap's value does.
 */
export type ConflictChoice = "keep" | "mine" | "theirs";

export interface Rebased {
  readonly base: DataTable;
  readonly now: DataTable;
}

/**
 * Moves a draft onto a fresh read: what REDCap shows as wanted is no longer a change, the other edits stay. A cell that
 * somebody else changed keeps its old value in the base, so that it still shows as a conflict and is not overwritten,
 * unless a person has chosen otherwise. undefined: the draft has problems and must be put right first.
 */
export function rebaseDraft(
  draft: DraftName,
  base: DataTable,
  now: DataTable,
  fresh: DataTable,
  conflicts: ConflictChoice = "keep",
): Rebased | undefined {
  const { edits, problems } = diffDraft(draft, base, now);
  if (problems.length > 0) return undefined;
  const byRow = new Map<string, CellEdit[]>();
  for (const edit of edits) {
    const row = byRow.get(edit.key);
    if (row) row.push(edit);
    else byRow.set(edit.key, [edit]);
  }
  const key = column(fresh, DRAFTS[draft].key);
  const edited = (pick: (edit: CellEdit, live: string) => Cell): DataTable => ({
    columns: fresh.columns,
    rows: fresh.rows.map((row) => {
      const mine = byRow.get(cellText(key(row)));
      if (!mine) return row;
      return fresh.columns.map((name, index) => {
        const edit = mine.find((candidate) => candidate.column === name);
        return edit ? pick(edit, cellText(row[index])) : row[index];
      });
    }),
  });
  return {
    base: edited((edit, live) => (conflicts === "keep" && isConflict(edit, live) ? edit.before : live)),
    now: edited((edit, live) => (conflicts === "theirs" && isConflict(edit, live) ? live : edit.after)),
  };
}

function isConflict({ draft, column: name, before, after }: CellEdit, live: string): boolean {
  return !sameValue(draft, name, live, before) && !sameValue(draft, name, live, after);
}
