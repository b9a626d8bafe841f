import type { RefObject } from "preact";
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { GridColumn } from "../../editors/protocol";
import { columnLayout, drawnColumns, scrollToColumn } from "./columnLayout";
import type { ColumnLayout } from "./columnLayout";
import { ROW_HEIGHT } from "./gridRow";
import { drawnRange } from "./visibleRows";

/** As the style sheet has it. */
const HEADER_HEIGHT = 42;

export interface GridWindow {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly layout: ColumnLayout;
  readonly height: number;
  readonly rows: readonly [first: number, last: number];
  readonly columns: readonly number[];
  readonly onScroll: () => void;
  readonly show: (row: number, column: number) => void;
}

/** The part of the grid that is in view: only that is drawn, and drawn anew only when other rows or columns come in. */
export function useGridWindow(
  columns: readonly GridColumn[],
  widths: Readonly<Record<string, number>>,
  count: number,
  active: number,
): GridWindow {
  const scroller = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ width: 900, height: 600 });
  const [scroll, setScroll] = useState({ top: 0, left: 0 });
  const layout = useMemo(() => columnLayout(columns, widths, size.width), [columns, widths, size.width]);

  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box) return;
    const observer = new ResizeObserver(() => setSize({ width: box.clientWidth, height: box.clientHeight }));
    observer.observe(box);
    return () => observer.disconnect();
  }, []);

  const onScroll = useCallback(() => {
    const box = scroller.current;
    if (!box) return;
    // Whole steps only: a redraw for each pixel would be work for nothing.
    const top = Math.floor(box.scrollTop / ROW_HEIGHT) * ROW_HEIGHT;
    const left = Math.floor(box.scrollLeft / 100) * 100;
    setScroll((before) => (before.top === top && before.left === left ? before : { top, left }));
  }, []);
  const show = (row: number, column: number) => {
    const box = scroller.current;
    if (!box) return;
    if (column !== active) box.scrollLeft = scrollToColumn(layout, column, box.scrollLeft, box.clientWidth);
    if (row < 0) return;
    const top = row * ROW_HEIGHT;
    const room = box.clientHeight - HEADER_HEIGHT - ROW_HEIGHT;
    if (top < box.scrollTop) box.scrollTop = top;
    else if (top > box.scrollTop + room) box.scrollTop = top - room;
  };
  const [first, last] = drawnRange(scroll.top, size.height, ROW_HEIGHT, count);
  const rows = useMemo(() => [first, last] as const, [first, last]);
  const drawn = useMemo(() => {
    const inView = drawnColumns(layout, scroll.left, size.width);
    return inView.includes(active) || active >= columns.length ? inView : [...inView, active].sort((a, b) => a - b);
  }, [layout, scroll.left, size.width, active, columns.length]);
  return { scroller, layout, height: size.height, rows, columns: drawn, onScroll, show };
}
