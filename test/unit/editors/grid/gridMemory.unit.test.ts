import assert from "node:assert/strict";
import fc from "fast-check";
import { readCsv } from "../../../../src/codec/csvText";
import type { DraftName } from "../../../../src/core/edits/edit";
import { editOf } from "../../../../src/editors/drafts/editDraft";
import { gridContent } from "../../../../src/editors/grid/gridContent";
import type { GridInput } from "../../../../src/editors/grid/gridContent";
import { GridMemory, Kept } from "../../../../src/editors/grid/gridMemory";
import { changedRows } from "../../../../src/editors/grid/gridPatch";
import { trial, TODAY } from "../../core/trial";
import { NOBODY, textOf } from "../gridInput";
import { english } from "../../../../src/core/text/message";

const LIVE = trial();
const NEXT = trial({ people: { bob: { role: "U-1ADMIN" }, frank: { role: "U-2ENTRY" } } });
const TODAYS = { today: TODAY, soonDays: 30 };

function input(draft: DraftName, text: string, part: Partial<GridInput> = {}): GridInput {
  return {
    draft,
    text,
    base: { text: textOf(LIVE, draft), takenAt: 0 },
    snapshot: LIVE,
    others: NOBODY,
    today: TODAYS,
    project: "Trial",
    readOnly: undefined,
    readAt: "",
    elsewhere: 0,
    applied: undefined,
    moved: false,
    say: english,
    ...part,
  };
}

/** What a person does in a grid or in the text, and what goes on around it. */
const act = fc.record({
  share: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.constantFrom(0, 0, 1, 3, 30),
  put: fc.constantFrom("", "1", "U-3MON", ",", "\n", '"', '"a,b"', "bob,U-1ADMIN,\n", "zoe,,\n", "carol"),
  back: fc.constantFrom(false, false, false, true),
  rebased: fc.constantFrom(false, false, true),
  snapshot: fc.constantFrom(LIVE, LIVE, NEXT, undefined),
  others: fc.constantFrom(NOBODY, { ...NOBODY, users: { added: new Set(["zoe"]), removed: new Set(["bob"]) } }),
});

describe("a grid that remembers what it showed", () => {
  for (const draft of ["users", "roles", "dags", "assignments"] as const)
    it(`shows of ${draft} what it would show without, whatever was edited`, () => {
      fc.assert(
        fc.property(fc.array(act, { minLength: 1, maxLength: 8 }), (acts) => {
          const memory = new GridMemory();
          const begin = textOf(LIVE, draft);
          let text = begin;
          let shown = gridContent(input(draft, text), memory);
          for (const { share, length, put, back, rebased, snapshot, others } of acts) {
            const at = Math.floor(share * text.length);
            text = back ? begin : text.slice(0, at) + put + text.slice(at + length);
            const base = { text: textOf(rebased ? NEXT : LIVE, draft), takenAt: 0 };
            const now = input(draft, text, { base, snapshot, others });
            const content = gridContent(now, memory);
            assert.deepEqual(content, gridContent(now));
            const patch = changedRows(shown, content);
            const patched = patch && [...shown.rows];
            for (const [index, row] of patch ?? []) if (patched) patched[index] = row;
            if (patched) assert.deepEqual(patched, content.rows);
            shown = content;
          }
        }),
      );
    });

  it("keeps every row but the one that was edited", () => {
    const memory = new GridMemory();
    const begin = textOf(LIVE, "assignments");
    const before = gridContent(input("assignments", begin), memory);
    const after = gridContent(input("assignments", begin.replace("bob,U-2ENTRY", "bob,U-1ADMIN")), memory);
    assert.deepEqual(
      after.rows.filter((row, index) => row !== before.rows[index]).map(({ key, change }) => [key, change]),
      [["bob", "changed"]],
    );
  });

  it("makes every row anew when the project was read again, or the day has changed", () => {
    const memory = new GridMemory();
    const begin = textOf(LIVE, "assignments");
    const before = gridContent(input("assignments", begin), memory);
    for (const part of [{ snapshot: NEXT }, { today: { today: "2027-01-01", soonDays: 30 } }]) {
      const after = gridContent(input("assignments", begin, part), memory);
      assert.deepEqual(
        after.rows.filter((row, index) => row === before.rows[index]),
        [],
      );
    }
  });

  it("counts people who come as one change, in the draft of the users", () => {
    const others = { ...NOBODY, users: { added: new Set(["zoe"]), removed: new Set<string>() } };
    const width = textOf(LIVE, "users").split("\n")[0]?.split(",").length ?? 0;
    const changes = (draft: DraftName, line: string) =>
      gridContent(input(draft, `${textOf(LIVE, draft)}${line}\n`, { others })).status.changes;
    assert.equal(changes("assignments", "zoe,U-2ENTRY,lyon"), 0);
    assert.equal(changes("users", `zoe${",".repeat(width - 1)}`), 1);
  });
});

describe("what a draft adds and removes", () => {
  it("is the same object for as long as text and base are the same, and worked out anew for another base", () => {
    const memory = new GridMemory();
    const [now, base] = [LIVE, NEXT].map((snapshot) => readCsv(textOf(snapshot, "assignments")).decoded.table);
    assert.ok(now && base);
    const found = memory.cameAndWent("assignments", now, base);
    assert.deepEqual([[...found.added], [...found.people.removed]], [[], ["frank"]]);
    assert.equal(memory.cameAndWent("assignments", now, base), found);
    assert.deepEqual([...memory.cameAndWent("assignments", now, now).people.removed], []);
  });
});

describe("what was made of things", () => {
  it("is kept while all else stays, and given up with the first difference", () => {
    const kept = new Kept<object, string>();
    const thing = {};
    kept.during(1, "a").set(thing, "made");
    assert.equal(kept.during(1, "a").get(thing), "made");
    assert.equal(kept.during(1, "b").get(thing), undefined);
    assert.equal(kept.during(1, "a").get(thing), undefined);
  });
});

describe("the edit of some cells", () => {
  const text = 'username,unique_role_name\nann,"U-1"\nbob,U-1\ncarol,U-1';
  const set = (key: string, value: string) =>
    editOf("assignments", readCsv(text), [{ key, column: "unique_role_name", value }]);

  it("writes the records of those cells, and leaves others as somebody wrote them", () => {
    assert.deepEqual(set("bob", "U-2"), { start: text.indexOf("1\ncarol"), end: text.indexOf("\ncarol"), text: "2" });
    assert.deepEqual(set("carol", "U-2"), { start: text.length - 1, end: text.length, text: "2" });
  });

  it("reaches the row that has the key now, where somebody moved keys in the text since the last edit", () => {
    const before = readCsv(text);
    assert.ok(editOf("assignments", before, [{ key: "bob", column: "unique_role_name", value: "U-2" }]));
    const moved = 'username,unique_role_name\nann,"U-3"\ncarol,U-1\nbob,U-1';
    const now = readCsv(moved, before);
    assert.deepEqual(editOf("assignments", now, [{ key: "bob", column: "unique_role_name", value: "U-2" }]), {
      start: moved.length - 1,
      end: moved.length,
      text: "2",
    });
  });

  it("is none when the cells say so already", () => {
    assert.equal(set("bob", "U-1"), undefined);
    assert.equal(editOf("assignments", readCsv(text), []), undefined);
  });
});
