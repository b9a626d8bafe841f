import type { RowsAnew } from "../../codec/csvText";
import { cellText, column } from "../../core/dataTable";
import type { DataTable } from "../../core/dataTable";
import { DRAFTS } from "../../core/edits/draftTables";
import type { RowPair } from "../../core/drafts/diffDraft";
import { changesIn } from "../../core/edits/edit";
import type { DraftName } from "../../core/edits/edit";
import type { DraftRow } from "../drafts/draftRows";
import type { GridContent, GridRow } from "../protocol";

/** What a grid shows, with what it was made of: enough to tell what an edit of a few cells makes of it. */
export interface MadeContent {
  /** All that it was made of but the draft's table. */
  readonly of: readonly unknown[];
  readonly draft: DraftName;
  readonly table: DataTable;
  readonly rows: readonly DraftRow[];
  readonly content: Omit<GridContent, "status">;
  readonly changes: number;
  readonly conflicts: number;
  readonly problems: readonly string[];
  /** Nothing is wrong with any row or line: then a cell that is no key says nothing about other rows. */
  readonly sound: boolean;
  readonly compare: (key: string, pair: RowPair) => DraftRow;
  /** Keys that REDCap lists twice: an edit of one says something of the other. */
  readonly twice: ReadonlySet<string>;
  readonly show: (row: DraftRow) => GridRow;
  /** Where rows of the table stand among those shown, when rows to be removed stand between them. */
  readonly places?: readonly number[];
}

/**
 * The same after cells of some rows have been changed: only those rows are looked at, so that an edit costs the same
 * in a large project as in a small one. undefined when more has changed than cells beside keys.
 */
export function afterEdit(made: MadeContent, table: DataTable, since?: RowsAnew): MadeContent | undefined {
  const [before, now] = [made.table.rows, table.rows];
  if (!made.sound || made.table.columns !== table.columns || before.length !== now.length) return undefined;
  const places = made.places ?? (made.rows.length === now.length ? undefined : placesOf(made.rows));
  const [rows, shown] = [[...made.rows], [...made.content.rows]];
  const readKey = column(table, DRAFTS[made.draft].key);
  const [first, end] = since?.since === made.table ? [since.first, since.end] : [0, now.length];
  let { changes, conflicts } = made;
  for (let index = first; index < end; index++) {
    const row = now[index];
    if (!row || row === before[index]) continue;
    const place = places?.[index] ?? index;
    const old = rows[place];
    const key = cellText(readKey(row));
    if (old?.key !== key || made.twice.has(key)) return undefined;
    const next = made.compare(key, { key, row, old: old.old });
    changes += weight(next) - weight(old);
    rows[place] = next;
    const anew = made.show(next);
    conflicts += conflictsIn(anew) - conflictsIn(shown[place]);
    shown[place] = anew;
  }
  return {
    ...made,
    table,
    rows,
    changes,
    conflicts,
    content: { ...made.content, rows: shown },
    ...(places ? { places } : {}),
  };
}

/** Cells of a row that somebody else changed too. */
export function conflictsIn(row: GridRow | undefined): number {
  return row?.conflicts ? Object.keys(row.conflicts).length : 0;
}

function weight({ change }: DraftRow): number {
  return change ? changesIn(change) : 0;
}

function placesOf(rows: readonly DraftRow[]): readonly number[] {
  return rows.flatMap(({ change }, place) => (change?.kind === "remove" ? [] : [place]));
}
