import { withLaterNames, fromPairs, NO_SERVER_NAMES } from "../../core/edits/serverNames";
import type { ServerNames } from "../../core/edits/serverNames";
import type { Applied } from "../../core/undo/undo";
import type { SentStep } from "../../core/undo/undoNames";
import { isOpen, nextStep } from "./journalEntry";
import type { JournalEntry } from "./journalEntry";
import { cellId } from "../../core/edits/draftCell";
import { cellsIn } from "../../core/edits/edit";
import type { Edit } from "../../core/edits/edit";
import { list, message } from "../../core/text/message";
import { wholeDagName, wholeRoleName } from "../../core/access/names";
import type { Snapshot } from "../../core/access/snapshot";
import type { Message } from "../../core/text/message";

/** What core needs to take an entry back or to finish it. `all`: every entry of the project. */
export function appliedOf(entry: JournalEntry, all: readonly JournalEntry[], now: number): Applied {
  const later = all.filter(({ startedAt }) => startedAt > entry.startedAt).sort((a, b) => a.startedAt - b.startedAt);
  const ways = waysOutOf(entry, later);
  return {
    before: entry.before,
    edits: entry.edits,
    steps: entry.steps.map((step, index) => ({ ...step, ...becameOf(entry, index) })),
    // What the ways out that were tried have left counts as well: no other entry is ever taken back for it.
    found: [entry, ...ways].flatMap(foundBy),
    fresh: isWithin(FRESH, entry.startedAt, now),
    // A way out is only taken when it is known what the entry has sent.
    recent: ways.length === 0 && isWithin(UNDER_WAY, lastSign(entry), now),
    tables: entry.tables ?? {},
    serverNames: fromPairs(entry.serverNames),
    since: later.map(movedBy).reduce(withLaterNames, NO_SERVER_NAMES),
    unverified: [entry, ...ways].some(isUnverified),
  };
}

/** Ways back and on that were tried, and what finished those. Of all entries, in the order of time. */
function waysOutOf({ id }: JournalEntry, later: readonly JournalEntry[]): readonly JournalEntry[] {
  const ids = new Set([id]);
  return later.filter((each) => {
    if (each.follows === undefined || !ids.has(each.follows)) return false;
    ids.add(each.id);
    return true;
  });
}

function isUnverified(entry: JournalEntry): boolean {
  return isOpen(entry) || entry.end?.outcome === "unverified";
}

function foundBy({ end, found }: JournalEntry): Applied["found"] {
  return end?.differing ?? found ?? [];
}

/** No server has been seen to hide for longer what it has created. */
const FRESH = 10 * 60_000;

/** How long a server may be at a request, and then not show what came of it. */
const UNDER_WAY = 60_000;

/** A moment that lies ahead was dated by a clock that was wrong, and holds nothing up. */
function isWithin(span: number, at: number, now: number): boolean {
  return now >= at && now - at < span;
}

function lastSign({ startedAt, results, end }: JournalEntry): number {
  return Math.max(startedAt, end?.at ?? 0, ...results.map(({ at }) => at));
}

function becameOf(entry: JournalEntry, index: number): Pick<SentStep, "notSent" | "arrived"> {
  const states = entry.results.filter(({ step }) => step === index).map(({ state }) => state);
  return {
    notSent: states.length > 0 ? states.every((state) => state === "notSent") : neverLeft(entry, index),
    arrived: states.length > 0 && states.every((state) => state === "done" || state === "resolved"),
  };
}

function neverLeft(entry: JournalEntry, index: number): boolean {
  return entry.end !== undefined || index > nextStep(entry);
}

/** What an apply made of names that were there before: groups renamed, and roles and groups created anew by an undo. */
function movedBy({ serverNames, recreates }: JournalEntry): ServerNames {
  const { roles, dags } = fromPairs(serverNames);
  const anew = fromPairs(recreates);
  const moved = (names: ReadonlyMap<string, string>, again: ReadonlyMap<string, string>) =>
    new Map([
      ...names,
      ...[...again].flatMap(([old, key]) => (names.has(key) ? [[old, names.get(key) ?? old] as const] : [])),
    ]);
  return { roles: moved(roles, anew.roles), dags: moved(dags, anew.dags) };
}

/** Why a value that later applies set again cannot be taken back from here: theirs is the newer decision. */
export function setAgainBy(
  entry: JournalEntry,
  all: readonly JournalEntry[],
  edits: readonly Edit[],
  live: Snapshot,
): readonly Message[] {
  const back = new Set(cellsIn(edits).map(cellId));
  const standing = all.filter(
    ({ kind, startedAt, settledBy, follows }) =>
      kind !== "undo" && startedAt > entry.startedAt && settledBy === undefined && follows !== entry.id,
  );
  const names = standing.flatMap((later) =>
    cellsIn(later.edits)
      .filter((edit) => back.has(cellId(edit)))
      .map(({ draft, key }) => {
        if (draft === "roles") return wholeRoleName(live, key);
        return draft === "dags" ? wholeDagName(live, key) : key;
      }),
  );
  if (names.length === 0) return [];
  return [
    message("A later apply changed the same again, for {names}. Take that one back first.", {
      names: list([...new Set(names)]),
    }),
  ];
}
