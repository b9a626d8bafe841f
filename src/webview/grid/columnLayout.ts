import type { GridColumn } from "../../editors/protocol";
import { own } from "../../core/own";

export const NARROWEST = 60;
/** How far columns shrink to bring all of them into view. */
const NARROWER = 0.7;

export interface ColumnLayout {
  readonly widths: readonly number[];
  readonly lefts: readonly number[];
  readonly total: number;
}

/** Pixels of every column: as dragged, else as described, and wider or narrower so that all fit. */
export function columnLayout(
  columns: readonly GridColumn[],
  dragged: Readonly<Record<string, number>>,
  room: number,
): ColumnLayout {
  const wanted = columns.map(({ name, width }) => own(dragged, name) ?? width);
  const flexible = sum(columns.map(({ name, width }) => (own(dragged, name) === undefined ? width : 0)));
  const fits = flexible === 0 ? 1 : 1 + (room - sum(wanted)) / flexible;
  // Narrower only where that brings all of them into view; twice as wide is enough for anybody.
  const factor = fits < NARROWER ? 1 : Math.min(2, fits);
  const widths = columns.map(({ name, width }) => Math.floor(own(dragged, name) ?? width * factor));
  const lefts: number[] = [];
  let left = 0;
  for (const width of widths) {
    lefts.push(left);
    left += width;
  }
  return { widths, lefts, total: left };
}

/** Columns to draw: those in the window with one on either side. The first is always drawn, it stays in view. */
export function drawnColumns({ lefts, widths }: ColumnLayout, scrollLeft: number, room: number): readonly number[] {
  const drawn = lefts.flatMap((left, index) => {
    const right = left + (widths[index] ?? 0);
    return index === 0 || (right > scrollLeft - 200 && left < scrollLeft + room + 200) ? [index] : [];
  });
  return drawn;
}

/** How far to scroll so that a column stands beside the first one, not behind it. */
export function scrollToColumn(layout: ColumnLayout, index: number, scrollLeft: number, room: number): number {
  const [left, width, fixed] = [layout.lefts[index] ?? 0, layout.widths[index] ?? 0, layout.widths[0] ?? 0];
  if (index === 0) return 0;
  if (left - fixed < scrollLeft) return left - fixed;
  return left + width > scrollLeft + room ? Math.min(left - fixed, left + width - room) : scrollLeft;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
