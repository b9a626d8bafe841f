import { cellText, column } from "../dataTable";
import type { Cell, DataTable } from "../dataTable";
import { decodeFormRight, describeRight, exportTitle, formMap, formRightTitle } from "./rights";
import { RIGHT_COLUMNS } from "./tables";
import type { Instrument } from "./snapshot";
import { counted } from "../text/words";
import { shown } from "../text/displayText";

/** What a row of users or roles grants, in words: one line per right, one per group of instruments. */
export function grantedRights(
  table: DataTable,
  row: readonly Cell[],
  instruments: readonly Instrument[],
): readonly string[] {
  const lines: string[] = [];
  for (const right of RIGHT_COLUMNS) {
    const cell = column(table, right.name)(row);
    if (right.kind === "formRights") lines.push(...formLines("Instruments", cell, instruments, formRightTitle));
    else if (right.kind === "formExport") lines.push(...formLines("Export", cell, instruments, exportTitle));
    else if (cellText(cell) !== "" && cellText(cell) !== "0")
      lines.push(right.kind === "flag" ? right.title : `${right.title}: ${describeRight(right, cell)}`);
  }
  return lines;
}

/** "Instruments: View & edit (8), Read only (Adverse Events)" */
function formLines(
  title: string,
  cell: Cell,
  instruments: readonly Instrument[],
  words: (code: string) => string,
): readonly string[] {
  const byWords = new Map<string, string[]>();
  const labels = new Map(instruments.map(({ name, label }) => [name, label]));
  for (const [form, code] of formMap(cell)) {
    const key = words(code);
    byWords.set(key, [...(byWords.get(key) ?? []), shown(labels.get(form) || form)]);
  }
  if (byWords.size === 0) return [];
  const groups = [...byWords].map(([key, forms]) => `${key} (${forms.length > 3 ? forms.length : forms.join(", ")})`);
  return [`${title}: ${groups.join("; ")}`];
}

/** "12 rights, views 8 of 10 instruments": enough to tell roles apart in a list. */
export function rightsSummary(table: DataTable, row: readonly Cell[]): string {
  const flags = RIGHT_COLUMNS.filter(({ kind }) => kind === "flag" || kind === "choice");
  const held = flags.filter(({ name }) => !["", "0"].includes(cellText(column(table, name)(row))));
  const rights = counted(held.length, "right", "rights");
  const forms = [...formMap(column(table, "forms")(row)).values()];
  // An empty list says that REDCap did not tell, not that nothing may be seen.
  if (forms.length === 0) return rights;
  const viewed = forms.filter((code) => decodeFormRight(code).view).length;
  return `${rights}, views ${viewed} of ${counted(forms.length, "instrument", "instruments")}`;
}
