import type { Place } from "./gridKeys";
import type { GridState } from "./gridState";
import { extended, selectOnly, toggled } from "./selection";

/** What the pointer does in a grid: selects, opens what can be opened, and edits a cell by a second click. */
export function gridPointer(grid: GridState) {
  const { props, keys, headingAt, rowAt, choose, chooseGroup, setSpanFrom, setActive, focus, enter } = grid;
  const { selection, select } = props;
  const onMouseDown = (event: MouseEvent) => {
    const to = event.button === 0 ? placeOf(event) : undefined;
    const key = to && keys[to.row];
    if (!to || key === undefined) return;
    const opens = onHandle(event);
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
  const onDblClick = (event: MouseEvent) => {
    const to = placeOf(event);
    if (to && rowAt(to.row) && !onHandle(event)) enter(to);
  };
  return { onMouseDown, onDblClick };
}

/** A mark within a cell that acts by itself. */
function onHandle({ target }: MouseEvent): boolean {
  return target instanceof Element && target.closest(".open, .tick") !== null;
}

function placeOf(event: MouseEvent): Place | undefined {
  const target = event.target instanceof Element ? event.target.closest(".body .cell") : null;
  const [, row, column] = /^cell-(\d+)-(\d+)$/.exec(target?.id ?? "") ?? [];
  return row === undefined || column === undefined ? undefined : { row: Number(row), column: Number(column) };
}
