import { followed, fromPairs, NOTHING_LEARNED } from "../../core/edits/learned";
import type { Learned } from "../../core/edits/learned";
import type { Applied } from "../../core/undo/undo";
import { isOpen } from "./journalEntry";
import type { JournalEntry } from "./journalEntry";

/** What core needs to take an entry back or to finish it. `all`: every entry of the project. */
export function appliedOf(entry: JournalEntry, all: readonly JournalEntry[]): Applied {
  const later = all.filter(({ startedAt }) => startedAt > entry.startedAt).sort((a, b) => a.startedAt - b.startedAt);
  return {
    before: entry.before,
    edits: entry.edits,
    steps: entry.steps,
    tables: entry.tables ?? {},
    learned: fromPairs(entry.learned),
    since: later.map(movedBy).reduce(followed, NOTHING_LEARNED),
    broken: isOpen(entry),
  };
}

/** What an apply made of names that were there before: groups renamed, and roles and groups created anew by an undo. */
function movedBy({ learned, recreates }: JournalEntry): Learned {
  const { roles, dags } = fromPairs(learned);
  const anew = fromPairs(recreates);
  const moved = (names: ReadonlyMap<string, string>, again: ReadonlyMap<string, string>) =>
    new Map([
      ...names,
      ...[...again].flatMap(([old, key]) => (names.has(key) ? [[old, names.get(key) ?? old] as const] : [])),
    ]);
  return { roles: moved(roles, anew.roles), dags: moved(dags, anew.dags) };
}
