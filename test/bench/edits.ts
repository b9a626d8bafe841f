import { newDraft, seenText } from "../../src/app/drafts/draftRecord";
import { encodeCsv } from "../../src/codec/csv";
import { draftTable } from "../../src/core/edits/draftTables";
import type { DraftName } from "../../src/core/edits/edit";
import type { Snapshot } from "../../src/core/access/snapshot";
import { editOf } from "../../src/editors/drafts/editDraft";
import { gridContent } from "../../src/editors/grid/gridContent";
import { GridMemory } from "../../src/editors/grid/gridMemory";
import { changedRows } from "../../src/editors/grid/gridPatch";
import { NOBODY } from "../unit/editors/gridInput";
import { loadGenerated } from "./generated";
import { main, median, report, rounded, worked } from "./measure";
import type { BenchRow } from "./measure";
import { english } from "../../src/core/text/message";

const EDITS = 100;

/** A text as VS Code makes it of a document's lines after each edit; what that takes is not ours. */
function flat(text: string): string {
  return Buffer.from(text).toString();
}

/** What the extension host does from a cell that was changed to the patch for the grid, without VS Code's own part. */
function edits(live: Snapshot, draft: DraftName, column: string): BenchRow {
  const begin = encodeCsv(draftTable(live, draft));
  const base = { text: begin, takenAt: 0 };
  const stored = newDraft(base);
  const memory = new GridMemory();
  const input = (text: string) => ({
    draft,
    text,
    base,
    snapshot: live,
    others: NOBODY,
    today: { today: "2026-06-15", soonDays: 30 },
    project: "",
    readOnly: undefined,
    readAt: "",
    elsewhere: 0,
    applied: undefined,
    moved: false,
    say: english,
  });
  let text = begin;
  let shown = gridContent(input(text), memory);
  const keys = shown.rows.map(({ key }) => key);
  const values = column === "expiration" ? ["2031-01-01"] : [...live.dags.keys()];
  const taken: number[] = [];
  const wish = (at: number) => {
    const key = keys[Math.floor((at * keys.length) / EDITS)] ?? "";
    const value = values.find((each) => each !== live.people.get(key)?.dag) ?? "";
    let edit: ReturnType<typeof editOf>;
    const toEdit = worked(() => {
      edit = editOf(draft, memory.text(text), [{ key, column, value }]);
    });
    if (!edit) throw new Error("nothing to measure");
    text = flat(text.slice(0, edit.start) + edit.text + text.slice(edit.end));
    const toPatch = worked(() => {
      seenText(stored, text);
      const content = gridContent(input(text), memory);
      if (changedRows(shown, content)?.length !== 1) throw new Error("the patch is not the one to measure");
      shown = content;
    });
    taken.push(toEdit + toPatch);
  };
  // The first half warms up.
  for (let at = 0; at < EDITS / 2; at++) wish(at);
  globalThis.gc?.();
  taken.length = 0;
  for (let at = EDITS / 2; at < EDITS; at++) wish(at);
  const mean = taken.reduce((sum, ms) => sum + ms, 0) / taken.length;
  return {
    draft,
    users: keys.length,
    "text MB": rounded(begin.length / 1e6),
    "CPU ms": rounded(median(taken)),
    mean: rounded(mean),
  };
}

main(async () => {
  const rows: BenchRow[] = [];
  for (const users of [100, 10_000]) {
    const live = await loadGenerated({ users, instruments: 30 });
    rows.push(edits(live, "users", "expiration"), edits(live, "assignments", "data_access_group"));
  }
  report({
    name: "edits",
    note: "Processor time of one changed cell, from the grid's wish to the patch for it, in the extension host: the median, and the mean, which has the garbage collected.",
    rows,
  });
});
