import { encodeCsv } from "../../src/codec/csv";
import { draftTable } from "../../src/core/edits/draftTables";
import type { Snapshot } from "../../src/core/access/snapshot";
import { gridContent } from "../../src/editors/grid/gridContent";
import { childrenOf } from "../../src/views/children";
import type { Shown } from "../../src/views/children";
import { treeItem } from "../../src/views/treeItem";
import { NOBODY } from "../unit/editors/gridInput";
import { exponent, once, processorTime, report, rounded, spread } from "./measure";
import { decodeAll, join, textsOf } from "./wholeProject";
import type { Texts } from "./wholeProject";
import { english } from "../../src/core/text/message";

const RUNS = 7;
const USERS = 10_000;
const FORMS = 60;
const SIZES = [1_000, 3_000, 10_000, 30_000, 100_000];
const FEW_FORMS = 6;
/** Rows in the first message to a grid. */
const FIRST = 500;
const TODAY = { today: "2026-06-15", soonDays: 30 };

/** Every row of *Users*, as VS Code asks for them when it is opened. */
function tree(snapshot: Snapshot): number {
  const shown: Shown = {
    connections: new Map(),
    projects: { state: () => ({ status: "loaded", snapshot }), snapshot: () => snapshot },
    changedCount: () => 0,
    today: TODAY,
    filter: { text: "", states: [], roles: [], dags: [] },
    grouping: "none",
  };
  const rows = childrenOf({ kind: "users", connectionId: "pid1-bench" }, shown);
  return rows.map((node) => treeItem(node, shown)).length;
}

/** The text of a draft that was never opened before, and the first message to its grid. */
function grid(snapshot: Snapshot): number {
  const text = encodeCsv(draftTable(snapshot, "assignments"));
  const { rows, ...rest } = gridContent({
    draft: "assignments",
    text,
    base: { text, takenAt: 0 },
    snapshot,
    others: NOBODY,
    today: TODAY,
    project: "",
    readOnly: undefined,
    readAt: "",
    elsewhere: 0,
    applied: undefined,
    moved: false,
    say: english,
  });
  return JSON.stringify({ ...rest, rows: rows.slice(0, FIRST) }).length;
}

async function first(texts: Texts) {
  const parts: Record<string, number[]> = { read: [], tree: [], grid: [], whole: [] };
  for (let run = 0; run < RUNS; run++) {
    let snapshot: Snapshot | undefined;
    const read = await once(() => (snapshot = join(decodeAll(texts))));
    const live = snapshot;
    if (!live) throw new Error("nothing was read");
    const taken = { read, tree: await once(() => tree(live)), grid: await once(() => grid(live)) };
    for (const [name, ms] of Object.entries(taken)) parts[name]?.push(ms);
    parts["whole"]?.push(taken.read + Math.max(taken.tree, taken.grid));
  }
  const row = (what: string, name: string, target = "") => ({ what, ...spread(parts[name] ?? []), target });
  return [
    row("decode and join", "read"),
    row("all rows of the tree", "tree"),
    row("draft and first message of the grid", "grid"),
    row("from the bytes to the slower of both", "whole", "≤ 300"),
  ];
}

/** In the extension host, because rows of the tree are VS Code's objects. */
export async function run(): Promise<void> {
  const rows = await first(await textsOf(USERS, FORMS));
  const grown: { readonly users: number; readonly ms: number }[] = [];
  for (const users of SIZES) {
    const texts = await textsOf(users, FEW_FORMS);
    const tables = decodeAll(texts);
    // A snapshot remembers its order, so each run gets its own.
    grown.push({ users, ms: rounded(processorTime(() => tree(join(tables)), 3)) });
  }
  report(
    { name: "first paint", note: `${USERS} users × ${FORMS} forms in the extension host, in ms; ${RUNS} runs.`, rows },
    {
      name: "growth of the tree",
      note: "Processor time of join and all rows; it grows with users to the power of the exponent (1 is linear).",
      rows: [
        {
          ...Object.fromEntries(grown.map(({ users, ms }) => [`ms at ${users}`, ms])),
          exponent: rounded(exponent(grown.map(({ users, ms }) => [users, ms]))),
        },
      ],
    },
  );
}
