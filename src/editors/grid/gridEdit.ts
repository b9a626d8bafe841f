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
export function afterEdit(made: MadeContent, table: DataTable, anew?: RowsAnew): MadeContent | undefined {
  const [before, now] = [made.table.rows, table.rows];
  if (!made.sound || made.table.columns !== table.columns || before.length !== now.length) return undefined;
  const places = made.places ?? (made.rows.length === now.length ? undefined : placesOf(made.rows));
  const [rows, shown] = [[...made.rows], [...made.content.rows]];
  const readKey = column(table, DRAFTS[made.draft].key);
  const [first, end] = anew?.since === made.table ? [anew.first, anew.end] : [0, now.length];
  let { changes } = made;
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
    shown[place] = made.show(next);
  }
  return { ...made, table, rows, changes, content: { ...made.content, rows: shown }, ...(places ? { places } : {}) };
}

function weight({ change }: DraftRow): number {
  return change ? changesIn(change) : 0;
}

function placesOf(rows: readonly DraftRow[]): readonly number[] {
  return rows.flatMap(({ change }, place) => (change?.kind === "remove" ? [] : [place]));
}
