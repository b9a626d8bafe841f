import { learnFrom } from "../plan/learn";
import { followed } from "../edits/learned";
import type { Learned } from "../edits/learned";
import type { Step } from "../plan/plan";
import type { Edit } from "../edits/edit";
import type { Snapshot, SnapshotParts } from "../access/snapshot";

/** What the journal keeps of the names that an apply gave, took or changed. */
export interface NamesApplied {
  readonly edits: readonly Edit[];
  readonly steps: readonly Pick<Step, "purpose" | "rows" | "keys">[];
  /** Roles and groups as they were. */
  readonly tables: SnapshotParts["tables"];
  /** As far as REDCap's names had been read back. */
  readonly learned: Learned;
  /** What became of names since, by later applies. */
  readonly since: Learned;
  /** Broke off: what REDCap did last may not have been read back. */
  readonly broken: boolean;
}

export interface Names {
  /** REDCap's names now, by our keys and by former names. */
  readonly now: Learned;
  /** Local keys for what was deleted and comes anew, by the former names. */
  readonly anew: Learned;
}

export function namesOf(applied: NamesApplied, live: Snapshot, goal: "before" | "after"): Names {
  let learned = applied.learned;
  if (applied.broken) {
    for (const step of applied.steps) learned = learnFrom(step, applied.tables, live.tables, learned).learned;
  }
  const now = followed(learned, applied.since);
  const gone = (draft: "roles" | "dags") => {
    const keys = applied.edits.filter((edit) => edit.draft === draft && edit.kind === "remove").map(({ key }) => key);
    const missing = goal === "before" ? keys.filter((key) => !live[draft].has(now[draft].get(key) ?? key)) : [];
    return new Map(missing.map((key, index) => [key, `new:${index + 1}`]));
  };
  return { now, anew: { roles: gone("roles"), dags: gone("dags") } };
}

/** What stands for a former or local name in edits that are laid on what REDCap says now. */
export function nameNow({ now, anew }: Names, kind: keyof Learned, name: string): string {
  return anew[kind].get(name) ?? now[kind].get(name) ?? name;
}
