import { GridBody } from "./gridBody";
import { cellId } from "./gridCell";
import { useGridClipboard } from "./gridClipboard";
import { GridHeader } from "./gridHeader";
import { useGridKeyboard } from "./gridKeyboard";
import { gridPointer } from "./gridPointer";
import { GridPopup } from "./gridPopup";
import { useGridState } from "./gridState";
import type { GridProps } from "./gridState";
import { message } from "../../core/text/message";
import { text } from "../language";
import { DRAFT_TEXTS } from "../draftTexts";

/** A grid with one tab stop. Only the cells in view are drawn, and always the active one, which is named to readers. */
export function Grid(props: GridProps) {
  const grid = useGridState(props);
  const onKeyDown = useGridKeyboard(grid);
  const { onMouseDown, onDblClick } = gridPointer(grid);
  useGridClipboard(grid);
  const { content, shown, view, changeView, setCells } = props;
  const { columns, rows, status } = content;
  const { lines, here, port, popup, rowAt, headingAt, sortBy, resize, open, close, targets } = grid;
  const { scroller, layout } = port;
  const about = DRAFT_TEXTS[content.draft];
  return (
    <div class="frame">
      <div
        ref={scroller}
        class="grid"
        role="grid"
        tabIndex={0}
        aria-label={`${text(about.grid(status.project))}, ${text(about.rows(shown.length, rows.length))}`}
        aria-rowcount={lines.length + 1}
        aria-colcount={columns.length}
        aria-multiselectable={true}
        aria-readonly={status.readOnly !== undefined}
        aria-activedescendant={cellId(here.row, headingAt(here.row) ? 0 : here.column)}
        style={{ "--columns": layout.widths.map((width) => `${width}px`).join(" "), "--total": `${layout.total}px` }}
        onKeyDown={onKeyDown}
        onScroll={port.onScroll}
        onMouseDown={onMouseDown}
        onDblClick={onDblClick}
      >
        <GridHeader
          {...{ columns, layout, view, sortBy, resize }}
          drawn={port.columns}
          active={here}
          filterBy={(column) => open("filter", { row: -1, column })}
        />
        <GridBody grid={grid} />
      </div>
      {shown.length === 0 && (
        <p class="nothing">{text(rows.length === 0 ? about.empty : message("No row matches the filter."))}</p>
      )}
      {popup && (
        <GridPopup
          {...{ content, view, changeView, popup, close, setCells }}
          rows={popup.is === "cell" ? targets(rowAt(popup.place.row)) : []}
        />
      )}
    </div>
  );
}
