import type { GridContent, GridRow } from "../../editors/protocol";
import { CellEditor } from "./cellEditor";
import { ColumnFilterPopup } from "./columnFilter";
import type { ColumnEdit } from "./editing";
import type { Place } from "./gridKeys";
import type { Anchor } from "../parts/popup";
import type { ViewState } from "./visibleRows";
import { own } from "../../core/own";

/** What hangs over the grid: the editor of a cell, or the filter of a column. */
export interface Popup {
  readonly is: "cell" | "filter";
  readonly place: Place;
  readonly anchor: Anchor;
}

interface PopupProps {
  readonly content: GridContent;
  readonly view: ViewState;
  readonly changeView: (part: Partial<ViewState>) => void;
  readonly popup: Popup;
  /** Rows that an editor sets. */
  readonly rows: readonly GridRow[];
  readonly close: () => void;
  readonly setCells: (rows: readonly GridRow[], wanted: readonly ColumnEdit[], words: string) => void;
}

export function GridPopup({ content, view, changeView, popup, rows, close, setCells }: PopupProps) {
  const column = content.columns[popup.place.column];
  const { anchor } = popup;
  if (!column) return null;
  if (popup.is === "cell") {
    return (
      <CellEditor
        {...{ content, column, rows, anchor, close }}
        commit={(wanted, words) => {
          close();
          setCells(rows, wanted, words);
        }}
      />
    );
  }
  return (
    <ColumnFilterPopup
      {...{ content, column, anchor, close }}
      filter={own(view.columns, column.name)}
      set={(filter) => {
        close();
        const { [column.name]: _, ...others } = view.columns;
        changeView({ columns: filter ? { ...others, [column.name]: filter } : others });
      }}
    />
  );
}
