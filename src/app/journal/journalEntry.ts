import type { DataTable } from "../../core/dataTable";
import type { NamePairs } from "../../core/edits/serverNames";
import type { StepPurpose } from "../../core/plan/plan";
import type { Edit } from "../../core/edits/edit";
import type { TableName } from "../../core/access/tables";
import type { PersonBefore } from "../../core/undo/undo";
import type { Message } from "../../core/text/message";
import type { Difference } from "../../core/plan/verify";

/** What became of one request. */
export interface StepResult {
  readonly step: number;
  /** `resolved`: the answer was lost or odd, and reading back showed that every row had arrived. */
  readonly state: "done" | "resolved" | "refused" | "notSent" | "lost" | "differs";
  readonly rows: number;
  /** What REDCap said it handled. */
  readonly count?: number;
  readonly message?: Message;
  readonly at: number;
}

export type Outcome =
  /** Everything reads as wanted. */
  | "done"
  /** Everything was sent; something reads otherwise. */
  | "differs"
  /** A request failed; what came before it stays. */
  | "stopped"
  | "cancelled"
  /** Sent, but the project could not be read back. */
  | "unverified"
  /** Somebody changed the same things between plan and apply; nothing was sent. */
  | "moved"
  /** There was nothing to send. */
  | "nothing";

export interface JournalEnd {
  readonly at: number;
  readonly outcome: Outcome;
  readonly sentence: Message;
  readonly differing: readonly Difference[];
  readonly repaired: readonly Message[];
  /** Changes that read as wanted, when the project could be read back. */
  readonly verified?: { readonly count: number; readonly of: number };
  /** `differing` in sentences, with the names that roles and DAGs had then. */
  readonly differs?: readonly Message[];
  /** What else the person was told. */
  readonly notes?: readonly Message[];
}

interface JournalStep {
  readonly purpose: StepPurpose;
  readonly content: TableName;
  readonly rows: DataTable;
  readonly keys: readonly string[];
}

/** One apply. Holds usernames, never a token. Without `end` it broke off: people may stand half-way. */
export interface JournalEntry {
  readonly version: 1;
  readonly id: string;
  readonly connectionId: string;
  readonly project: { readonly projectId: number; readonly title: string };
  readonly server: string;
  readonly owner?: string;
  readonly startedAt: number;
  readonly kind: "apply" | "undo" | "finish";
  /** The entry that this one takes back or finishes. */
  readonly follows?: string;
  readonly sentences: readonly Message[];
  readonly edits: readonly Edit[];
  readonly before: readonly PersonBefore[];
  /** Roles and groups as they were, when the plan is about them. */
  readonly tables?: Readonly<Partial<Record<"userRole" | "dag", DataTable>>>;
  /** REDCap's names by local keys and by former names. */
  readonly serverNames?: NamePairs;
  /** Local keys of what was deleted before and is created anew, by the former names. */
  readonly recreates?: NamePairs;
  /** What taking this back cannot bring back. */
  readonly losses?: readonly Message[];
  readonly steps: readonly JournalStep[];
  readonly results: readonly StepResult[];
  /** What the read-back found otherwise than it should be, while the entry stays open. */
  readonly found?: readonly Difference[];
  readonly end?: JournalEnd;
  /** A later entry took this one back or finished it, or a check found that nothing is left to do. */
  readonly settledBy?: string;
}

/** The first request without a result. One is sent after the result of the other is kept, so later ones never left. */
export function nextStep({ results }: Pick<JournalEntry, "results">): number {
  return 1 + Math.max(-1, ...results.map(({ step }) => step));
}

/** Broken off, and nobody has looked into it yet. */
export function isOpen(entry: JournalEntry): boolean {
  return entry.end === undefined && entry.settledBy === undefined;
}

/** Something of it is in REDCap that *Undo Last Apply* could take back. */
export function isUndoable(entry: JournalEntry): boolean {
  const sent = entry.results.some((result) => result.state !== "notSent") || entry.end?.outcome === "done";
  return entry.kind !== "undo" && entry.settledBy === undefined && (sent || isOpen(entry));
}

/** Some of it cannot be brought back. */
export function isPartlyReversible(entry: JournalEntry): boolean {
  return (entry.losses?.length ?? 0) > 0;
}

/** People concerned, for the banner after a crash. */
export function peopleOf({ before, edits }: JournalEntry): readonly string[] {
  const added = edits.filter((edit) => edit.draft === "users" && edit.kind === "add").map(({ key }) => key);
  return [...new Set([...before.map((person) => person.username), ...added])];
}
