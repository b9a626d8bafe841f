import assert from "node:assert/strict";
import { historyLine } from "../../../../src/app/journal/history";
import type { History } from "../../../../src/app/journal/history";
import { historyText } from "../../../../src/app/journal/historyText";
import type { JournalEntry } from "../../../../src/app/journal/journalEntry";
import type { Edit } from "../../../../src/core/edits/edit";
import { removeRow } from "../../../../src/core/edits/edit";
import { saveDrafts } from "../draftTexts";
import { dag, openSite, role } from "../site";
import type { Site, SiteOptions } from "../site";
import { english, verbatim } from "../../../../src/core/text/message";
import { inEnglish } from "../../../support/inEnglish";

const DAY = 24 * 60 * 60 * 1000;
const time = (at: number) => new Date(at).toISOString().slice(0, 16).replace("T", " ");
const CONTEXT = { project: "My trial", time };

async function on(options: SiteOptions, work: (site: Site) => Promise<void>): Promise<void> {
  const site = await openSite(options);
  try {
    await work(site);
  } finally {
    await site.close();
  }
}

async function apply(site: Site, ...edits: readonly Edit[]): Promise<void> {
  await site.changes.apply(site.id, await site.changes.plan(site.id, edits));
  site.clock.advance(DAY);
}

async function takeBack(site: Site, entry: string): Promise<void> {
  const undo = await site.changes.planUndo(site.id, entry);
  assert.ok(undo);
  await site.changes.apply(site.id, undo.plan);
}

const lines = ({ entries, busy }: History) =>
  entries.map((entry) => {
    const { what, whose, state, undoable } = historyLine(entry, { entries, busy }, time);
    return [what, whose, state, undoable];
  });

describe("History of a project", () => {
  it("lists what was applied, newest first, and what became of it", () =>
    on({}, async (site) => {
      await apply(site, role("carol", "U-2ENTRY", "U-3MON"), dag("carol", "boston", "lyon"), role("eve", "", "U-3MON"));
      await apply(site, removeRow("users", "bob"));
      const [, first] = (await site.changes.history(site.id)).entries;
      await takeBack(site, first?.id ?? "");
      assert.deepEqual(inEnglish(lines(await site.changes.history(site.id))), [
        ["Taken back: 3 changes to 2 people", "token of ann", "read back as wanted", false],
        ["1 change to 1 person", "token of ann", "read back as wanted · partly reversible", true],
        ["3 changes to 2 people", "token of ann", "read back as wanted · taken back 2026-06-17 12:00", false],
      ]);
    }));

  it("takes back the entry that is named, and leaves the later one as it is", () =>
    on({}, async (site) => {
      const before = site.state();
      await apply(site, role("carol", "U-2ENTRY", "U-3MON"));
      await apply(site, dag("eve", "", "lyon"));
      const [, first] = (await site.changes.history(site.id)).entries;
      await takeBack(site, first?.id ?? "");
      assert.deepEqual(site.state(), new Map(before).set("eve", "/lyon/"));
    }));

  it("goes with its project, and so do its drafts", () =>
    on({}, async (site) => {
      await saveDrafts(site, [role("carol", "U-2ENTRY", "U-3MON")]);
      await apply(site, dag("eve", "", "lyon"));
      await site.changes.forget(site.id);
      assert.deepEqual(await site.changes.history(site.id), { entries: [], busy: false });
      assert.deepEqual([await site.drafts.edits(site.id), await site.drafts.list()], [[], []]);
    }));

  it("forgets what is older than the person wants to keep, although nothing was applied since", () =>
    on({}, async (site) => {
      await apply(site, role("carol", "U-2ENTRY", "U-3MON"));
      site.clock.advance(363 * DAY);
      assert.equal((await site.changes.history(site.id)).entries.length, 1);
      site.clock.advance(2 * DAY);
      assert.deepEqual((await site.changes.history(site.id)).entries, []);
      assert.deepEqual(
        [...site.files.files.keys()].filter((name) => name.startsWith("journal/")),
        [],
      );
    }));

  it("says that a plan is being applied at this moment, and offers no way back from it", () =>
    on({}, async (site) => {
      let history: History | undefined;
      site.proxy.meet(async ({ params, response, answer }) => {
        if (params.has("data")) history = await site.restart().changes.history(site.id);
        const { status, type, body } = await answer();
        response.writeHead(status, { "content-type": type }).end(body);
      });
      await apply(site, role("carol", "U-2ENTRY", "U-3MON"));
      assert.ok(history);
      assert.deepEqual(inEnglish(lines(history)), [
        ["1 change to 1 person", "token of ann", "being applied now", false],
      ]);
    }));
});

describe("historyText", () => {
  it("says everything about an apply in words", () =>
    on({}, async (site) => {
      await apply(site, removeRow("users", "bob"), role("carol", "U-2ENTRY", "U-3MON"));
      const history = await site.changes.history(site.id);
      const [entry] = history.entries;
      assert.ok(entry);
      assert.equal(
        inEnglish(historyText(entry, history, CONTEXT)),
        `2 changes to 2 people
carol is now Monitor; bob is no longer in the project (checked in REDCap).

Project: My trial (project 12, Trial)
Server: ${new URL(site.proxy.url).origin}
Started: 2026-06-15 12:00
Ended: 2026-06-15 12:00
By: token of ann
Outcome: read back as wanted

Changes that were confirmed:
  carol: Role Data Entry → Monitor (gains User Rights, Add/Edit/Organize Reports and Data Export Rights (all instruments); loses Create Records and Data Viewing Rights (all instruments)); Data Access Group Boston, kept
  bob: Removed from the project. Does not come back: own rights under the role Data Entry, groups of the DAG Switcher and the API token.

Requests:
  Put 1 person into their role: done
  Remove 1 person from the project: done

What taking this back cannot bring back:
  bob: own rights under the role Data Entry, groups of the DAG Switcher and the API token
`,
      );
    }));

  it("names what an undo takes back, and what it could not bring back", () =>
    on({}, async (site) => {
      await apply(site, removeRow("users", "bob"));
      const [removal] = (await site.changes.history(site.id)).entries;
      await takeBack(site, removal?.id ?? "");
      const history = await site.changes.history(site.id);
      const [undo] = history.entries;
      assert.ok(undo);
      const text = historyText(undo, history, CONTEXT);
      assert.match(english(text), /^Taken back: 1 change to 1 person\n/);
      assert.match(english(text), /\nTakes back what began: 2026-06-15 12:00\n/);
      assert.match(english(text), /\nWhat this could not bring back:\n {2}bob: own rights under the role Data Entry/);
      assert.doesNotMatch(english(text), /What taking this back/);
    }));

  it("names what was refused, what was not sent, and that no answer is no success", () =>
    on({}, async (site) => {
      site.proxy.arm((write) => (write === 0 ? "500" : undefined));
      await apply(site, role("carol", "U-2ENTRY", ""), role("eve", "", "U-3MON"));
      const history = await site.changes.history(site.id);
      const [entry] = history.entries;
      assert.ok(entry);
      const text = historyText(entry, history, CONTEXT);
      assert.match(english(text), /\nOutcome: stopped, 0 of 2 read back as wanted\n/);
      assert.match(english(text), /\nNot as wanted in REDCap:\n {2}carol: Role is Data Entry instead of none\n/);
      assert.match(english(text), /\n {2}Take 1 person out of their role: refused\. /);
      assert.match(english(text), /\n {2}Put 1 person into their role: not sent\n/);
    }));

  it("holds no token, and neither does the entry on disk", () =>
    on({}, async (site) => {
      const token = site.emulator.projects[0]?.token ?? "";
      assert.match(token, /^[0-9A-F]{32}$/);
      for (const fault of ["500", undefined] as const) {
        site.proxy.arm((write) => (write === 0 ? fault : undefined));
        await apply(site, role("eve", "", "U-3MON"));
      }
      const history = await site.changes.history(site.id);
      assert.equal(history.entries.length, 2);
      const texts = history.entries.flatMap((entry) => [
        english(historyText(entry, history, CONTEXT)),
        JSON.stringify(entry),
      ]);
      for (const text of [...texts, ...site.files.files.values()]) {
        assert.equal(text.includes("eve"), true);
        assert.equal(text.toUpperCase().includes(token), false);
      }
    }));
});

const ENTRY: JournalEntry = {
  version: 1,
  id: "a",
  connectionId: "c1",
  project: { projectId: 12, title: "Trial" },
  server: "https://redcap.example.org",
  startedAt: Date.parse("2026-06-15T12:00:00Z"),
  kind: "apply",
  sentences: [verbatim("carol: role Data Entry → Monitor")],
  edits: [role("carol", "U-2ENTRY", "U-3MON")],
  before: [],
  steps: [],
  results: [],
};

describe("an entry in words", () => {
  const END = { at: ENTRY.startedAt, outcome: "done", sentence: verbatim(""), differing: [], repaired: [] } as const;
  const LATER: JournalEntry = { ...ENTRY, id: "b", startedAt: ENTRY.startedAt + DAY, kind: "finish", follows: "a" };
  const state = (entry: JournalEntry, busy = false): readonly unknown[] => {
    const line = historyLine(entry, { entries: [LATER, entry], busy }, time);
    return [...inEnglish([line.whose, line.state]), line.undoable];
  };
  const UNKNOWN = "whose token is not known";

  it("that broke off says so until somebody has looked into it", () => {
    assert.deepEqual(state(ENTRY), [UNKNOWN, "broke off, not looked into yet", true]);
    assert.deepEqual(state(ENTRY, true), [UNKNOWN, "being applied now", false]);
    assert.deepEqual(state({ ...ENTRY, settledBy: "b" }), [UNKNOWN, "broke off · finished 2026-06-16 12:00", false]);
    assert.deepEqual(state({ ...ENTRY, settledBy: "check" }), [
      UNKNOWN,
      "broke off · nothing of it had arrived in REDCap",
      false,
    ]);
  });

  it("that was taken back by somebody in REDCap says that nothing of it is left", () =>
    assert.deepEqual(state({ ...ENTRY, end: END, settledBy: "check" }), [
      UNKNOWN,
      "read back as wanted · nothing of it is left in REDCap",
      false,
    ]));

  it("is told from the next by the first of its changes", () => {
    const changes = (sentences: readonly string[]) =>
      english(
        historyLine({ ...ENTRY, sentences: sentences.map(verbatim) }, { entries: [], busy: false }, time).changes,
      );
    assert.equal(changes(["a", "b", "c", "d", "e"]), "a · b · c · d · e");
    assert.equal(changes(["a", "b", "c", "d", "e", "f"]), "a · b · c · d · e · …");
  });

  it("counts what was read back where not everything was", () => {
    const verified = { count: 1, of: 3 };
    assert.equal(
      state({ ...ENTRY, end: { ...END, outcome: "cancelled", verified } })[1],
      "cancelled, 1 of 3 read back as wanted",
    );
    assert.equal(state({ ...ENTRY, end: { ...END, outcome: "unverified" } })[1], "sent, but not read back");
  });

  it("tells what to do about one that broke off, and what it finishes", () => {
    const text = (entry: JournalEntry, busy: boolean) =>
      historyText(entry, { entries: [LATER, ENTRY], busy }, { project: "Trial", time });
    assert.match(
      english(text(ENTRY, false)),
      /\nIt broke off: people may be left half-way\. Use Check Unfinished Changes\.\n/,
    );
    assert.match(english(text(ENTRY, true)), /\nIt is being applied at this moment\.\n/);
    assert.match(english(text({ ...ENTRY, settledBy: "b" }, false)), /\nSince then: finished 2026-06-16 12:00\n/);
    assert.match(
      english(text(LATER, false)),
      /^Finished: 1 change to 1 person\n[^]*\nFinishes what began: 2026-06-15 12:00\n/,
    );
    assert.match(
      english(text(ENTRY, false)),
      /\nProject: Trial \(project 12\)\nServer: https:\/\/redcap\.example\.org\n/,
    );
  });
});
