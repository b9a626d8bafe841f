import { cellText, column, EMPTY_TABLE } from "../dataTable";
import type { Cell, DataTable } from "../dataTable";
import { decodeFormRight, describeRight, exportTitle, formMap, formRightTitle } from "./rights";
import { RIGHT_COLUMNS } from "./tables";
import type { Instrument, Snapshot } from "./snapshot";
import { shown } from "../text/displayText";
import { changeTexts, english, joined, message, plural, verbatim } from "../text/message";
import type { Message } from "../text/message";

/** A right that a row of users or roles grants, and how much of it where there are levels. */
export interface Grant {
  /** Of its column. */
  readonly name: string;
  readonly title: Message;
  readonly level?: Message;
}

/** What a row of users or roles grants, in the order of the table. */
export function grants(table: DataTable, row: readonly Cell[], instruments: readonly Instrument[]): readonly Grant[] {
  return RIGHT_COLUMNS.flatMap((right): readonly Grant[] => {
    const { name, title, kind } = right;
    const cell = column(table, name)(row);
    if (kind === "formRights" || kind === "formExport") {
      const level = byRight(cell, instruments, kind === "formRights" ? formRightTitle : exportTitle);
      if (!level) return [];
      return [{ name, title: kind === "formRights" ? message("Instruments") : message("Export"), level }];
    }
    if (cellText(cell) === "" || cellText(cell) === "0") return [];
    return [{ name, title, ...(kind === "flag" ? {} : { level: changeTexts(describeRight(right, cell), shown) }) }];
  });
}

/** The same in words: one line per right, one per group of instruments. */
export function grantedRights(
  table: DataTable,
  row: readonly Cell[],
  instruments: readonly Instrument[],
): readonly Message[] {
  return grants(table, row, instruments).map(({ title, level }) =>
    level ? message("{right}: {level}", { right: title, level }) : title,
  );
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
    message("{right} ({instruments})", {
      right,
      instruments: forms.length > 3 ? forms.length : verbatim(forms.join(", ")),
    }),
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

/** "12 rights, views 8 of 10 instruments, 4 people": what a role grants, and how many are in it. */
export function roleSummary(snapshot: Snapshot, id: string): Message {
  const { row, members } = snapshot.roles.get(id) ?? { row: [], members: [] };
  const rights = rightsSummary(snapshot.tables.userRole ?? EMPTY_TABLE, row);
  return message("{rights}, {people}", { rights, people: peopleCount(members.length) });
}

export function peopleCount(count: number): Message {
  return plural(count, { one: "{count} person", other: "{count} people" });
}
