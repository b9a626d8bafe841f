import type { DraftName, SetCell } from "./edit";
import { formMap, sameFormMap } from "../access/rights";
import { describeColumn } from "../access/tables";

/**
 * Whether two cells of a draft mean the same: in viewing rights 1 and 130 do, and the order of instruments is nothing.
 * Export levels have one code each. A blank is "unknown", never "none".
 */
export function sameValue(draft: DraftName, column: string, a: string, b: string): boolean {
  if (a === b) return true;
  if (draft !== "users" && draft !== "roles") return false;
  if (a === "" || b === "") return false;
  const kind = describeColumn(draft === "users" ? "user" : "userRole", column)?.kind;
  if (kind === "formExport") return sameFormMap(a, b, (x, y) => x === y);
  return kind === "formRights" && sameFormMap(a, b);
}

/** Whether a cell says already what is wanted: a form map may leave out what shall stay as it is. */
export function saysAlready(draft: DraftName, column: string, now: string, wanted: string): boolean {
  if (sameValue(draft, column, now, wanted)) return true;
  const kind = describeColumn(draft === "users" ? "user" : "userRole", column)?.kind;
  if ((kind !== "formRights" && kind !== "formExport") || wanted === "") return false;
  const all = formMap(now);
  const said = [...formMap(wanted)].map(([form, code]) => [form, code, all.get(form)] as const);
  return said.every(
    ([form, code, is]) => is !== undefined && sameValue(draft, column, `${form}:${is}`, `${form}:${code}`),
  );
}

/** Somebody else changed the cell too, to something else than is wanted here. `live`: what REDCap says now. */
export function isConflict({ draft, column, before, after }: SetCell, live: string): boolean {
  return !sameValue(draft, column, live, before) && !saysAlready(draft, column, live, after);
}
