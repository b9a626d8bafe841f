import { english } from "../../../src/core/text/message";
import { encode } from "../../../src/codec/codec";
import { DRAFTS, draftTable } from "../../../src/core/edits/draftTables";
import type { DraftName } from "../../../src/core/edits/edit";
import type { Snapshot } from "../../../src/core/access/snapshot";
import type { GridWords } from "../../../src/editors/grid/gridContent";

/** Words that say which of them stand somewhere. */
export const words: GridWords = {
  name: "NAME",
  email: "EMAIL",
  fromAccount: "FROM ACCOUNT",
  access: "ACCESS",
  untilWhen: "UNTIL WHEN",
  states: { active: "LATER", soon: "SOON", today: "TODAY", expired: "EXPIRED", never: "NEVER" },
  rights: "RIGHTS FROM",
  whoGives: "WHO GIVES",
  members: "MEMBERS",
  inRole: "IN ROLE",
  inGroup: "IN GROUP",
  notYet: "NOT YET",
  exportAndApi: "EXPORT AND API",
  noRole: "NO ROLE",
  ownRights: "OWN RIGHTS",
  noGroup: "NO GROUP",
  seesAll: "SEES ALL",
  line: (line, problem) => `LINE ${line}: ${problem}`,
  say: english,
};

export const NOBODY = {
  users: { added: new Set<string>(), removed: new Set<string>() },
  roles: new Map(),
  dags: new Map(),
};

export function textOf(snapshot: Snapshot, draft: DraftName): string {
  return encode(draftTable(snapshot, draft), "csv", DRAFTS[draft].table);
}
