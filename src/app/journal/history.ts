import { summaryOf } from "../../core/review/review";
import { isOpen, isPartlyReversible, isUndoable } from "./journalEntry";
import type { JournalEntry, Outcome } from "./journalEntry";
import { joined, message, verbatim } from "../../core/text/message";
import type { Message } from "../../core/text/message";

/** Everything that was applied to a project, newest first. */
export interface History {
  readonly entries: readonly JournalEntry[];
  /** An entry without an end is being applied at this moment, in whatever window. */
  readonly busy: boolean;
}

/** One entry in a list. */
export interface HistoryLine {
  /** "Taken back: 3 changes to 2 people" */
  readonly what: Message;
  /** "token of ann" */
  readonly whose: Message;
  /** "read back as wanted · partly reversible · taken back 16 June" */
  readonly state: Message;
  /** The first of its changes in sentences: what tells one entry from the next. */
  readonly changes: Message;
  readonly undoable: boolean;
}

/** Changes named in a list; the whole text has all. */
const NAMED = 5;

const OUTCOMES: Readonly<Record<Outcome, Message>> = {
  done: message("read back as wanted"),
  differs: message("not all as wanted in REDCap"),
  stopped: message("stopped"),
  cancelled: message("cancelled"),
  unverified: message("sent, but not read back"),
  moved: message("nothing was sent"),
  nothing: message("there was nothing to send"),
};

/** `time` writes a moment in the person's own notation. */
export function historyLine(entry: JournalEntry, history: History, time: (at: number) => string): HistoryLine {
  const settled = settledState(entry, history.entries, time);
  const state = [
    outcomeState(entry, history.busy),
    // An undo is not taken back itself.
    ...(isPartlyReversible(entry) && entry.kind !== "undo" ? [message("partly reversible")] : []),
    ...(settled ? [settled] : []),
  ];
  const more = entry.sentences.length > NAMED ? [verbatim("…")] : [];
  return {
    what: whatOf(entry, history.entries),
    whose: ownerOf(entry),
    state: joined(state, " · "),
    changes: joined([...entry.sentences.slice(0, NAMED), ...more], " · "),
    undoable: isUndoable(entry) && !(isOpen(entry) && history.busy),
  };
}

/** What an undo takes back, also when another one had to bring it to its end. */
export function takenBack(
  { follows }: { readonly follows?: string | undefined },
  entries: History["entries"],
): JournalEntry | undefined {
  const followed = entries.find(({ id }) => id === follows);
  return followed?.kind === "undo" ? takenBack(followed, entries) : followed;
}

/** An undo is counted as what it takes back: own rights that are written again on the way are no changes to people. */
export function whatOf({ kind, edits, follows }: JournalEntry, entries: readonly JournalEntry[]): Message {
  const back = kind === "undo" ? takenBack({ follows }, entries) : undefined;
  const changes = summaryOf(back?.edits ?? edits);
  if (kind === "undo") return message("Taken back: {changes}", { changes });
  return kind === "finish" ? message("Finished: {changes}", { changes }) : changes;
}

export function ownerOf({ owner }: JournalEntry): Message {
  return owner === undefined ? message("whose token is not known") : message("token of {name}", { name: owner });
}

/** "stopped, 2 of 3 changes read back as wanted" */
export function outcomeState({ end, settledBy }: JournalEntry, busy: boolean): Message {
  if (!end) {
    if (settledBy) return message("broke off");
    return busy ? message("being applied now") : message("broke off, not looked into yet");
  }
  const { verified } = end;
  const outcome = OUTCOMES[end.outcome];
  if (end.outcome === "done" || !verified) return outcome;
  return message("{outcome}, {count} of {all} read back as wanted", {
    outcome,
    count: verified.count,
    all: verified.of,
  });
}

/** What became of an entry later; undefined when nothing did. */
export function settledState(
  { settledBy, end, kind }: JournalEntry,
  entries: readonly JournalEntry[],
  time: (at: number) => string,
): Message | undefined {
  if (settledBy === undefined) return undefined;
  const by = entries.find(({ id }) => id === settledBy);
  // An undo is not taken back: what follows it brings it to its end.
  if (by?.kind === "finish" || (by && kind === "undo")) return message("finished {time}", { time: time(by.startedAt) });
  if (by) return message("taken back {time}", { time: time(by.startedAt) });
  // A look at REDCap that found nothing to take back, or nothing that had arrived.
  return end ? message("nothing of it is left in REDCap") : message("nothing of it had arrived in REDCap");
}
