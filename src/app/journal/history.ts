import { summaryOf } from "../../core/review/review";
import { isOpen, isPartlyReversible, isUndoable } from "./journalEntry";
import type { JournalEntry, Outcome } from "./journalEntry";
import { shown } from "../../core/text/displayText";

/** Everything that was applied to a project, newest first. */
export interface History {
  readonly entries: readonly JournalEntry[];
  /** An entry without an end is being applied at this moment, in whatever window. */
  readonly busy: boolean;
}

/** One entry in a list. */
export interface HistoryLine {
  /** "taken back: 3 changes to 2 people" */
  readonly what: string;
  /** "token of ann" */
  readonly whose: string;
  /** "read back as wanted · partly reversible · taken back 16 June" */
  readonly state: string;
  /** The first of its changes in sentences: what tells one entry from the next. */
  readonly changes: string;
  readonly undoable: boolean;
}

/** Changes named in a list; the whole text has all. */
const NAMED = 5;

const OUTCOMES: Readonly<Record<Outcome, string>> = {
  done: "read back as wanted",
  differs: "reads otherwise in REDCap",
  stopped: "stopped",
  cancelled: "cancelled",
  unverified: "sent, but not read back",
  moved: "nothing was sent",
  nothing: "nothing was to be sent",
};

const KINDS: Readonly<Record<JournalEntry["kind"], string>> = {
  apply: "",
  undo: "taken back: ",
  finish: "finished: ",
};

/** `time` writes a moment in the person's own notation. */
export function historyLine(entry: JournalEntry, history: History, time: (at: number) => string): HistoryLine {
  const settled = settledWords(entry, history.entries, time);
  const state = [
    outcomeWords(entry, history.busy),
    // An undo is not taken back itself.
    isPartlyReversible(entry) && entry.kind !== "undo" ? "partly reversible" : "",
    settled,
  ];
  return {
    what: whatOf(entry, history.entries),
    whose: ownerWords(entry),
    state: state.filter(Boolean).join(" · "),
    changes: [...entry.sentences.slice(0, NAMED), ...(entry.sentences.length > NAMED ? ["…"] : [])].join(" · "),
    undoable: isUndoable(entry) && !(isOpen(entry) && history.busy),
  };
}

/** An undo is counted as what it takes back: own rights that are written again on the way are no changes to people. */
export function whatOf({ kind, edits, follows }: JournalEntry, entries: readonly JournalEntry[]): string {
  const back = kind === "undo" ? entries.find(({ id }) => id === follows) : undefined;
  return `${KINDS[kind]}${summaryOf(back?.edits ?? edits)}`;
}

export function ownerWords({ owner }: JournalEntry): string {
  return owner === undefined ? "whose token is not known" : `token of ${shown(owner)}`;
}

/** "stopped, 2 of 3 changes read back as wanted" */
export function outcomeWords(entry: JournalEntry, busy: boolean): string {
  const { end } = entry;
  if (!end) return entry.settledBy ? "broke off" : busy ? "being applied now" : "broke off, not looked into yet";
  const { verified } = end;
  if (end.outcome === "done" || !verified) return OUTCOMES[end.outcome];
  return `${OUTCOMES[end.outcome]}, ${verified.count} of ${verified.of} read back as wanted`;
}

/** What became of an entry later; '' when nothing did. */
export function settledWords(
  { settledBy, end }: JournalEntry,
  entries: readonly JournalEntry[],
  time: (at: number) => string,
): string {
  if (settledBy === undefined) return "";
  const by = entries.find(({ id }) => id === settledBy);
  if (by) return `${by.kind === "finish" ? "finished" : "taken back"} ${time(by.startedAt)}`;
  // A look at REDCap that found nothing to take back, or nothing that had arrived.
  return end ? "nothing of it is left in REDCap" : "nothing of it had arrived in REDCap";
}
