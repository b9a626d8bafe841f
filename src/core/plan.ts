import type { DataTable } from "./dataTable";
import type { Snapshot } from "./snapshot";
import type { TableName } from "./tables";

/** The documents a person edits. Each fact of access stands in exactly one, so that two can never say different things. */
export type DraftName = "users" | "roles" | "dags" | "assignments";

/** One cell that somebody changed. `before` is what the base said, so that a change on the server shows as a conflict. */
export interface CellEdit {
  readonly draft: DraftName;
  /** Username, unique role name or unique group name. */
  readonly key: string;
  readonly column: string;
  readonly before: string;
  readonly after: string;
}

export type FindingLevel = "refuse" | "type" | "warn";

/** What a guard says about a plan. `refuse` blocks it; `type` asks for `confirmBy` to be typed; `warn` is shown. */
export interface Finding {
  readonly rule: string;
  readonly level: FindingLevel;
  readonly sentence: string;
  readonly keys: readonly string[];
  readonly confirmBy?: string;
}

/** A cell changed both here and on the server: its three values. */
export interface Conflict extends CellEdit {
  readonly live: string;
}

/** Everything that changes for one person, role or group, in one sentence. */
export interface Change {
  readonly draft: DraftName;
  readonly key: string;
  readonly sentence: string;
  readonly edits: readonly CellEdit[];
}

export type StepPurpose = "unassign" | "users" | "assign" | "dags";

/** One request. */
export interface Step {
  readonly purpose: StepPurpose;
  readonly content: TableName;
  readonly rows: DataTable;
  /** People whose rows are sent. */
  readonly keys: readonly string[];
  /** The token owner's own row: sent last, alone. */
  readonly owner: boolean;
}

export interface Plan {
  /** What the plan was made from, so that it can be made again on a later read and compared. */
  readonly input: PlanInput;
  readonly changes: readonly Change[];
  readonly conflicts: readonly Conflict[];
  /** Edits that REDCap already shows as wanted: nothing is sent for them. */
  readonly settled: readonly CellEdit[];
  readonly findings: readonly Finding[];
  /** Empty while the plan is blocked. */
  readonly steps: readonly Step[];
}

export interface PlanInput {
  readonly live: Snapshot;
  readonly edits: readonly CellEdit[];
  /** The token's owner, undefined while not known: then every self guard fires for anyone whose rights sink. */
  readonly owner: string | undefined;
  /** YYYY-MM-DD of the person at the keyboard. */
  readonly today: string;
  /** People in a role whose expiration may be set by taking them out of the role and putting them back. */
  readonly detour?: ReadonlySet<string>;
  /** The journal entry that this plan takes back or finishes. */
  readonly follows?: { readonly entry: string; readonly as: "undo" | "finish" };
}

/** A plan that must not be applied as it stands: a guard refuses it, or somebody changed the same cells meanwhile. */
export function isBlocked(plan: Plan): boolean {
  return plan.conflicts.length > 0 || plan.findings.some((finding) => finding.level === "refuse");
}
