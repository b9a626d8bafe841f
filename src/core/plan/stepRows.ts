import { dagWriting, hasRoleRow } from "./dagWriting";
import type { Cell } from "../dataTable";
import { gains } from "../access/rights";
import type { StepPurpose } from "./plan";
import { cellText, column, EMPTY_TABLE } from "../dataTable";
import type { Person, Snapshot } from "../access/snapshot";
import { byColumns, wireCell } from "./unsplitStep";
import type { UnsplitStep } from "./unsplitStep";
import { describeColumn } from "../access/tables";
import type { Removal, Target } from "./targets";
import { valuesOf } from "../edits/edit";
import type { RowChange } from "../edits/edit";
import { widens } from "./targets";
import { addsWithDag, userRows } from "./userRows";

/** Everything that a plan has to do, or the part of it that goes at one time. */
export interface Work {
  readonly live: Snapshot;
  readonly desired: Snapshot;
  /** Whose token it is, as far as that is known. */
  readonly owner: Person | undefined;
  readonly targets: readonly Target[];
  readonly removals: readonly Removal[];
  readonly roles: readonly RowChange[];
  readonly dags: readonly RowChange[];
}

/** The rows for each kind of request. */
export const ROWS: Readonly<Record<StepPurpose, (work: Work) => readonly UnsplitStep[]>> = {
  createDags: ({ dags }) => dagTable(dags.filter(({ kind }) => kind === "add")),
  createRoles: ({ roles }) =>
    byColumns(
      "userRole",
      roles.filter(({ kind }) => kind === "add").map((role) => roleRow(role.key, role)),
    ),
  unassign: ({ live, targets }) =>
    roleRows(
      live,
      targets.filter((target) => target.before.role && (target.unassignFirst || !target.after.role)),
      (target) => ({ role: "", dag: target.unassignFirst ? target.before.dag : target.after.dag }),
    ),
  users: ({ live, targets }) =>
    userRows(
      live,
      targets.filter((target) => target.userRow && !target.added),
    ),
  addUsers: ({ live, targets }) =>
    userRows(
      live,
      targets.filter((target) => target.added),
    ),
  assign: ({ live, targets }) =>
    roleRows(
      live,
      targets.filter((target) => target.after.role && hasRoleRow(target)),
      (target) => target.after,
    ),
  dags: ({ live, targets }) => dagRows(live, targets),
  roles: ({ live, desired, roles }) =>
    byColumns(
      "userRole",
      narrowingFirst(
        roles.filter(({ kind }) => kind === "set"),
        (role) => roleWidens(live, desired, role),
      ).map((role) => roleRow(desired.roles.get(role.key)?.label ?? role.key, role)),
    ),
  renameDags: ({ dags }) => dagTable(dags.filter(({ kind }) => kind === "set")),
  removeUsers: ({ removals }) =>
    deletion(
      "user",
      "username",
      removals.map(({ person }) => person.username),
    ),
  removeRoles: ({ roles }) => deletion("userRole", "unique_role_name", removed(roles)),
  removeDags: ({ dags }) => deletion("dag", "unique_group_name", removed(dags)),
};

/** People and roles that only lose something first. */
export function peopleNarrowingFirst(live: Snapshot, desired: Snapshot, targets: readonly Target[]): readonly Target[] {
  return narrowingFirst(targets, (target) => target.added || widens(live, desired, target));
}

/** A role that gives its members anything they did not have. */
export function roleWidens(live: Snapshot, desired: Snapshot, { key, cells }: RowChange): boolean {
  const [was, will] = [roleCells(live, key), roleCells(desired, key)];
  return cells.some(({ column: name }) => {
    const right = describeColumn("userRole", name);
    return right !== undefined && right.kind !== "text" && gains(right, was(name), will(name));
  });
}

function roleCells(snapshot: Snapshot, key: string): (name: string) => string {
  const table = snapshot.tables.userRole ?? EMPTY_TABLE;
  const row = snapshot.roles.get(key)?.row ?? [];
  return (name) => cellText(column(table, name)(row));
}

function narrowingFirst<T>(all: readonly T[], widening: (one: T) => boolean): readonly T[] {
  const wide = new Set(all.filter(widening));
  return [...all.filter((one) => !wide.has(one)), ...wide];
}

/** A role always goes with its name, which REDCap asks for. Blank cells of a new role are left to REDCap. */
function roleRow(label: string, role: RowChange): ReadonlyMap<string, Cell> {
  const { key, kind } = role;
  const values = valuesOf(role);
  const row = new Map<string, Cell>([
    ["unique_role_name", key],
    ["role_label", values.get("role_label") ?? label],
  ]);
  for (const [name, value] of values) {
    if (name !== "role_label" && (kind !== "add" || value !== "")) row.set(name, wireCell("userRole", name, value));
  }
  return row;
}

function dagTable(targets: readonly RowChange[]): readonly UnsplitStep[] {
  const rows = targets.map((dag) => [valuesOf(dag).get("data_access_group_name") ?? "", dag.key]);
  return [{ content: "dag", columns: ["data_access_group_name", "unique_group_name"], rows }];
}

function removed(targets: readonly RowChange[]): readonly string[] {
  return targets.filter(({ kind }) => kind === "remove").map(({ key }) => key);
}

function deletion(content: UnsplitStep["content"], key: string, keys: readonly string[]): readonly UnsplitStep[] {
  return [{ content, columns: [key], rows: keys.map((each) => [each]), action: "delete" }];
}

function roleRows(
  live: Snapshot,
  targets: readonly Target[],
  values: (target: Target) => { readonly role: string; readonly dag: string },
): readonly UnsplitStep[] {
  const { withRole } = dagWriting(live);
  const rows = targets.map((target) => {
    const { role, dag } = values(target);
    return [target.person.username, role, ...(withRole ? [dag] : [])];
  });
  const columns = ["username", "unique_role_name", ...(withRole ? ["data_access_group"] : [])];
  return [{ content: "userRoleMapping", columns, rows }];
}

/** Groups that no other row has carried; through the role mapping with the role unchanged where the DAG mapping is closed. */
function dagRows(live: Snapshot, targets: readonly Target[]): readonly UnsplitStep[] {
  const writing = dagWriting(live);
  const left = targets.filter(
    (target) =>
      target.before.dag !== target.after.dag &&
      !(writing.withRole && hasRoleRow(target)) &&
      !(target.added && addsWithDag(live)),
  );
  if (!writing.mapping && writing.withRole) return roleRows(live, left, (target) => target.after);
  const rows = left.map((target) => [target.person.username, target.after.dag]);
  return [{ content: "userDagMapping", columns: ["username", "redcap_data_access_group"], rows }];
}
