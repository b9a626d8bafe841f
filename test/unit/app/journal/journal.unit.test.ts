import assert from "node:assert/strict";
import { Journal } from "../../../../src/app/journal/journal";
import { isOpen, isUndoable, peopleOf } from "../../../../src/app/journal/journalEntry";
import { MemoryFiles } from "../../../../src/app/projects/sampleStores";
import { fixedClock } from "../memory";
import { setCell } from "../../../../src/core/edits/edit";
import { verbatim } from "../../../../src/core/text/message";

const DAY = 24 * 60 * 60 * 1000;

function opened(keepDays = 365) {
  const files = new MemoryFiles();
  const clock = fixedClock();
  return { files, clock, journal: new Journal({ files, clock, keepDays: () => keepDays }) };
}

const ENTRY: Parameters<Journal["begin"]>[0] = {
  connectionId: "c1",
  project: { projectId: 12, title: "Trial" },
  server: "https://redcap.example.org",
  owner: "ann",
  kind: "apply",
  sentences: [verbatim("carol: role Data Entry → Monitor")],
  edits: [setCell("assignments", "carol", "unique_role_name", "U-2ENTRY", "U-3MON")],
  before: [{ username: "carol", role: "U-2ENTRY", dag: "boston", expiration: "" }],
  steps: [],
};
const END = { at: 0, outcome: "done", sentence: verbatim(""), differing: [], repaired: [] } as const;
const SENT = { step: 0, state: "done", rows: 1, count: 1, at: 0 } as const;

describe("Journal", () => {
  it("has an entry on disk before anything is sent, open until it is ended", async () => {
    const { journal, files } = opened();
    const writer = await journal.begin(ENTRY);
    assert.equal(files.files.size, 1);
    const [open] = await journal.open("c1");
    assert.ok(open);
    assert.deepEqual([open.id, peopleOf(open), open.results], [writer.entry.id, ["carol"], []]);
    await writer.record(SENT);
    await writer.end(END);
    assert.deepEqual(await journal.open("c1"), []);
    assert.deepEqual((await journal.list("c1"))[0]?.results, [SENT]);
  });

  it("lists the newest first, even when the clock was set back", async () => {
    const { journal, clock } = opened();
    const first = await journal.begin(ENTRY);
    clock.advance(-DAY);
    const second = await journal.begin(ENTRY);
    assert.deepEqual(
      (await journal.list("c1")).map((entry) => entry.id),
      [second.entry.id, first.entry.id],
    );
  });

  it("keeps projects apart, and forgets one whole", async () => {
    const { journal } = opened();
    await journal.begin(ENTRY);
    await journal.begin({ ...ENTRY, connectionId: "c2" });
    await journal.forget("c1");
    assert.deepEqual([(await journal.list("c1")).length, (await journal.list("c2")).length], [0, 1]);
  });

  it("drops entries that are older than the setting, but never an open one", async () => {
    const { journal, clock } = opened(10);
    const open = await journal.begin(ENTRY);
    await (await journal.begin(ENTRY)).end(END);
    clock.advance(11 * DAY);
    const latest = await journal.begin(ENTRY);
    assert.deepEqual(
      (await journal.list("c1")).map((entry) => entry.id),
      [latest.entry.id, open.entry.id],
    );
  });

  it("marks what a later entry has taken back", async () => {
    const { journal } = opened();
    const writer = await journal.begin(ENTRY);
    await writer.record(SENT);
    await writer.end(END);
    assert.equal(isUndoable(writer.entry), true);
    await journal.settle("c1", writer.entry.id, "later");
    const [entry] = await journal.list("c1");
    assert.ok(entry);
    assert.deepEqual([entry.settledBy, isUndoable(entry), isOpen(entry)], ["later", false, false]);
  });

  it("passes over files that are no entries", async () => {
    const { journal, files } = opened();
    files.files.set("journal/c1/x.json", "{");
    files.files.set("journal/c1/y.json", '{"version":2}');
    files.files.set("journal/c1/z.txt", "");
    assert.deepEqual(await journal.list("c1"), []);
  });

  it("is stopped by no date, however absurd: what comes next is the last one", async () => {
    for (const startedAt of [9e15, 1e300, -1, Date.UTC(9999, 1), Date.UTC(2030, 1), 0.5]) {
      const { journal, files } = opened();
      const odd = { ...ENTRY, version: 1, id: "odd", startedAt, results: [] };
      files.files.set("journal/c1/odd.json", JSON.stringify(odd));
      const writer = await journal.begin(ENTRY);
      assert.equal((await journal.list("c1"))[0]?.id, writer.entry.id, String(startedAt));
      assert.match(writer.entry.id, /^2026/);
    }
  });
});
