import { useEffect, useMemo, useState } from "preact/hooks";
import type { GridContent, GridRow } from "../../editors/protocol";
import type { pasteCells } from "./clipboard";
import { NARROWEST } from "./columnLayout";
import { canEdit } from "./editing";
import type { ColumnEdit } from "./editing";
import { cellId } from "./gridCell";
import type { Place } from "./gridKeys";
import type { Popup } from "./gridPopup";
import { groupLines, isHeading, isHeadingKey } from "./groups";
import type { Heading, Line } from "./groups";
import { useGridWindow } from "./gridWindow";
import { anchorOf } from "../parts/popup";
import type { Selection } from "./selection";
import type { ViewState } from "./visibleRows";
import { rowName } from "../cellLabels";
import { message } from "../../core/text/message";
import { text } from "../language";

export interface GridProps {
  readonly content: GridContent;
  /** The rows that pass the filters, in order. */
  readonly shown: readonly GridRow[];
  readonly view: ViewState;
  readonly changeView: (part: Partial<ViewState>) => void;
  readonly selection: Selection;
  readonly select: (selection: Selection) => void;
  readonly setCells: (rows: readonly GridRow[], wanted: readonly ColumnEdit[], words: string) => void;
  readonly paste: (pasted: ReturnType<typeof pasteCells>) => void;
  readonly reveal: string | undefined;
  readonly revealed: () => void;
  readonly say: (words: string) => void;
}

/** Where somebody is in a grid, and what can be done from there by keyboard and pointer alike. */
export type GridState = ReturnType<typeof useGridState>;

export function useGridState(props: GridProps) {
  const { content, shown, view, changeView, selection, select, setCells, reveal, say } = props;
  const { columns, status } = content;
  const [active, setActive] = useState<Place & { readonly key?: string | undefined }>({ row: 0, column: 0 });
  const [spanFrom, setSpanFrom] = useState<number>();
  const [popup, setPopup] = useState<Popup>();
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
  const { scroller } = port;
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
    if (row < 0 && shown.some(({ key }) => key === reveal)) changeView({ closed: [] });
    if (row < 0) return;
    const first = columns.findIndex(({ editable }, index) => editable && index > 0);
    go({ row, column: Math.max(0, columns[0]?.editable ? 0 : first) });
    focus();
    props.revealed();
  }, [reveal, keys]);

  const sortBy = (index: number) => {
    const column = columns[index]?.name ?? "";
    const same = view.sort?.column === column;
    changeView({ sort: same && view.sort?.descending ? undefined : { column, descending: same } });
  };
  const resize = (index: number, width: number) => {
    const column = columns[index];
    if (column) changeView({ widths: { ...view.widths, [column.name]: Math.max(NARROWEST, width) } });
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
      return changeView({ closed: heading.open ? [...others, heading.key] : others });
    }
    const [row, column] = [rowAt(place.row), columns[place.column]];
    if (!row || !column) return;
    if (status.readOnly !== undefined) return say(status.readOnly);
    if (!canEdit(column, row)) {
      const advice = column.own && row.given !== undefined && row.change !== "removed";
      const why = advice
        ? text(
            message(
              "{column} of {name} is given by the role {role}. Edit the role, or take the person out of it first.",
              {
                column: column.title,
                name: rowName(row),
                role: content.givers?.[row.given ?? ""]?.name ?? row.given ?? "",
              },
            ),
          )
        : text(message("{column} cannot be edited here.", { column: column.title }));
      return say(why);
    }
    const value = row.cells[place.column] ?? "";
    if (column.kind !== "flag" || !["", "0", "1"].includes(value)) return open("cell", place);
    const next = value === "1" ? "0" : "1";
    const all = targets(row);
    const who = all.length === 1 ? rowName(row) : text(message("{count} selected", { count: all.length }));
    setCells(
      all,
      [{ column, value: () => next }],
      text(
        message("{name}: {column} {value}", {
          name: who,
          column: column.title,
          value: next === "1" ? message("Yes") : message("No"),
        }),
      ),
    );
  };
  const span = useMemo(
    () =>
      spanFrom === undefined
        ? undefined
        : ([Math.min(spanFrom, here.column), Math.max(spanFrom, here.column)] as const),
    [spanFrom, here.column],
  );
  return {
    ...{ props, lines, keys, names, here, port, popup, span, spanFrom, setSpanFrom, setActive },
    ...{ rowAt, headingAt, focus, go, choose, chooseGroup, sortBy, resize, open, close, targets, enter },
  };
}
