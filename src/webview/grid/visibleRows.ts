import type { GridContent } from "../../editors/protocol";
import { cellLabel, groupLabel, searchText } from "../cellLabels";

/** Only how the grid is looked at is kept by the browser side; what it shows always comes from the host. */
export interface ViewState {
  readonly filter: string;
  readonly onlyChanged: boolean;
  readonly sort: Sort | undefined;
  /** By column name. */
  readonly columns: Readonly<Record<string, ColumnFilter>>;
  /** Pixels of columns that somebody dragged. */
  readonly widths: Readonly<Record<string, number>>;
  readonly matrix: boolean;
  /** Rows under the headings of their groups. */
  readonly grouped: boolean;
  /** Keys of the headings whose rows are hidden. */
  readonly closed: readonly string[];
}

/** Rows whose words are these, or hold these. */
export interface ColumnFilter {
  readonly is?: string;
  readonly has?: string;
}

interface Sort {
  readonly column: string;
  readonly descending: boolean;
}

export const INITIAL_VIEW: ViewState = {
  filter: "",
  onlyChanged: false,
  sort: undefined,
  columns: {},
  widths: {},
  matrix: false,
  grouped: false,
  closed: [],
};

type Content = Pick<GridContent, "rows" | "columns" | "options">;

/** Indexes of the rows to show, filtered and sorted; the rows themselves stay where the host put them. */
export function visibleRows({ rows, columns, options }: Content, view: ViewState): readonly number[] {
  const words = view.filter.toLowerCase().split(/\s+/).filter(Boolean);
  const filters = Object.entries(view.columns).flatMap(([name, filter]) => {
    const index = columns.findIndex((column) => column.name === name);
    const column = columns[index];
    return column ? [{ column, index, ...filter }] : [];
  });
  const shown: number[] = [];
  rows.forEach((row, at) => {
    if (view.onlyChanged && row.change === undefined) return;
    const passes = filters.every(({ column, index, is, has = "" }) => {
      const text = groupLabel(column, row, index, options);
      return (is === undefined || text === is) && text.toLowerCase().includes(has.toLowerCase());
    });
    if (!passes) return;
    if (words.length > 0) {
      const text = searchText(row, columns, options);
      if (!words.every((word) => text.includes(word))) return;
    }
    shown.push(at);
  });
  const place = columns.findIndex(({ name }) => name === view.sort?.column);
  const sorted = columns[place];
  if (!view.sort || !sorted) return shown;
  const order = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });
  const texts = new Map(shown.map((at) => [at, cellLabel(sorted, rows[at]?.cells[place] ?? "", options)]));
  const sign = view.sort.descending ? -1 : 1;
  return shown.sort((a, b) => sign * order.compare(texts.get(a) ?? "", texts.get(b) ?? ""));
}

/** The window of rows to draw, with a margin, for fixed row heights. */
export function drawnRange(
  scrollTop: number,
  height: number,
  rowHeight: number,
  count: number,
): readonly [number, number] {
  const margin = 4;
  const first = Math.max(0, Math.floor(scrollTop / rowHeight) - margin);
  const last = Math.min(count, Math.ceil((scrollTop + height) / rowHeight) + margin);
  return [first, Math.max(first, last)];
}
