import type { GridColumn, GridContent, GridRow } from "../../editors/protocol";
import { canEdit } from "./editing";
import { Chevron, Tick } from "../parts/icons";
import { cellLabel, formDifference } from "../cellLabels";
import { shown, shownText } from "../../core/text/displayText";
import { message } from "../../core/text/message";
import { text } from "../language";

export function cellId(row: number, column: number): string {
  return `cell-${row}-${column}`;
}

/** Longest text of a cell in the page; the cell itself keeps all of it. */
const CELL = 400;

interface CellProps {
  readonly row: number;
  readonly index: number;
  readonly data: GridRow;
  readonly column: GridColumn;
  readonly content: GridContent;
  readonly active: boolean;
  /** Between the first and the last column that are taken along by copying. */
  readonly spanned: boolean;
}

/** One cell: its words, what they were, what is wrong; readers hear what eyes see by colour. */
export function GridCell({ row, index, data, column, content, active, spanned }: CellProps) {
  const own = data.cells[index] ?? "";
  const locked = column.own === true && data.given !== undefined && own === "";
  const giver = locked ? content.givers?.[data.given ?? ""] : undefined;
  // What a role gives is shown as the role's: a blank would read as nothing.
  const value = giver?.cells[index] ?? own;
  const was = data.was?.[index];
  const live = data.conflicts?.[index];
  const wrong = data.problems?.[index];
  const problem = wrong === undefined ? undefined : shownText(wrong, CELL);
  const editable = canEdit(column, data) && content.status.readOnly === undefined;
  const given = locked
    ? text(message("given by the role {role}", { role: giver?.name ?? shown(data.given ?? "") }))
    : "";
  const classes = [
    "cell",
    active && "active",
    spanned && "spanned",
    editable && "editable",
    was !== undefined && "edited",
    live !== undefined && "conflict",
    problem !== undefined && "problem",
    value === "" && column.kind !== "text" && "blank",
    locked && "locked",
  ];
  const words = shown(cellLabel(column, value, content.options), CELL);
  const flag = column.kind === "flag" && (value === "1" || value === "0");
  const map = column.kind === "formRights" || column.kind === "formExport";
  const label = (form: string) => shown(content.forms.instruments.find(({ name }) => name === form)?.label ?? form, 60);
  const changed = was !== undefined && map ? formDifference(column.kind, was, value, label) : undefined;
  const before = was === undefined ? "" : shown(cellLabel(column, was, content.options), CELL);
  const says =
    live === undefined
      ? ""
      : text(message("REDCap: {value}", { value: shown(cellLabel(column, live, content.options), CELL) }));
  const arrow = [was === undefined ? words : `${before} → ${words}`, says].filter(Boolean).join("\n");
  return (
    <div
      id={cellId(row, index)}
      class={classes.filter(Boolean).join(" ")}
      data-column={column.name}
      role={index === 0 ? "rowheader" : "gridcell"}
      aria-colindex={index + 1}
      aria-readonly={!editable}
      {...(problem === undefined ? {} : { "aria-invalid": true })}
      title={problem ?? [changed ?? arrow, given].filter(Boolean).join("\n")}
      style={{ gridColumn: index + 1 }}
    >
      {was !== undefined && changed === undefined && (
        <>
          <span class="hidden">{text(message("changed from"))} </span>
          <s class="was">{flag && (was === "0" || was === "1") ? <Tick on={was === "1"} /> : before}</s>
          <span class="arrow" aria-hidden="true">
            →
          </span>
        </>
      )}
      {flag && <Tick on={value === "1"} />}
      <span class={flag ? "hidden" : "text"}>{changed ?? words}</span>
      {says && <span class="live">{says}</span>}
      {given && <span class="hidden">{given}</span>}
      {problem !== undefined && <span class="hidden">{problem}</span>}
      {index === 0 && data.change !== undefined && data.change !== "changed" && (
        <span class="badge">{data.change === "added" ? text(message("new")) : text(message("to be removed"))}</span>
      )}
      {editable && !flag && column.kind !== "text" && column.kind !== "date" && (
        <span class="open">
          <Chevron />
        </span>
      )}
    </div>
  );
}
