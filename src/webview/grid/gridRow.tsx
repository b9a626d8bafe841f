import type { GridContent, GridRow } from "../../editors/protocol";
import { GridCell } from "./gridCell";

export const ROW_HEIGHT = 28;

export interface RowProps {
  readonly row: number;
  readonly data: GridRow;
  readonly content: GridContent;
  /** Columns to draw. */
  readonly drawn: readonly number[];
  readonly selected: boolean;
  /** The active cell, when it stands in this row. */
  readonly activeColumn: number | undefined;
  /** First and last column that copying takes along. */
  readonly span: readonly [number, number] | undefined;
}

export function GridRowView(props: RowProps) {
  const { row, data, content, drawn, selected, activeColumn, span } = props;
  const classes = ["row", selected && "selected", data.change, data.state].filter(Boolean).join(" ");
  return (
    <div
      class={classes}
      role="row"
      aria-rowindex={row + 2}
      aria-selected={selected}
      style={{ top: `${row * ROW_HEIGHT}px` }}
    >
      {drawn.map((index) => {
        const column = content.columns[index];
        const spanned = selected && span !== undefined && index >= span[0] && index <= span[1];
        return (
          column && (
            <GridCell
              key={column.name}
              {...{ row, index, data, column, content, spanned }}
              active={activeColumn === index}
            />
          )
        );
      })}
    </div>
  );
}

/** Whether a row drawn before can stay as it is. */
export function sameRow(a: RowProps, b: RowProps): boolean {
  return (
    a.row === b.row &&
    a.data === b.data &&
    a.drawn === b.drawn &&
    a.selected === b.selected &&
    a.activeColumn === b.activeColumn &&
    a.span === b.span &&
    a.content.options === b.content.options &&
    a.content.columns === b.content.columns &&
    a.content.status.readOnly === b.content.status.readOnly
  );
}
