import { isDate } from "../../core/dates";
import type { GridColumn, GridContent, GridRow } from "../../editors/protocol";
import { canEdit } from "./editing";
import type { ColumnEdit } from "./editing";
import { exportAfter, formsAfter } from "../forms/formModel";
import { FormsDialog } from "../forms/formsDialog";
import { Picker } from "../parts/picker";
import type { Anchor } from "../parts/popup";
import { TextEditor } from "./textEditor";
import { rowName } from "../cellLabels";
import { shown } from "../../core/text/displayText";
import { message } from "../../core/text/message";
import { text } from "../language";
import { notADate } from "../../core/rules/notADate";

interface CellEditorProps {
  readonly content: GridContent;
  readonly column: GridColumn;
  /** Rows that get the value; the first shows what is there now. */
  readonly rows: readonly GridRow[];
  readonly anchor: Anchor;
  readonly commit: (wanted: readonly ColumnEdit[], words: string) => void;
  readonly close: () => void;
}

/** The editor that fits the column, for one row or for all selected ones. */
export function CellEditor({ content, column, rows, anchor, commit, close }: CellEditorProps) {
  const [row] = rows;
  if (!row) return null;
  const many = rows.length > 1;
  const title = many
    ? text(message("Set {column} for {count} selected", { column: column.title, count: rows.length }))
    : `${rowName(row)}: ${column.title}`;
  const at = content.columns.indexOf(column);
  const value = row.cells[at] ?? "";
  const common = rows.every(({ cells }) => cells[at] === value) ? value : undefined;
  if (column.kind === "formRights" || column.kind === "formExport") {
    const [forms, exports] = ["forms", "forms_export"].map((name) =>
      content.columns.find((each) => each.name === name && each.editable),
    );
    const cell = (each: GridRow, of: GridColumn) => each.cells[content.columns.indexOf(of)] ?? "";
    const cells = (each: GridRow) => ({ rights: forms && cell(each, forms), exports: exports && cell(each, exports) });
    const about = many
      ? text(
          message("Set {column} for {count} selected", {
            column: message("rights on instruments"),
            count: rows.length,
          }),
        )
      : rowName(row);
    return (
      <FormsDialog
        {...{ anchor, close }}
        title={
          many ? about : text(message("{column}: {value}", { column: about, value: message("rights on instruments") }))
        }
        forms={content.forms}
        first={cells(row)}
        all={rows.filter((each) => canEdit(column, each)).map(cells)}
        commit={(cellEdits) => {
          const touched = Object.values(cellEdits);
          const rights = touched.some(({ export: _, ...parts }) => Object.keys(parts).length > 0);
          const levels = touched.some((setCells) => setCells.export !== undefined);
          const wanted: ColumnEdit[] = [];
          if (forms && rights)
            wanted.push({ column: forms, value: (each) => formsAfter(cell(each, forms), cellEdits, content.forms) });
          if (exports && levels)
            wanted.push({ column: exports, value: (each) => exportAfter(cell(each, exports), cellEdits) });
          commit(wanted, title);
        }}
      />
    );
  }
  const list = column.options === undefined ? undefined : content.options[column.options];
  if (list) {
    return (
      <Picker
        {...{ title, anchor, close }}
        options={list}
        value={common?.trim()}
        choose={(option) => commit([{ column, value: () => option.value }], `${title}: ${shown(option.label)}`)}
      />
    );
  }
  const date = column.kind === "date";
  return (
    <TextEditor
      {...{ title, anchor, close }}
      value={common}
      placeholder={date ? "YYYY-MM-DD" : ""}
      check={(typed) => (date && typed !== "" && !isDate(typed) ? text(notADate(typed)) : undefined)}
      commit={(typed) => commit([{ column, value: () => typed }], `${title}: ${shown(typed)}`)}
    />
  );
}
