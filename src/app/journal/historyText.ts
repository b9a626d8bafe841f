import { documentOf, section } from "../../core/text/document";
import { english, message, verbatim } from "../../core/text/message";
import type { Message } from "../../core/text/message";
import { outcomeState, ownerOf, settledState, takenBack, whatOf } from "./history";
import type { History } from "./history";
import { isOpen, nextStep } from "./journalEntry";
import type { JournalEntry } from "./journalEntry";
import { requestLine } from "./requestLine";

export interface HistoryContext {
  /** As the list of projects calls it. */
  readonly project: string;
  /** Writes a moment in the person's own notation. */
  readonly time: (at: number) => string;
}

/** Everything that is known of one apply, in words. Holds usernames, never a token. */
export function historyText(entry: JournalEntry, { entries, busy }: History, context: HistoryContext): Message {
  const { end } = entry;
  const { time } = context;
  const follows = entry.kind === "undo" ? takenBack(entry, entries) : entries.find(({ id }) => id === entry.follows);
  const settled = settledState(entry, entries, time);
  const what = whatOf(entry, entries);
  const became = end?.sentence ?? unended(entry, busy);
  return documentOf([
    [
      // Most sentences say first what was applied.
      ...(english(became).startsWith(english(what)) ? [] : [what]),
      became,
      verbatim(""),
      projectLine(entry, context.project),
      message("Server: {server}", { server: entry.server }),
      message("Started: {time}", { time: time(entry.startedAt) }),
      ...(end ? [message("Ended: {time}", { time: time(end.at) })] : []),
      message("By: {owner}", { owner: ownerOf(entry) }),
      message("Outcome: {outcome}", { outcome: outcomeState(entry, busy) }),
      ...(follows ? [followsLine(entry, time(follows.startedAt))] : []),
      ...(settled ? [message("Since then: {state}", { state: settled })] : []),
    ],
    section(message("Changes that were confirmed:"), entry.sentences),
    section(message("Not as wanted in REDCap:"), end?.differs ?? []),
    section(message("Put right:"), end?.repaired ?? []),
    section(message("Please note:"), end?.notes ?? []),
    section(message("Requests:"), requestLines(entry)),
    section(message("What taking this back cannot bring back:"), entry.kind === "undo" ? [] : (entry.losses ?? [])),
    section(message("What this could not bring back:"), (entry.kind === "undo" ? follows?.losses : undefined) ?? []),
  ]);
}

function projectLine({ project: { projectId: id, title } }: JournalEntry, label: string): Message {
  const project = label;
  return title === label
    ? message("Project: {project} (project {id})", { project, id: String(id) })
    : message("Project: {project} (project {id}, {title})", { project, id: String(id), title });
}

function followsLine({ kind }: JournalEntry, time: string): Message {
  return kind === "undo"
    ? message("Takes back what began: {time}", { time })
    : message("Finishes what began: {time}", { time });
}

function unended(entry: JournalEntry, busy: boolean): Message {
  if (!isOpen(entry)) return message("It broke off, and was looked into later.");
  return busy
    ? message("It is being applied at this moment.")
    : message("It broke off: people may be left half-way. Use Check Unfinished Changes.");
}

/** Every request that was planned; a batch that the server found too large was sent in parts. */
function requestLines(entry: JournalEntry): readonly Message[] {
  const { steps, results, end } = entry;
  return steps.flatMap((step, index) => {
    const mine = results.filter((result) => result.step === index);
    const underWay = end === undefined && index === nextStep(entry);
    return mine.length === 0
      ? [requestLine(step, { step: index, state: underWay ? "lost" : "notSent" })]
      : mine.map((result) => requestLine(step, result));
  });
}
