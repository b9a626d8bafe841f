import { section, sectionsText } from "../../core/text/words";
import { outcomeWords, ownerWords, settledWords, whatOf } from "./history";
import type { History } from "./history";
import { isOpen } from "./journalEntry";
import type { JournalEntry } from "./journalEntry";
import { requestLine } from "./requestLine";
import { shown } from "../../core/text/displayText";

export interface HistoryContext {
  /** As the list of projects calls it. */
  readonly project: string;
  /** Writes a moment in the person's own notation. */
  readonly time: (at: number) => string;
}

/** Everything that is known of one apply, in words. Holds usernames, never a token. */
export function historyText(entry: JournalEntry, { entries, busy }: History, context: HistoryContext): string {
  const { end } = entry;
  const { time } = context;
  const follows = entries.find(({ id }) => id === entry.follows);
  const settled = settledWords(entry, entries, time);
  const what = capital(whatOf(entry, entries));
  const became = end?.sentence ?? unended(entry, busy);
  return sectionsText([
    [
      // Most sentences say first what was applied.
      ...(became.startsWith(what) ? [] : [what]),
      became,
      "",
      ...projectLines(entry, context.project),
      `Started: ${time(entry.startedAt)}`,
      ...(end ? [`Ended: ${time(end.at)}`] : []),
      `By: ${ownerWords(entry)}`,
      `Outcome: ${outcomeWords(entry, busy)}`,
      ...(follows
        ? [`${entry.kind === "undo" ? "Takes back" : "Finishes"} what began: ${time(follows.startedAt)}`]
        : []),
      ...(settled ? [`Since then: ${settled}`] : []),
    ],
    section("Changes that were confirmed", entry.sentences),
    section("Reads otherwise in REDCap", end?.differs ?? []),
    section("Set right again", end?.repaired ?? []),
    section("Please note", end?.notes ?? []),
    section("Requests", requestLines(entry)),
    section("What taking this back cannot bring back", entry.kind === "undo" ? [] : (entry.losses ?? [])),
    section("What this could not bring back", (entry.kind === "undo" ? follows?.losses : undefined) ?? []),
  ]);
}

function projectLines({ project, server }: JournalEntry, label: string): readonly string[] {
  const title = project.title === label ? "" : `, ${shown(project.title)}`;
  return [`Project: ${shown(label)} (project ${project.projectId}${title})`, `Server: ${server}`];
}

function unended(entry: JournalEntry, busy: boolean): string {
  if (!isOpen(entry)) return "It broke off, and was looked into later.";
  return busy
    ? "It is being applied at this moment."
    : "It broke off: people may stand half-way. Use Check Unfinished Changes.";
}

/** Every request that was planned; a batch that the server found too large was sent in parts. */
function requestLines({ steps, results }: JournalEntry): readonly string[] {
  return steps.flatMap((step, index) => {
    const mine = results.filter((result) => result.step === index);
    return mine.length === 0
      ? [requestLine(step, { step: index, state: "notSent" })]
      : mine.map((result) => requestLine(step, result));
  });
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
