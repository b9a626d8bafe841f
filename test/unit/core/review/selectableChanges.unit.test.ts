import { english } from "../../../../src/core/text/message";
import { said } from "../problems";
import assert from "node:assert/strict";
import { isBlocked } from "../../../../src/core/plan/plan";
import { missingFor, selectableChanges } from "../../../../src/core/review/selectableChanges";
import { editsOf, rowId } from "../../../../src/core/edits/edit";
import { added, dag, expiration, plan, removed, role } from "../trial";
import { inEnglish } from "../../../support/inEnglish";

const sentences = (edits: Parameters<typeof plan>[0]) => selectableChanges(plan(edits)).map(({ sentence }) => sentence);

const PHARMACY = [
  ...added("roles", "new:1", { role_label: "Pharmacist" }),
  role("bob", "U-2ENTRY", "new:1"),
  role("carol", "U-2ENTRY", "U-3MON"),
];

describe("selectableChanges", () => {
  it("offers what the drafts want of a person as one, whichever drafts it stands in", () => {
    const edits = [role("carol", "U-2ENTRY", ""), expiration("dave", "", "2027-01-31"), dag("carol", "boston", "lyon")];
    const [first, second, ...more] = selectableChanges(plan(edits));
    assert.deepEqual(more, []);
    assert.deepEqual(first?.cells, [edits[0], edits[2]]);
    assert.deepEqual(second?.cells, [edits[1]]);
    assert.equal(inEnglish(first.sentence), "carol: role Data Entry → none; DAG Boston → Lyon");
    assert.equal(inEnglish(second.sentence), "dave: expiration never → 2027-01-31; DAG Lyon kept");
  });

  it("names the warnings of each, and leaves out what REDCap shows already", () => {
    const made = selectableChanges(plan([dag("bob", "boston", ""), role("eve", "U-2ENTRY", "")]));
    assert.deepEqual(inEnglish(made.map(({ sentence, notes }) => [sentence, notes])), [
      [
        "bob: DAG Boston → none (sees every record)",
        ["bob will be in no data access group and see the records of every group."],
      ],
    ]);
  });

  it("keeps a person whole of whom somebody else has changed a part", () => {
    const edits = [role("carol", "U-3MON", "U-1ADMIN"), dag("carol", "boston", "lyon")];
    const [carol, ...more] = selectableChanges(plan(edits));
    assert.deepEqual(more, []);
    assert.deepEqual(inEnglish(carol), {
      draft: "users",
      key: "carol",
      kind: "set",
      cells: edits,
      problems: [],
      sentence: "carol: DAG Boston → Lyon",
      notes: ["carol: Role was Monitor, is now Data Entry, and the draft says Administrators"],
    });
  });

  it("offers conflicts and refused rows, so that they can be left out for once", () => {
    assert.deepEqual(
      inEnglish(sentences([role("carol", "U-3MON", "U-1ADMIN"), role("zoe", "", "U-3MON"), dag("eve", "", "lyon")])),
      ["eve: DAG none → Lyon", "carol: Role was Monitor, is now Data Entry, and the draft says Administrators", "zoe"],
    );
  });

  it("makes a plan of the ticked ones that is not blocked by the others", () => {
    const all = selectableChanges(plan([role("carol", "U-3MON", "U-1ADMIN"), dag("eve", "", "lyon")]));
    const eve = plan(all.filter(({ key }) => key === "eve").flatMap(editsOf));
    assert.deepEqual([isBlocked(eve), eve.changes.map(({ key }) => key)], [false, ["eve"]]);
  });

  it("says what speaks against a row of which nothing else could be told", () => {
    assert.deepEqual(
      selectableChanges(plan([role("zoe", "", "U-3MON"), removed("users", "eve")])).map((row) => [
        rowId(row),
        inEnglish(row.notes),
      ]),
      [
        ['["users","eve"]', []],
        [
          '["users","zoe"]',
          ["There is no user zoe in this project. Correct the name, or add the person in Users first."],
        ],
      ],
    );
  });
});

describe("missingFor", () => {
  const all = selectableChanges(plan(PHARMACY));
  const rows = (...words: readonly string[]) =>
    all.filter(({ sentence }) => words.some((word) => english(sentence).startsWith(word)));

  it("names the creation that a chosen assignment needs", () => {
    const missing = missingFor(all, rows("bob"));
    assert.deepEqual(
      missing.map(({ key }) => key),
      ["new:1"],
    );
  });

  it("is empty when nothing needed is left out", () => {
    assert.deepEqual(missingFor(all, rows("carol")), []);
    assert.deepEqual(missingFor(all, rows("bob", "role Pharmacist")), []);
  });

  it("does not take a group for a role of the same local key", () => {
    const both = selectableChanges(
      plan([
        ...added("roles", "new:1", { role_label: "Pharmacist" }),
        ...added("dags", "new:1", { data_access_group_name: "Oslo" }),
        dag("bob", "boston", "new:1"),
      ]),
    );
    const bob = both.filter(({ sentence }) => english(sentence).startsWith("bob"));
    assert.deepEqual(missingFor(both, bob).map(rowId), ['["dags","new:1"]']);
  });

  it("agrees with the rules, which refuse such a choice with a sentence", () => {
    const alone = plan(rows("bob").flatMap(editsOf));
    assert.deepEqual(
      alone.problems.map((each) => [each.level, said(each)]),
      [["refuse", "bob: The new role new:1 is not created by these changes."]],
    );
  });
});
