import { english } from "../../../src/core/text/message";
import { encode } from "../../../src/codec/codec";
import { DRAFTS, draftTable } from "../../../src/core/edits/draftTables";
import type { DraftName } from "../../../src/core/edits/edit";
import type { Snapshot } from "../../../src/core/access/snapshot";

export const NOBODY = {
  users: { added: new Set<string>(), removed: new Set<string>() },
  roles: new Map(),
  dags: new Map(),
};

export function textOf(snapshot: Snapshot, draft: DraftName): string {
  return encode(draftTable(snapshot, draft), "csv", DRAFTS[draft].table);
}
