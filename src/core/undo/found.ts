import { named } from "../edits/serverNames";
import { KEY_COLUMN, setCell } from "../edits/edit";
import type { DraftName, RowName, SetCell } from "../edits/edit";
import type { Difference } from "../plan/verify";
import { nameNow } from "./undoNames";
import type { Names } from "./undoNames";

/** A cell that the read-back of an apply found otherwise than it should be, in today's names. */
export interface FoundCell extends Pick<SetCell, "draft" | "key" | "column"> {
  readonly expected: string;
  readonly reads: string;
}

export function foundNow(found: readonly Difference[], names: Names): readonly FoundCell[] {
  return found.flatMap(({ draft: kind, key, column, expected, reads }) => {
    if (reads === undefined) return [];
    const draft: DraftName = kind ?? (ASSIGNED.has(column) ? "assignments" : "users");
    const name = (text: string) => named(names.now, column, text);
    return [
      {
        draft,
        column,
        key: kind ? nameNow(names, kind, key) : key,
        expected: name(expected),
        reads: name(reads),
      },
    ];
  });
}

const ASSIGNED = new Set(["unique_role_name", "data_access_group"]);

/** What a cell was found to read. */
export function readsOf(
  found: readonly FoundCell[],
  { draft, key, column }: Pick<SetCell, "draft" | "key" | "column">,
): readonly string[] {
  return found
    .filter((each) => each.draft === draft && each.key === key && each.column === column)
    .map(({ reads }) => reads);
}

/** How a row stood, also in cells that nobody planned to change and that were found otherwise. */
export function standsAt(
  stood: readonly SetCell[],
  found: readonly FoundCell[],
  { draft, key }: RowName,
): readonly SetCell[] {
  const of = (name: DraftName) => (name === "assignments" ? "users" : name);
  const cells = new Map(stood.map((cell) => [cell.column, cell]));
  for (const cell of found) {
    if (of(cell.draft) !== draft || cell.key !== key || cell.column === KEY_COLUMN[cell.draft]) continue;
    // The first that found it otherwise tells how it stood.
    if (!cells.has(cell.column)) cells.set(cell.column, setCell(cell.draft, key, cell.column, "", cell.expected));
  }
  return [...cells.values()];
}
