import { cellText, column } from "../dataTable";
import type { Cell, DataTable } from "../dataTable";
import { decodeFormRight, describeRight, exportTitle, formMap, formRightTitle } from "./rights";
import { RIGHT_COLUMNS } from "./tables";
import type { Instrument } from "./snapshot";
import { shown } from "../text/displayText";
import { changeTexts, english, joined, message, plural } from "../text/message";
import type { Message } from "../text/message";

/** What a row of users or roles grants, in words: one line per right, one per group of instruments. */
export function grantedRights(
  table: DataTable,
  row: readonly Cell[],
  instruments: readonly Instrument[],
): readonly Message[] {
  const lines: Message[] = [];
  for (const right of RIGHT_COLUMNS) {
    const cell = column(table, right.name)(row);
    if (right.kind === "formRights") {
      const rights = byRight(cell, instruments, formRightTitle);
      if (rights) lines.push(message("Instruments: {rights}", { rights }));
    } else if (right.kind === "formExport") {
      const rights = byRight(cell, instruments, exportTitle);
      if (rights) lines.push(message("Export: {rights}", { rights }));
    } else if (cellText(cell) !== "" && cellText(cell) !== "0") {
      const level = changeTexts(describeRight(right, cell), shown);
      lines.push(right.kind === "flag" ? right.title : message("{right}: {level}", { right: right.title, level }));
    }
  }
  return lines;
}

/** "View & edit (8); Read only (Adverse Events)" */
function byRight(
  cell: Cell,
  instruments: readonly Instrument[],
  title: (code: string) => Message,
): Message | undefined {
  const byTitle = new Map<string, { readonly right: Message; readonly forms: string[] }>();
  const labels = new Map(instruments.map(({ name, label }) => [name, label]));
  for (const [form, code] of formMap(cell)) {
    const right = title(code);
    const known = byTitle.get(english(right)) ?? { right, forms: [] };
    known.forms.push(shown(labels.get(form) || form));
    byTitle.set(english(right), known);
  }
  if (byTitle.size === 0) return undefined;
  const groups = [...byTitle.values()].map(({ right, forms }) =>
    message("{right} ({instruments})", { right, instruments: forms.length > 3 ? forms.length : forms.join(", ") }),
  );
  return joined(groups, "; ");
}

/** "12 rights, views 8 of 10 instruments": enough to tell roles apart in a list. */
export function rightsSummary(table: DataTable, row: readonly Cell[]): Message {
  const flags = RIGHT_COLUMNS.filter(({ kind }) => kind === "flag" || kind === "choice");
  const held = flags.filter(({ name }) => !["", "0"].includes(cellText(column(table, name)(row))));
  const rights = plural(held.length, { one: "{count} right", other: "{count} rights" });
  const forms = [...formMap(column(table, "forms")(row)).values()];
  // An empty list says that REDCap did not tell, not that nothing may be seen.
  if (forms.length === 0) return rights;
  const viewed = forms.filter((code) => decodeFormRight(code).view).length;
  return plural(
    forms.length,
    { one: "{rights}, views {viewed} of {count} instrument", other: "{rights}, views {viewed} of {count} instruments" },
    { rights, viewed },
  );
}
