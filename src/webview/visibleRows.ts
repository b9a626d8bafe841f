import type { GridRow } from "../editors/protocol";

/** Only how the grid is looked at is kept by the browser side; what it shows always comes from the host. */
export interface ViewState {
  readonly filter: string;
  readonly onlyChanged: boolean;
  readonly sort: Sort | undefined;
}

export interface Sort {
  readonly column: number;
  readonly descending: boolean;
}

/** Indexes of the rows to show, filtered and sorted; the rows themselves stay where the host put them. */
export function visibleRows(rows: readonly GridRow[], { filter, onlyChanged, sort }: ViewState): readonly number[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const shown: number[] = [];
  rows.forEach((row, index) => {
    if (onlyChanged && !row.changed) return;
    if (words.every((word) => row.cells.some(({ text }) => text.toLowerCase().includes(word)))) shown.push(index);
  });
  if (!sort) return shown;
  const { column, descending } = sort;
  const order = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });
  const text = (index: number) => rows[index]?.cells[column]?.text ?? "";
  return shown.sort((a, b) => (descending ? -1 : 1) * order.compare(text(a), text(b)));
}

/** The window of rows to draw, with a margin, for fixed row heights. */
export function drawnRange(
  scrollTop: number,
  height: number,
  rowHeight: number,
  count: number,
): readonly [number, number] {
  const margin = 8;
  const first = Math.max(0, Math.floor(scrollTop / rowHeight) - margin);
  const last = Math.min(count, Math.ceil((scrollTop + height) / rowHeight) + margin);
  return [first, Math.max(first, last)];
}
