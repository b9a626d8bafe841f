import { cellText, tableOf } from "./dataTable";
import type { Cell } from "./dataTable";
import { dagRoads, hasRoleRow } from "./dagRoads";
import { batches, BATCH_BYTES } from "./planBatches";
import type { Step, StepPurpose } from "./plan";
import type { Snapshot } from "./snapshot";
import type { TableName } from "./tables";
import { widens } from "./targets";
import type { Target } from "./targets";
import { userRows } from "./userRows";

/**
 * The requests in an order that works: out of roles, user rows, into roles, groups alone. REDCap refuses a user row of
 * somebody in a role, so leaving comes before it and entering after it. The owner's own rows come last, each alone, and
 * those that could cost the token its rights come after those that could not.
 */
export function stepsFor(live: Snapshot, targets: readonly Target[], limit: number = BATCH_BYTES): readonly Step[] {
  const others = narrowingFirst(
    live,
    targets.filter((target) => target.owner !== "yes"),
  );
  const owner = targets.filter((target) => target.owner === "yes");
  const make = (purpose: StepPurpose, from: readonly Target[]) =>
    STEPS[purpose](live, from).flatMap((draft) => split(purpose, draft, from === owner, limit));
  return [
    ...(["unassign", "users", "assign", "dags"] as const).flatMap((purpose) => make(purpose, others)),
    ...(["users", "dags", "unassign", "assign"] as const).flatMap((purpose) => make(purpose, owner)),
  ];
}

interface StepDraft {
  readonly content: TableName;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

const STEPS: Readonly<Record<StepPurpose, (live: Snapshot, targets: readonly Target[]) => readonly StepDraft[]>> = {
  unassign: (live, targets) =>
    roleRows(
      live,
      targets.filter((target) => target.before.role && (target.detour || !target.after.role)),
      (target) => ({ role: "", dag: target.detour ? target.before.dag : target.after.dag }),
    ),
  users: (live, targets) => userRows(live, targets),
  assign: (live, targets) =>
    roleRows(
      live,
      targets.filter((target) => target.after.role && hasRoleRow(target)),
      (target) => target.after,
    ),
  dags: (live, targets) => dagRows(live, targets),
};

function roleRows(
  live: Snapshot,
  targets: readonly Target[],
  values: (target: Target) => { readonly role: string; readonly dag: string },
): readonly StepDraft[] {
  const { withRole } = dagRoads(live);
  const rows = targets.map((target) => {
    const { role, dag } = values(target);
    return [target.person.username, role, ...(withRole ? [dag] : [])];
  });
  const columns = ["username", "unique_role_name", ...(withRole ? ["data_access_group"] : [])];
  return [{ content: "userRoleMapping", columns, rows }];
}

/** Groups that no role row has carried; through the role mapping with the role unchanged where the DAG mapping is closed. */
function dagRows(live: Snapshot, targets: readonly Target[]): readonly StepDraft[] {
  const roads = dagRoads(live);
  const left = targets.filter(
    (target) => target.before.dag !== target.after.dag && !(roads.withRole && hasRoleRow(target)),
  );
  if (!roads.mapping && roads.withRole) return roleRows(live, left, (target) => target.after);
  const rows = left.map((target) => [target.person.username, target.after.dag]);
  return [{ content: "userDagMapping", columns: ["username", "redcap_data_access_group"], rows }];
}

function split(purpose: StepPurpose, { content, columns, rows }: StepDraft, owner: boolean, limit: number): Step[] {
  return batches(tableOf(columns, rows), limit).map((part) => ({
    purpose,
    content,
    rows: part,
    keys: part.rows.map((row) => cellText(row[0])),
    owner,
  }));
}

function narrowingFirst(live: Snapshot, targets: readonly Target[]): readonly Target[] {
  const wide = new Set(targets.filter((target) => widens(live, target)));
  return [...targets.filter((target) => !wide.has(target)), ...wide];
}
