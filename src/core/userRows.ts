import { dagRoads } from "./dagRoads";
import type { Cell, FormMap } from "./dataTable";
import { draftCell } from "./draftCell";
import { formMap } from "./rights";
import type { Snapshot } from "./snapshot";
import { describeColumn } from "./tables";
import type { Target } from "./targets";

interface UserRows {
  readonly content: "user";
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/**
 * Rows of the user table: only what changes, and always the group that is live at that step, because leaving it out takes
 * people out of their group (redcapAPI #500). People whose rows differ in columns go in requests of their own: a blank
 * cell would be a value.
 */
export function userRows(live: Snapshot, targets: readonly Target[]): readonly UserRows[] {
  const groups = new Map<string, { columns: string[]; rows: Cell[][] }>();
  for (const target of targets) {
    if (!target.userRow) continue;
    const cells = new Map<string, Cell>([["username", target.person.username]]);
    if (target.after.expiration !== target.before.expiration) cells.set("expiration", target.after.expiration);
    if (carriesDag(live, target)) cells.set("data_access_group", dagAtUserStep(live, target));
    for (const [name, value] of target.rights) cells.set(name, rightCell(live, target, name, value));
    const columns = [...cells.keys()];
    const group = groups.get(columns.join()) ?? { columns, rows: [] };
    group.rows.push([...cells.values()]);
    groups.set(columns.join(), group);
  }
  return [...groups.values()].map((group) => ({ content: "user", ...group }));
}

function carriesDag(live: Snapshot, target: Target): boolean {
  return target.before.dag !== "" || (live.tables.user?.columns.includes("data_access_group") ?? false);
}

/** Somebody taken out of a role for good got the wanted group with that row already, if it could carry one. */
function dagAtUserStep(live: Snapshot, target: Target): string {
  const moved = dagRoads(live).withRole && target.before.role !== "" && target.after.role === "";
  return moved ? target.after.dag : target.before.dag;
}

/** Form maps go out complete: an instrument left out of the map becomes No access. */
function rightCell(live: Snapshot, target: Target, name: string, value: string): Cell {
  const kind = describeColumn("user", name)?.kind;
  if (kind !== "formRights" && kind !== "formExport") return value;
  const wanted = formMap(value);
  const own = formMap(draftCell(live, "users", target.person.username, name) ?? "");
  const names = live.instruments.length ? live.instruments.map((form) => form.name) : [...own.keys(), ...wanted.keys()];
  const map = Object.create(null) as Record<string, string>;
  for (const form of names) {
    const code = wanted.get(form) ?? own.get(form);
    if (code !== undefined) map[form] = code;
  }
  return map satisfies FormMap;
}
