import { decodeCsv } from "../../codec/csv";
import { cellText, column } from "../../core/dataTable";
import type { DataTable } from "../../core/dataTable";
import { message, UserFacingError } from "../../core/text/message";
import { rebaseDraft } from "../../core/drafts/rebase";
import { isLocalKey, KEY_COLUMN } from "../../core/edits/edit";
import type { DraftName } from "../../core/edits/edit";
import { draftText } from "./draftState";

interface Texts {
  /** What the editor's text was made of. */
  readonly before: string;
  readonly mine: string;
  /** What another window has saved meanwhile. */
  readonly theirs: string;
}

/** The changes of both texts in one: an edit of this window is laid on what another one saved. @throws UserFacingError */
export function joinedText(draft: DraftName, { before, mine, theirs }: Texts): string {
  if (theirs === before || theirs === mine) return mine;
  if (mine === before) return theirs;
  const [old, own, other] = [before, mine, theirs].map((text) => decodeCsv(text));
  if (!old || !own || !other || [own, other].some(({ problems }) => problems.length > 0)) throw apart();
  // Both have called something new by the same name of ours.
  const known = localKeys(draft, old.table);
  const newHere = [...localKeys(draft, own.table)].filter((key) => !known.has(key));
  const newThere = localKeys(draft, other.table);
  if (newHere.some((key) => newThere.has(key))) throw apart();
  const joined = rebaseDraft(draft, old.table, own.table, other.table, "keep");
  if (!joined) throw apart();
  return draftText(joined.now);
}

function localKeys(draft: DraftName, table: DataTable): ReadonlySet<string> {
  const key = column(table, KEY_COLUMN[draft]);
  return new Set(table.rows.map((row) => cellText(key(row))).filter(isLocalKey));
}

function apart(): UserFacingError {
  return new UserFacingError(
    message(
      "Another window has saved other changes to this draft in the meantime, and the two cannot be merged automatically. Nothing was overwritten: copy your changes, use Revert File, and make them again.",
    ),
  );
}
