import type { GridCell, GridColumn, GridOption, GridRow } from "../editors/protocol";
import { ROW_HEIGHT } from "./grid";
import { Picker } from "./picker";

export function cellId(row: number, column: number): string {
  return `cell-${row}-${column}`;
}

interface RowProps {
  readonly row: number;
  readonly data: GridRow;
  readonly columns: readonly GridColumn[];
  readonly options: Readonly<Record<string, readonly GridOption[]>>;
  readonly template: string;
  readonly selected: boolean;
  readonly selectedCount: number;
  /** The active cell, when it stands in this row. */
  readonly activeColumn: number | undefined;
  readonly editing: boolean;
  readonly readOnly: boolean;
  readonly click: (row: number, column: number, event: MouseEvent, open: boolean) => void;
  readonly choose: (option: GridOption) => void;
  readonly stopEditing: () => void;
}

export function GridRowView(props: RowProps) {
  const { row, data, columns, options, template, selected, activeColumn, editing, readOnly, click } = props;
  const classes = ["row", selected && "selected", data.changed && "changed", data.state].filter(Boolean).join(" ");
  return (
    <div
      class={classes}
      role="row"
      aria-rowindex={row + 2}
      aria-selected={selected}
      style={{ gridTemplateColumns: template, top: `${row * ROW_HEIGHT}px` }}
    >
      {columns.map((column, index) => {
        const cell = data.cells[index];
        const active = activeColumn === index;
        const editable = column.editable && !readOnly;
        return (
          cell && (
            <div
              id={cellId(row, index)}
              class={cellClass(cell, active, editable)}
              data-column={column.name}
              role="gridcell"
              aria-colindex={index + 1}
              aria-readonly={!editable}
              {...(cell.problem ? { "aria-invalid": true } : {})}
              title={cellTitle(cell)}
              onMouseDown={(event) => event.button === 0 && click(row, index, event, false)}
              onDblClick={(event) => click(row, index, event, true)}
            >
              {cell.was !== undefined && <s class="was">{cell.was}</s>}
              {cell.was !== undefined && <span class="arrow">→</span>}
              <span class="text">{cell.text}</span>
              {editable && column.options && (
                <span
                  class="open"
                  aria-hidden="true"
                  onMouseDown={(event) => {
                    event.preventDefault();
                    event.stopPropagation();
                    click(row, index, event, true);
                  }}
                >
                  ▾
                </span>
              )}
              {editing && active && (
                <Picker
                  title={column.title}
                  options={options[column.options ?? ""] ?? []}
                  value={cell.value}
                  choose={props.choose}
                  close={props.stopEditing}
                />
              )}
            </div>
          )
        );
      })}
    </div>
  );
}

function cellClass(cell: GridCell, active: boolean, editable: boolean): string {
  return [
    "cell",
    active && "active",
    editable && "editable",
    cell.was !== undefined && "edited",
    cell.problem && "problem",
    cell.value === "" && "blank",
  ]
    .filter(Boolean)
    .join(" ");
}

function cellTitle({ problem, was, text }: GridCell): string {
  if (problem) return problem;
  return was === undefined ? text : `${was} → ${text}`;
}
