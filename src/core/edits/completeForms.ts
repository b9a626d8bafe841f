import { column, EMPTY_TABLE } from "../dataTable";
import type { Cell } from "../dataTable";
import { describeDraftColumn } from "./draftTables";
import { draftCell } from "./draftCell";
import type { Edit } from "./edit";
import { encodeFormRight, formMap, projectEncoding } from "../access/rights";
import type { Snapshot } from "../access/snapshot";

/**
 * Form maps made whole: REDCap takes every right from an instrument that a map leaves out. What is not said stays as it
 * is; in a new row it is none.
 */
export function completeForms(live: Snapshot, edits: readonly Edit[]): readonly Edit[] {
  const none = noAccess(live);
  return edits.map((edit) => {
    if (edit.kind !== "set") return edit;
    const kind = describeDraftColumn(edit.draft, edit.column)?.kind;
    if ((kind !== "formRights" && kind !== "formExport") || edit.after === "") return edit;
    const now = formMap(draftCell(live, edit.draft, edit.key, edit.column) ?? "");
    const wanted = formMap(edit.after);
    const forms = live.instruments.length ? live.instruments.map(({ name }) => name) : [...now.keys()];
    // Unknown instruments stay in, and a guard names them; those that REDCap itself lists by mistake are left out.
    const all = [...new Set([...forms, ...[...wanted.keys()].filter((form) => !now.has(form))])];
    const code = (form: string) => wanted.get(form) ?? now.get(form) ?? (kind === "formExport" ? "0" : none());
    const after = all.map((form) => `${form}:${code(form)}`).join();
    return after === edit.after ? edit : { ...edit, after };
  });
}

/** "No access" in the project's own encoding, looked for only when it is needed. */
function noAccess(live: Snapshot): () => string {
  let code: string | undefined;
  return () => {
    code ??= encodeFormRight({ view: false, edit: false, editSurvey: false }, projectEncoding(formCells(live)));
    return code;
  };
}

/** Every cell of rights to view, of roles and people. */
export function* formCells(live: Snapshot): Iterable<Cell> {
  for (const table of [live.tables.userRole ?? EMPTY_TABLE, live.tables.user ?? EMPTY_TABLE]) {
    const forms = column(table, "forms");
    for (const row of table.rows) yield forms(row);
  }
}
