import type { DataTable } from "../dataTable";
import type { ServerNames } from "../edits/serverNames";
import type { Edit, RowChange, SetCell } from "../edits/edit";
import type { Problem } from "../rules/problem";
import type { Snapshot } from "../access/snapshot";
import type { TableName } from "../access/tables";
import type { Message } from "../text/message";

/** A cell changed both here and on the server: its three values. */
export interface Conflict extends SetCell {
  readonly live: string;
}

/** Everything that changes for one person, role or group, in one sentence. */
export interface Change extends RowChange {
  readonly sentence: Message;
  /** What taking this back cannot bring back; part of the sentence too. */
  readonly loss?: Message;
}

/** In the order of sending: groups and roles first, because rows name them; what takes something away comes last. */
export const STEP_PURPOSES = [
  "createDags",
  "createRoles",
  "unassign",
  "users",
  "addUsers",
  "assign",
  "dags",
  "roles",
  "renameDags",
  "removeUsers",
  "removeRoles",
  "removeDags",
] as const;
export type StepPurpose = (typeof STEP_PURPOSES)[number];

/** One request. */
export interface Step {
  readonly purpose: StepPurpose;
  readonly content: TableName;
  /** Roles and groups of the same plan stand in here by their local keys; see `resolveStep`. */
  readonly rows: DataTable;
  /** People, roles or groups whose rows are sent, as `content` has it. */
  readonly keys: readonly string[];
  /** The rows hold the keys of what REDCap shall delete; an import when left out. */
  readonly action?: "delete";
  /** The token owner's own row or role: sent last, alone. */
  readonly owner: boolean;
}

export interface Plan {
  /** What the plan was made from, so that it can be made again on a later read and compared. */
  readonly input: PlanInput;
  /** The project as it will read; new roles and groups stand in it by their local keys. */
  readonly desired: Snapshot;
  readonly changes: readonly Change[];
  readonly conflicts: readonly Conflict[];
  /** Edits that REDCap already shows as wanted: nothing is sent for them. */
  readonly alreadyDone: readonly Edit[];
  /** What speaks against it, or has to be said before it is sent. */
  readonly problems: readonly Problem[];
  /** Empty while the plan is blocked. */
  readonly steps: readonly Step[];
}

export interface PlanInput {
  readonly live: Snapshot;
  readonly edits: readonly Edit[];
  /** The token's owner, undefined while not known: then every self guard fires for anyone whose rights sink. */
  readonly owner: string | undefined;
  /** YYYY-MM-DD of the person at the keyboard. */
  readonly today: string;
  /** People in a role whose expiration may be set by taking them out of the role and putting them back. */
  readonly unassignFirst?: ReadonlySet<string>;
  /** More removals than this ask for a typed confirmation. */
  readonly removalLimit?: number;
  /** Names of what the entry that this plan follows has created, and what of its rows is created anew. */
  readonly serverNames?: ServerNames;
  readonly recreates?: ServerNames;
  /** What this plan cannot bring back of what it takes back. */
  readonly lost?: readonly Message[];
  /** Why what it takes back or finishes cannot be told; then nothing is sent. */
  readonly doubts?: readonly Message[];
  /** What this plan has to leave of what it takes back or finishes; the entry stays for another time. */
  readonly later?: readonly Message[];
  /** The journal entry that this plan takes back or finishes. */
  readonly follows?: { readonly entry: string; readonly as: "undo" | "finish" };
}

/** A plan that must not be applied as it stands: a guard refuses it, or somebody changed the same cells meanwhile. */
export function isBlocked(plan: Plan): boolean {
  return plan.conflicts.length > 0 || plan.problems.some((problem) => problem.level === "refuse");
}

/** Both plans would send and say the same: nobody changed anything that matters to it. */
export function samePlan(a: Plan, b: Plan): boolean {
  const essence = ({ changes, conflicts, problems, steps }: Plan) =>
    JSON.stringify([changes, conflicts, problems, steps]);
  return essence(a) === essence(b);
}
