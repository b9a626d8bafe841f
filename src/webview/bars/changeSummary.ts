import { message, plural, verbatim } from "../../core/text/message";
import type { Message } from "../../core/text/message";
import type { GridStatus } from "../../editors/protocol";

/** What is not yet in REDCap: of the project, and of this grid where other drafts have changes too; else the last apply. */
export function changeSummary({ changes, inProject, applied }: GridStatus): Message {
  if (inProject === 0) return applied === undefined ? message("Nothing has been changed.") : verbatim(applied);
  if (inProject === changes)
    return plural(changes, { one: "{count} change not yet in REDCap", other: "{count} changes not yet in REDCap" });
  if (changes > 0)
    return message("{all} changes in this project, {here} in this grid", { all: inProject, here: changes });
  return plural(inProject, {
    one: "{count} change in this project, none in this grid",
    other: "{count} changes in this project, none in this grid",
  });
}
