import type { VNode } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { GridContent, GridRow, Strings } from "../../editors/protocol";
import { copyRows, pasteCells } from "./clipboard";
import { NARROWEST } from "./columnLayout";
import { canEdit } from "./editing";
import type { Wish } from "./editing";
import { cellId } from "./gridCell";
import { GridHeader } from "./gridHeader";
import { gridKey } from "./gridKeys";
import type { Place } from "./gridKeys";
import { GridPopup } from "./gridPopup";
import type { Popup } from "./gridPopup";
import { GroupRow } from "./groupRow";
import { groupLines, isHeading, isHeadingKey } from "./groups";
import type { Heading, Line } from "./groups";
import { GridRowView, ROW_HEIGHT, sameRow } from "./gridRow";
import type { RowProps } from "./gridRow";
import { useClipboard } from "./useClipboard";
import { useGridWindow } from "./gridWindow";
import { anchorOf } from "../parts/popup";
import { extended, selectOnly, toggled } from "./selection";
import type { Selection } from "./selection";
import { fill } from "../store";
import type { ViewState } from "./visibleRows";
import { rowName } from "../words";

/** Milliseconds between letters of one name. */
const TYPED_TOGETHER = 700;

export interface GridProps {
  readonly content: GridContent;
  readonly strings: Strings;
  /** The rows that pass the filters, in order. */
  readonly shown: readonly GridRow[];
  readonly view: ViewState;
  readonly look: (part: Partial<ViewState>) => void;
  readonly selection: Selection;
  readonly select: (selection: Selection) => void;
  readonly wish: (rows: readonly GridRow[], wanted: readonly Wish[], words: string) => void;
  readonly paste: (pasted: ReturnType<typeof pasteCells>) => void;
  readonly reveal: string | undefined;
  readonly revealed: () => void;
  readonly say: (words: string) => void;
}

/** A grid with one tab stop. Only the cells in view are drawn, and always the active one, which is named to readers. */
export function Grid(props: GridProps) {
  const { content, strings, shown, view, look, selection, select, wish, reveal, say } = props;
  const { columns, rows, status } = content;
  const [active, setActive] = useState<Place & { readonly key?: string | undefined }>({ row: 0, column: 0 });
  const [spanFrom, setSpanFrom] = useState<number>();
  const [popup, setPopup] = useState<Popup>();
  const typed = useRef({ text: "", at: 0 });
  const grouped = view.grouped && content.groupBy !== undefined;
  const lines = useMemo<readonly Line[]>(
    () => (grouped ? groupLines(content, shown, new Set(view.closed)) : shown),
    [shown, grouped, view.closed, columns, content.options],
  );
  const keys = useMemo(() => lines.map(({ key }) => key), [lines]);
  // Letters lead to people, not to their groups.
  const names = () => lines.map((line) => (isHeading(line) ? "" : rowName(line)));
  const rowAt = (index: number): GridRow | undefined => {
    const line = lines[index];
    return line && !isHeading(line) ? line : undefined;
  };
  const headingAt = (index: number): Heading | undefined => {
    const line = lines[index];
    return line && isHeading(line) ? line : undefined;
  };
  // Who gets another group, or another name to be sorted by, takes the keyboard along.
  const moved = active.key === undefined || keys[active.row] === active.key ? -1 : keys.indexOf(active.key);
  const here = {
    row: Math.min(moved < 0 ? active.row : moved, lines.length - 1),
    column: Math.min(active.column, columns.length - 1),
  };
  const port = useGridWindow(columns, view.widths, lines.length, here.column);
  const { scroller, layout } = port;
  const focus = () => scroller.current?.focus({ preventScroll: true });
  const go = (to: Place) => {
    setActive({ ...to, key: keys[to.row] });
    port.show(to.row, to.column);
  };
  useEffect(() => {
    if (moved >= 0) go(here);
  }, [moved]);
  /** Headings are no rows: nothing is done to them. */
  const choose = (next: Selection) =>
    select(grouped ? { ...next, keys: new Set([...next.keys].filter((key) => !isHeadingKey(key))) } : next);
  const chooseGroup = ({ members }: Heading) => {
    const all = new Set(selection.keys);
    const whole = members.every((key) => all.has(key));
    for (const key of members)
      if (whole) all.delete(key);
      else all.add(key);
    select({ keys: all, anchor: members[0] });
  };
  useEffect(() => {
    if (reveal === undefined) return;
    const row = keys.indexOf(reveal);
    if (row < 0 && shown.some(({ key }) => key === reveal)) look({ closed: [] });
    if (row < 0) return;
    const first = columns.findIndex(({ editable }, index) => editable && index > 0);
    go({ row, column: Math.max(0, columns[0]?.editable ? 0 : first) });
    focus();
    props.revealed();
  }, [reveal, keys]);

  const sortBy = (index: number) => {
    const column = columns[index]?.name ?? "";
    const same = view.sort?.column === column;
    look({ sort: same && view.sort?.descending ? undefined : { column, descending: same } });
  };
  const resize = (index: number, width: number) => {
    const column = columns[index];
    if (column) look({ widths: { ...view.widths, [column.name]: Math.max(NARROWEST, width) } });
  };
  const open = (is: Popup["is"], place: Place) =>
    setPopup({
      is,
      place,
      anchor: anchorOf(document.getElementById(cellId(is === "filter" ? -1 : place.row, place.column))),
    });
  const close = () => {
    setPopup(undefined);
    focus();
  };
  const targets = (row: GridRow | undefined): readonly GridRow[] => {
    if (!row) return [];
    if (!selection.keys.has(row.key)) return [row];
    return [row, ...shown.filter((each) => each !== row && selection.keys.has(each.key))];
  };
  /** Opens the editor of a cell, or turns a flag over; says why where neither is possible. */
  const enter = (place: Place) => {
    const heading = headingAt(place.row);
    if (heading) {
      const others = view.closed.filter((key) => key !== heading.key);
      return look({ closed: heading.open ? [...others, heading.key] : others });
    }
    const [row, column] = [rowAt(place.row), columns[place.column]];
    if (!row || !column) return;
    if (status.readOnly !== undefined) return say(status.readOnly);
    if (!canEdit(column, row)) {
      const advice = column.own && row.given !== undefined && row.change !== "removed";
      const why = advice
        ? fill(strings.givenAdvice, column.title, rowName(row), row.given ?? "")
        : fill(strings.locked, column.title);
      return say(why);
    }
    const value = row.cells[place.column] ?? "";
    if (column.kind !== "flag" || !["", "0", "1"].includes(value)) return open("cell", place);
    const next = value === "1" ? "0" : "1";
    const all = targets(row);
    const who = all.length === 1 ? rowName(row) : fill(strings.selected, all.length);
    wish(all, [{ column, value: () => next }], `${who}: ${column.title} ${next === "1" ? strings.yes : strings.no}`);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== scroller.current) return;
    const page = Math.floor(port.height / ROW_HEIGHT) - 2;
    const before = event.timeStamp - typed.current.at < TYPED_TOGETHER ? typed.current.text : "";
    const context = { place: here, keys, names, columnCount: columns.length, page, selection, typed: before };
    const act = gridKey(event, context);
    if (!act) return;
    typed.current = { text: act.typed ?? "", at: event.timeStamp };
    event.preventDefault();
    const sideways = event.shiftKey && (event.key === "ArrowLeft" || event.key === "ArrowRight");
    if (sideways) setSpanFrom(spanFrom ?? here.column);
    else if (act.to && !event.shiftKey) setSpanFrom(undefined);
    if (act.to) go(act.to);
    const heading = headingAt(here.row);
    if (act.selection && event.key === " " && heading) chooseGroup(heading);
    else if (act.selection) choose(act.selection);
    if (act.filter) open("filter", here);
    if (act.resize !== undefined) resize(here.column, (layout.widths[here.column] ?? 0) + act.resize);
    if (act.enter) {
      if (here.row < 0) sortBy(here.column);
      else enter(here);
    }
  };
  const span = useMemo(
    () =>
      spanFrom === undefined
        ? undefined
        : ([Math.min(spanFrom, here.column), Math.max(spanFrom, here.column)] as const),
    [spanFrom, here.column],
  );
  const onCopy = (event: ClipboardEvent) => {
    const row = rowAt(here.row);
    const all = shown.filter(({ key }) => selection.keys.has(key));
    const cut = span && columns.map((_, index) => index).slice(span[0], span[1] + 1);
    const text =
      all.length > 1 || cut
        ? copyRows(content, all, cut ?? columns.map((_, index) => index), !cut)
        : row && copyRows(content, [row], [here.column], false);
    if (text === undefined) return;
    event.clipboardData?.setData("text/plain", text);
    event.preventDefault();
  };
  const onPaste = (event: ClipboardEvent) => {
    event.preventDefault();
    if (status.readOnly !== undefined) return say(status.readOnly);
    const selected = shown.filter(({ key }) => selection.keys.has(key));
    const text = event.clipboardData?.getData("text/plain") ?? "";
    const open = lines.flatMap((line) => (isHeading(line) ? [] : line));
    const row = lines.slice(0, here.row).filter((line) => !isHeading(line)).length;
    props.paste(pasteCells(content, text, { rows: open, row, column: span?.[0] ?? here.column, selected }));
  };
  useClipboard(scroller, onCopy, onPaste);
  const placeOf = (event: MouseEvent): Place | undefined => {
    const target = event.target instanceof Element ? event.target.closest(".body .cell") : null;
    const [, row, column] = /^cell-(\d+)-(\d+)$/.exec(target?.id ?? "") ?? [];
    return row === undefined || column === undefined ? undefined : { row: Number(row), column: Number(column) };
  };
  const onMouseDown = (event: MouseEvent) => {
    const to = event.button === 0 ? placeOf(event) : undefined;
    const key = to && keys[to.row];
    if (!to || key === undefined) return;
    const opens = event.target instanceof Element && event.target.closest(".open, .tick") !== null;
    const heading = headingAt(to.row);
    const toggles = event.ctrlKey || event.metaKey;
    if (event.shiftKey) choose(extended(selection, key, keys));
    else if (heading && toggles) chooseGroup(heading);
    else if (toggles) select(toggled(selection, key));
    else if (!heading && (!opens || !selection.keys.has(key))) select(selectOnly(key));
    setSpanFrom(undefined);
    setActive({ ...to, key });
    event.preventDefault();
    focus();
    if (heading && !event.shiftKey && !toggles) return enter(to);
    if (opens && !event.shiftKey && !event.ctrlKey && !event.metaKey) enter(to);
  };

  const [first, last] = port.rows;
  const drawn = Array.from({ length: last - first }, (_, offset) => first + offset);
  if (here.row >= 0 && (here.row < first || here.row >= last)) drawn.push(here.row);
  const kept = useRef(new Map<number, { readonly props: RowProps; readonly node: VNode }>());
  const next = new Map<number, { readonly props: RowProps; readonly node: VNode }>();
  const body = drawn.map((row) => {
    const heading = headingAt(row);
    if (heading)
      return (
        <GroupRow
          key={heading.key}
          {...{ row, heading, strings }}
          columnCount={columns.length}
          active={row === here.row}
          selected={heading.members.filter((key) => selection.keys.has(key)).length}
        />
      );
    const data = rowAt(row);
    if (!data) return null;
    const rowProps: RowProps = {
      row,
      data,
      content,
      strings,
      drawn: port.columns,
      selected: selection.keys.has(data.key),
      activeColumn: row === here.row ? here.column : undefined,
      span: selection.keys.has(data.key) ? span : undefined,
    };
    // Elements go from the rows that leave the view to those that come: making new ones is what would take long.
    const slot = row < first || row >= last ? -1 : row % (last - first);
    const before = kept.current.get(slot);
    const made =
      before && sameRow(before.props, rowProps)
        ? before
        : { props: rowProps, node: <GridRowView key={slot} {...rowProps} /> };
    next.set(slot, made);
    return made.node;
  });
  kept.current = next;
  return (
    <div class="frame">
      <div
        ref={scroller}
        class="grid"
        role="grid"
        tabIndex={0}
        aria-label={`${fill(strings.grid, status.project)}, ${fill(strings.rows, shown.length, rows.length)}`}
        aria-rowcount={lines.length + 1}
        aria-colcount={columns.length}
        aria-multiselectable={true}
        aria-readonly={status.readOnly !== undefined}
        aria-activedescendant={cellId(here.row, headingAt(here.row) ? 0 : here.column)}
        style={{ "--columns": layout.widths.map((width) => `${width}px`).join(" "), "--total": `${layout.total}px` }}
        onKeyDown={onKeyDown}
        onScroll={port.onScroll}
        onMouseDown={onMouseDown}
        onDblClick={(event) => {
          const to = placeOf(event);
          if (to && rowAt(to.row) && !(event.target instanceof Element && event.target.closest(".open, .tick")))
            enter(to);
        }}
      >
        <GridHeader
          {...{ columns, layout, view, strings, sortBy, resize }}
          drawn={port.columns}
          active={here}
          filterBy={(column) => open("filter", { row: -1, column })}
        />
        <div class="body" role="rowgroup" style={{ height: `${lines.length * ROW_HEIGHT}px` }}>
          {body}
        </div>
      </div>
      {shown.length === 0 && <p class="nothing">{rows.length === 0 ? strings.empty : strings.noMatch}</p>}
      {popup && (
        <GridPopup
          {...{ content, strings, view, look, popup, close, wish }}
          rows={popup.is === "cell" ? targets(rowAt(popup.place.row)) : []}
        />
      )}
    </div>
  );
}
