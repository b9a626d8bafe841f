import assert from "node:assert/strict";
import { encode } from "../../../src/codec/codec";
import { DRAFTS, draftTable } from "../../../src/core/edits/draftTables";
import type { DraftName } from "../../../src/core/edits/edit";
import type { Snapshot } from "../../../src/core/access/snapshot";
import { english } from "../../../src/core/text/message";
import { gridContent } from "../../../src/editors/grid/gridContent";
import type { GridInput } from "../../../src/editors/grid/gridContent";
import type { GridContent } from "../../../src/editors/protocol";
import { TODAY, trial } from "../core/trial";

export const NOBODY = {
  users: { added: new Set<string>(), removed: new Set<string>() },
  roles: new Map(),
  dags: new Map(),
};

export function textOf(snapshot: Snapshot, draft: DraftName): string {
  return encode(draftTable(snapshot, draft), "csv", DRAFTS[draft].table);
}

/** The grid of a draft in which `from` was replaced by `to`. */
export function grid(from = "", to = "", input: Partial<GridInput> & { readonly live?: Snapshot } = {}): GridContent {
  const { draft = "assignments", live = trial() } = input;
  const base = { text: textOf(live, draft), takenAt: 0 };
  const text = base.text.replace(from, to);
  if (from !== "") assert.notEqual(text, base.text);
  return gridContent({
    draft,
    text,
    base,
    snapshot: live,
    others: NOBODY,
    today: { today: TODAY, soonDays: 30 },
    project: "Trial",
    readOnly: undefined,
    readAt: "as of noon",
    elsewhere: 0,
    applied: undefined,
    moved: false,
    say: english,
    ...input,
  });
}
