import { hasUnexpectedRows, readServerNames, givesNames } from "../plan/readServerNames";
import { namesInDoubt } from "../plan/stepMessages";
import { withLaterNames } from "../edits/serverNames";
import type { ServerNames } from "../edits/serverNames";
import type { Step } from "../plan/plan";
import { joined, message } from "../text/message";
import type { Message } from "../text/message";
import type { Edit } from "../edits/edit";
import type { Snapshot, SnapshotParts } from "../access/snapshot";

/** A request as the journal keeps it. */
export interface SentStep extends Pick<Step, "purpose" | "content" | "rows" | "keys"> {
  /** It never left. */
  readonly notSent?: boolean;
  /** REDCap answered that every row was taken. */
  readonly arrived?: boolean;
}

/** What the journal keeps of the names that an apply gave, took or changed. */
export interface NamesApplied {
  readonly edits: readonly Edit[];
  readonly steps: readonly SentStep[];
  /** Roles and groups as they were. */
  readonly tables: SnapshotParts["tables"];
  /** As far as REDCap's names had been read back. */
  readonly serverNames: ServerNames;
  /** What became of names since, by later applies. */
  readonly since: ServerNames;
  /** So young that what was created may not be shown yet. */
  readonly fresh: boolean;
  /** A request was sent, or may have been, so short a time ago that the server may still be at it. */
  readonly recent: boolean;
  /** What it did last has not been read back: it broke off, or the project could not be read then. */
  readonly unverified: boolean;
}

export interface Names {
  /** REDCap's names now, by our keys and by former names. */
  readonly now: ServerNames;
  /** Local keys for what was deleted and comes anew, by the former names. */
  readonly anew: ServerNames;
  /** What the apply may have created and nobody can name. */
  readonly doubts: readonly Message[];
}

export function namesOf(applied: NamesApplied, live: Snapshot, direction: "undo" | "finish"): Names {
  let serverNames = applied.serverNames;
  const missing = new Map<SentStep, readonly string[]>();
  for (const step of applied.steps.filter((each) => givesNames(each) && !each.notSent)) {
    // After a whole apply only what could not be named then is looked for again.
    if (!applied.unverified && step.keys.every((key) => isNamed(serverNames, key))) continue;
    const namesRead = readServerNames(step, applied.tables, live.tables, serverNames, step.arrived);
    ({ serverNames } = namesRead);
    if (namesRead.missing.length > 0) missing.set(step, namesRead.missing);
  }
  const now = withLaterNames(serverNames, applied.since);
  const doubts = [...missing].flatMap(([step, keys]) =>
    hasUnexpectedRows(step, applied.tables, live.tables, now) || (step.arrived && applied.fresh)
      ? [joined([namesInDoubt(step, keys), message("Look at it in REDCap, and try again.")])]
      : [],
  );
  const gone = (draft: "roles" | "dags") => {
    const keys = applied.edits.filter((edit) => edit.draft === draft && edit.kind === "remove").map(({ key }) => key);
    const missing = direction === "undo" ? keys.filter((key) => !live[draft].has(now[draft].get(key) ?? key)) : [];
    return new Map(missing.map((key, index) => [key, `new:${index + 1}`]));
  };
  return { now, doubts, anew: { roles: gone("roles"), dags: gone("dags") } };
}

function isNamed({ roles, dags }: ServerNames, key: string): boolean {
  return roles.has(key) || dags.has(key);
}

/** What stands for a former or local name in edits that are laid on what REDCap says now. */
export function nameNow({ now, anew }: Names, kind: keyof ServerNames, name: string): string {
  return anew[kind].get(name) ?? now[kind].get(name) ?? name;
}
