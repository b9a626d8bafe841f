import { formMap } from "../../core/access/rights";
import type { GridColumn, GridContent, GridRow } from "../../editors/protocol";
import { instrumentsOf } from "../forms/formModel";
import { cellLabel, formTitle } from "../cellLabels";
import { shown } from "../../core/text/displayText";

export interface MatrixRow {
  readonly title: string;
  readonly help: string;
  /** The first row of the instruments and of the exports says which they are. */
  readonly section?: string;
  readonly cells: readonly string[];
  /** What most roles have; cells that read otherwise stand out. */
  readonly usual: string;
  readonly differs: boolean;
}

/** Rights down, roles across. Maps give a row for each instrument. */
export function matrixRows(content: GridContent, roles: readonly GridRow[]): readonly MatrixRow[] {
  return content.columns.flatMap((column, index) => {
    if (!column.editable || column.name === "role_label") return [];
    const values = roles.map(({ cells }) => cells[index] ?? "");
    if (column.kind === "formRights" || column.kind === "formExport")
      return formRows(content, column, column.kind, values);
    return [
      matrixRow(
        column.title,
        column.help,
        values.map((value) => shown(cellLabel(column, value, content.options))),
      ),
    ];
  });
}

function formRows(
  { forms }: GridContent,
  { title, help }: GridColumn,
  kind: "formRights" | "formExport",
  values: readonly string[],
): readonly MatrixRow[] {
  const maps = values.map((value) => formMap(value));
  return instrumentsOf(forms, ...values).map(({ name, label }, index) => {
    const cells = maps.map((map) => (map.has(name) ? formTitle(kind, map.get(name) ?? "") : ""));
    return { ...matrixRow(shown(label || name), help, cells), ...(index === 0 ? { section: title } : {}) };
  });
}

function matrixRow(title: string, help: string, cells: readonly string[]): MatrixRow {
  const counts = new Map<string, number>();
  for (const cell of cells) counts.set(cell, (counts.get(cell) ?? 0) + 1);
  const [usual = ""] = [...counts].sort(([, a], [, b]) => b - a)[0] ?? [];
  return { title, help, cells, usual, differs: counts.size > 1 };
}
