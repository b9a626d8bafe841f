import { loadProject } from "../../src/app/loadProject";
import { newDraft, seenText } from "../../src/app/draftRecord";
import { encodeCsv } from "../../src/codec/csv";
import { draftTable } from "../../src/core/draft";
import type { DraftName } from "../../src/core/plan";
import type { Snapshot } from "../../src/core/snapshot";
import { editOf } from "../../src/editors/editDraft";
import { gridContent } from "../../src/editors/gridContent";
import { GridMemory } from "../../src/editors/gridMemory";
import { changedRows } from "../../src/editors/gridPatch";
import { generateProject, startEmulator } from "../../src/emulator/server";
import { LIMITS } from "../../src/net/limits";
import { createUndiciTransport } from "../../src/net/undiciTransport";
import { RedcapClient } from "../../src/redcap/client";
import { NOBODY, words } from "../unit/editors/gridInput";
import { main, median, once, report, rounded } from "./measure";
import type { BenchRow } from "./measure";

const EDITS = 40;

async function load(users: number): Promise<Snapshot> {
  const emulator = await startEmulator({ projects: [generateProject({ users, instruments: 30 })] });
  const transport = createUndiciTransport({ limits: LIMITS });
  try {
    const client = new RedcapClient({ transport, url: emulator.url, token: emulator.projects[0]?.token ?? "" });
    return await loadProject(client, { now: () => Date.now() });
  } finally {
    await transport.close();
    await emulator.close();
  }
}

/** What the extension host does from a cell that was changed to the patch for the grid, without VS Code's own part. */
async function edits(live: Snapshot, draft: DraftName, column: string): Promise<BenchRow> {
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
    asOf: "",
    moved: false,
    words,
  });
  let text = begin;
  let shown = gridContent(input(text), memory);
  const keys = shown.rows.map(({ key }) => key);
  const values = column === "expiration" ? ["2031-01-01"] : [...live.dags.keys()];
  const times: number[] = [];
  for (let at = 0; at < EDITS; at++) {
    const key = keys[Math.floor((at * keys.length) / EDITS)] ?? "";
    const value = values.find((each) => each !== live.people.get(key)?.dag) ?? "";
    times.push(
      await once(() => {
        const edit = editOf(draft, memory.text(text), [{ key, column, value }], {
          unreadable: String,
          fixed: String,
          noRow: String,
        });
        if (!edit) throw new Error("nothing to measure");
        text = text.slice(0, edit.start) + edit.text + text.slice(edit.end);
        seenText(stored, text);
        const content = gridContent(input(text), memory);
        if (changedRows(shown, content)?.length !== 1) throw new Error("the patch is not the one to measure");
        shown = content;
      }),
    );
  }
  const half = times.slice(times.length / 2);
  return {
    draft,
    users: keys.length,
    "text MB": rounded(begin.length / 1e6),
    "host ms": rounded(median(half)),
    "worst ms": rounded(Math.max(...half)),
  };
}

main(async () => {
  const rows: BenchRow[] = [];
  for (const users of [100, 10_000]) {
    const live = await load(users);
    rows.push(await edits(live, "users", "expiration"), await edits(live, "assignments", "data_access_group"));
  }
  report({
    name: "edits",
    note: "One changed cell, from the grid's wish to the patch for it, in the extension host.",
    rows,
  });
});
