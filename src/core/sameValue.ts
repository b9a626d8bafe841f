import type { DraftName } from "./plan";
import { sameFormMap } from "./rights";
import { describeColumn } from "./tables";

/** Whether two cells of a draft mean the same: in form rights 1 and 130 do, and the order of instruments is nothing. */
export function sameValue(draft: DraftName, column: string, a: string, b: string): boolean {
  if (a === b) return true;
  if (draft !== "users" && draft !== "roles") return false;
  const kind = describeColumn(draft === "users" ? "user" : "userRole", column)?.kind;
  return (kind === "formRights" || kind === "formExport") && a !== "" && b !== "" && sameFormMap(a, b);
}
