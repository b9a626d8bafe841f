import { useRef } from "preact/hooks";
import { gridKey } from "./gridKeys";
import { ROW_HEIGHT } from "./gridRow";
import type { GridState } from "./gridState";

/** Milliseconds between letters of one name. */
const TYPED_TOGETHER = 700;

/** What keys do in a grid. */
export function useGridKeyboard(grid: GridState): (event: KeyboardEvent) => void {
  const { props, keys, names, here, port, spanFrom, setSpanFrom } = grid;
  const { headingAt, go, choose, chooseGroup, sortBy, resize, open, enter } = grid;
  const { selection, content } = props;
  const { columns } = content;
  const typed = useRef({ text: "", at: 0 });
  return (event) => {
    if (event.target !== port.scroller.current) return;
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
    if (act.resize !== undefined) resize(here.column, (port.layout.widths[here.column] ?? 0) + act.resize);
    if (act.enter) {
      if (here.row < 0) sortBy(here.column);
      else enter(here);
    }
  };
}
