import type { GridStatus, Strings } from "../../editors/protocol";
import { fill } from "../store";

/** What is not yet in REDCap: of the project, and of this grid where other drafts have changes too; else the last apply. */
export function changeSummary({ changes, inProject, applied }: GridStatus, strings: Strings): string {
  if (inProject === 0) return applied ?? strings.none;
  if (inProject > changes) {
    if (changes > 0) return fill(strings.changesHere, inProject, changes);
    return inProject === 1 ? strings.changesElsewhereOne : fill(strings.changesElsewhere, inProject);
  }
  return changes === 1 ? strings.changesOne : fill(strings.changesMany, changes);
}
