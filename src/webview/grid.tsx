import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { CellChange, GridContent, GridOption, Strings } from "../editors/protocol";
import { GridHeader } from "./gridHeader";
import { GridRowView, cellId } from "./gridRow";
import { gridKey } from "./gridKeys";
import type { Place } from "./gridKeys";
import { extended, picked, selectOnly, toggled } from "./selection";
import type { Selection } from "./selection";
import { fill } from "./store";
import { drawnRange } from "./visibleRows";
import type { ViewState } from "./visibleRows";

export const ROW_HEIGHT = 28;

interface GridProps {
  readonly content: GridContent;
  readonly strings: Strings;
  readonly visible: readonly number[];
  readonly view: ViewState;
  readonly look: (part: Partial<ViewState>) => void;
  readonly selection: Selection;
  readonly select: (selection: Selection) => void;
  readonly edit: (changes: readonly CellChange[], words: string) => Promise<void>;
  readonly reveal: string | undefined;
  readonly say: (words: string) => void;
}

/** A grid with one tab stop. Only the rows in view are drawn, and always the active one, which is named to readers. */
export function Grid(props: GridProps) {
  const { content, strings, visible, view, look, selection, select, edit, reveal, say } = props;
  const { columns, rows, options, status } = content;
  const scroller = useRef<HTMLDivElement>(null);
  const [scrollTop, setScrollTop] = useState(0);
  const [height, setHeight] = useState(600);
  const [active, setActive] = useState<Place>({ row: 0, column: 0 });
  const [editing, setEditing] = useState(false);
  const keys = useMemo(() => visible.map((index) => rows[index]?.key ?? ""), [visible, rows]);
  const place = { row: Math.min(active.row, visible.length - 1), column: Math.min(active.column, columns.length - 1) };

  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box) return;
    const observer = new ResizeObserver(() => setHeight(box.clientHeight));
    observer.observe(box);
    return () => observer.disconnect();
  }, []);

  const show = (row: number) => {
    const box = scroller.current;
    if (!box || row < 0) return;
    const top = row * ROW_HEIGHT;
    const room = box.clientHeight - ROW_HEIGHT;
    if (top < box.scrollTop) box.scrollTop = top;
    else if (top + ROW_HEIGHT > box.scrollTop + room) box.scrollTop = top + ROW_HEIGHT - room;
  };
  const go = (to: Place) => {
    setEditing(false);
    setActive(to);
    show(to.row);
  };
  useEffect(() => {
    const row = reveal === undefined ? -1 : keys.indexOf(reveal);
    if (row < 0) return;
    go({
      row,
      column: Math.max(
        0,
        columns.findIndex(({ editable }) => editable),
      ),
    });
    scroller.current?.focus();
  }, [reveal, keys.length]);

  const sortBy = (column: number) => {
    const same = view.sort?.column === column;
    look({ sort: same && view.sort?.descending ? undefined : { column, descending: same } });
  };
  const canEdit = (column: number) => columns[column]?.editable === true && !status.readOnly;
  const choose = (option: GridOption) => {
    const column = columns[place.column];
    const key = keys[place.row];
    setEditing(false);
    scroller.current?.focus();
    if (!column || key === undefined) return;
    const all = selection.keys.has(key) ? picked(selection, keys) : [key];
    const who = all.length === 1 ? key : fill(strings.selected, all.length);
    const changes = all.map((each) => ({ key: each, column: column.name, value: option.value }));
    void edit(changes, `${who}: ${column.title} ${option.label}, ${strings.changed}`);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (editing || event.target !== scroller.current) return;
    const act = gridKey(event, {
      place,
      keys,
      columnCount: columns.length,
      page: Math.floor(height / ROW_HEIGHT) - 2,
      selection,
    });
    if (!act) return;
    event.preventDefault();
    if (act.to) go(act.to);
    if (act.selection) select(act.selection);
    if (act.enter) {
      if (place.row < 0) sortBy(place.column);
      else if (canEdit(place.column)) setEditing(true);
      else if (status.readOnly) say(status.readOnly);
    }
  };
  const onCopy = (event: ClipboardEvent) => {
    if (event.target !== scroller.current) return;
    const shown = visible.flatMap((index) => rows[index] ?? []);
    const lines = shown
      .filter(({ key }) => selection.keys.has(key))
      .map(({ cells }) => cells.map(({ text }) => text).join("\t"));
    event.clipboardData?.setData("text/plain", lines.join("\n"));
    event.preventDefault();
  };
  const click = (row: number, column: number, event: MouseEvent, open: boolean) => {
    const key = keys[row] ?? "";
    if (event.shiftKey) select(extended(selection, key, keys));
    else if (event.ctrlKey || event.metaKey) select(toggled(selection, key));
    else if (!open || !selection.keys.has(key)) select(selectOnly(key));
    setActive({ row, column });
    setEditing(open && canEdit(column));
    if (!open) scroller.current?.focus();
  };

  const [first, last] = drawnRange(scrollTop, height, ROW_HEIGHT, visible.length);
  const drawn = Array.from({ length: last - first }, (_, offset) => first + offset);
  if (place.row >= 0 && (place.row < first || place.row >= last)) drawn.push(place.row);
  const template = columns.map(({ grow }) => `minmax(${grow * 30}px, ${grow}fr)`).join(" ");
  return (
    <div
      ref={scroller}
      class="grid"
      role="grid"
      tabIndex={0}
      aria-label={`${status.project}, ${fill(strings.rows, visible.length, rows.length)}`}
      aria-rowcount={visible.length + 1}
      aria-colcount={columns.length}
      aria-multiselectable={true}
      aria-readonly={status.readOnly !== undefined}
      aria-activedescendant={cellId(place.row, place.column)}
      onKeyDown={onKeyDown}
      onCopy={onCopy}
      onScroll={(event) => setScrollTop(event.currentTarget.scrollTop)}
    >
      <GridHeader columns={columns} template={template} sort={view.sort} active={place} sortBy={sortBy} />
      <div class="body" role="rowgroup" style={{ height: `${visible.length * ROW_HEIGHT}px` }}>
        {drawn.map((row) => {
          const data = rows[visible[row] ?? -1];
          return (
            data && (
              <GridRowView
                key={data.key}
                {...{ row, data, columns, options, template, click, choose, selectedCount: selection.keys.size }}
                selected={selection.keys.has(data.key)}
                activeColumn={row === place.row ? place.column : undefined}
                editing={editing && row === place.row}
                readOnly={status.readOnly !== undefined}
                stopEditing={() => {
                  setEditing(false);
                  scroller.current?.focus();
                }}
              />
            )
          );
        })}
      </div>
      {visible.length === 0 && <p class="nothing">{rows.length === 0 ? strings.empty : strings.noMatch}</p>}
    </div>
  );
}
