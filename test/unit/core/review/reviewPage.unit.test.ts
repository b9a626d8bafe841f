import assert from "node:assert/strict";
import type { Edit } from "../../../../src/core/edits/edit";
import { addRow, rowId, setCell } from "../../../../src/core/edits/edit";
import { actsOf, sectionsOf } from "../../../../src/core/page/page";
import type { Block, Page, Section } from "../../../../src/core/page/page";
import { renderedPage } from "../../../../src/core/page/renderedPage";
import { choose, taken } from "../../../../src/core/review/leaveOut";
import { conflictAnswer, reviewPage, roundOf } from "../../../../src/core/review/reviewPage";
import { english } from "../../../../src/core/text/message";
import { added, cell, dag, expiration, plan, removed, role } from "../trial";

function pageOf(edits: readonly Edit[], out: readonly string[] = []): Page<string> {
  const whole = plan(edits);
  const left = choose(whole.input.edits, new Set(), new Set(out), false);
  const part = left.size === 0 ? whole : plan(taken(whole.input.edits, left));
  return renderedPage(reviewPage({ whole, part, left, facts: [] }), english);
}

function entry(page: Page<string>, heading: string): Section<string> {
  const found = sectionsOf(page).find((section) => section.heading === heading);
  assert.ok(found, heading);
  return found;
}

/** "▲ what: from → to" for each line. */
function lines({ blocks }: Section<string>): readonly string[] {
  const marks = { gain: "▲ ", loss: "▼ " };
  return blocks.flatMap((block) =>
    block.kind === "changes"
      ? block.lines.map(
          ({ what, from, to, effect }) =>
            `${effect ? marks[effect] : ""}${what}${from === undefined ? "" : `: ${from}`}${to === undefined ? "" : ` → ${to}`}`,
        )
      : [],
  );
}

function texts({ blocks }: Section<string>, tone: Extract<Block, { kind: "text" }>["tone"]): readonly string[] {
  return blocks.flatMap((block) => (block.kind === "text" && block.tone === tone ? [block.text] : []));
}

describe("the review as a page", () => {
  it("groups by people, roles and groups, and says what is sent", () => {
    const page = pageOf([
      addRow("dags", "new:1"),
      setCell("dags", "new:1", "data_access_group_name", "", "Nairobi"),
      cell("roles", "U-3MON", "user_rights", "2", "1"),
      role("carol", "U-2ENTRY", "U-3MON"),
    ]);
    assert.deepEqual(
      page.sections.map(({ heading, aside }) => [heading, aside]),
      [
        ["People", "1"],
        ["Roles", "1"],
        ["Data access groups", "1"],
        ["What is sent, in this order", undefined],
      ],
    );
  });

  it("tells each right from what to what, what is gained first", () => {
    const page = pageOf([
      cell("roles", "U-2ENTRY", "user_rights", "0", "2"),
      cell("roles", "U-2ENTRY", "forms", "visit:130,labs:129", "visit:129,labs:130"),
      cell("roles", "U-2ENTRY", "api_export", "0", "1"),
    ]);
    assert.deepEqual(lines(entry(page, "Data Entry")), [
      "▲ User Rights: No access → Read only",
      "▲ Data Viewing Rights (Labs): Read only → View & edit",
      "▲ API Export: No → Yes",
      "▼ Data Viewing Rights (Visit): View & edit → Read only",
    ]);
  });

  it("says what another role means for the rights", () => {
    const page = pageOf([role("carol", "U-2ENTRY", "U-3MON")]);
    const [changes] = entry(page, "carol").blocks;
    assert.ok(changes?.kind === "changes");
    assert.deepEqual(
      changes.lines.map(({ what, follows }) => [what, follows?.summary]),
      [
        ["Role", "gains User Rights; loses Data Viewing Rights (Visit)"],
        ["Data Access Group", undefined],
      ],
    );
    assert.equal(changes.lines[1]?.to, "Boston, kept");
  });

  it("says once above everybody what the same change of role means for many", () => {
    const many = ["p1", "p2", "p3", "p4"].flatMap((name) => [...added("users", name), role(name, "", "U-3MON")]);
    const page = pageOf(many);
    const above = page.sections[0]?.blocks.flatMap((block) => (block.kind === "changes" ? block.caption : [])) ?? [];
    assert.deepEqual(above, ["What nothing → Monitor means, for 4 people"]);
    assert.deepEqual(
      entry(page, "p1")
        .blocks.flatMap((block) => (block.kind === "changes" ? block.lines : []))
        .filter(({ follows }) => follows),
      [],
    );
  });

  it("puts warnings and what does not come back at whom they concern", () => {
    const page = pageOf([removed("users", "eve"), dag("bob", "boston", "")]);
    assert.deepEqual(texts(entry(page, "eve"), "loss"), [
      "Does not come back: groups of the DAG Switcher and the API token.",
    ]);
    assert.deepEqual(texts(entry(page, "bob"), "warning"), [
      "bob will be in no data access group and see the records of every group. You will be asked to type bob.",
    ]);
    assert.deepEqual(lines(entry(page, "eve")), ["▼ Removed from the project"]);
  });

  it("offers each cell of a person to be left out, and a person who comes as a whole", () => {
    const page = pageOf([
      role("carol", "U-2ENTRY", "U-3MON"),
      dag("carol", "boston", "lyon"),
      ...added("users", "zoe", { expiration: "2026-12-31" }),
    ]);
    const ticks = (heading: string) =>
      entry(page, heading).blocks.flatMap((block) =>
        block.kind === "changes" ? block.lines.flatMap(({ choice }) => choice?.label ?? []) : [],
      );
    assert.deepEqual(ticks("carol"), ["Role", "Data Access Group"]);
    assert.deepEqual(ticks("zoe"), []);
    assert.equal(entry(page, "zoe").choice?.label, "Apply what changes for zoe");
  });

  it("counts what is applied on the button, and what is left out beside it", () => {
    const page = pageOf(
      [role("carol", "U-2ENTRY", "U-3MON"), expiration("dave", "", "2026-12-31")],
      [rowId({ draft: "users", key: "carol" })],
    );
    assert.deepEqual(
      page.acts.map(({ label, off }) => [label, off]),
      [["Apply 1 change to 1 person…", undefined]],
    );
    assert.equal(page.status, "1 change to 1 person, not yet in REDCap; 1 change is left out");
    assert.equal(entry(page, "carol").leftOut, true);
    assert.equal(entry(page, "carol").choice?.on, false);
    assert.equal(entry(page, "dave").leftOut, undefined);
  });

  it("offers the way round where REDCap refuses somebody's expiration", () => {
    const page = pageOf([expiration("bob", "", "2026-12-31")]);
    const [problem] = entry(page, "bob").blocks.filter(({ kind }) => kind === "text");
    assert.ok(problem?.kind === "text" && problem.tone === "problem");
    assert.deepEqual(
      problem.acts?.map(({ id, label }) => [label, roundOf(id)]),
      [["Take Out, Set and Put Back", "bob"]],
    );
    assert.equal(roundOf("apply"), undefined);
  });

  it("offers at each conflict, and for several at once, whose value stands", () => {
    const [carol, bob] = [role("carol", "U-3MON", "U-1ADMIN"), dag("bob", "lyon", "")];
    const page = pageOf([carol, bob]);
    const buttons = actsOf(page).filter(({ id }) => conflictAnswer(id));
    assert.deepEqual(
      buttons.map(({ label }) => label),
      Array.from({ length: 3 }, () => ["Keep Mine", "Take REDCap's"]).flat(),
    );
    const answers = buttons.map(({ id }) => [carol, bob].map((edit) => conflictAnswer(id)?.(edit)));
    assert.deepEqual(answers.slice(0, 2), [
      ["mine", "mine"],
      ["theirs", "theirs"],
    ]);
    assert.deepEqual(
      new Set(answers.slice(2).map((each) => each.join())),
      new Set(["mine,keep", "theirs,keep", "keep,mine", "keep,theirs"]),
    );
    assert.equal(conflictAnswer("apply"), undefined);
    assert.equal(actsOf(pageOf([carol])).filter(({ id }) => conflictAnswer(id)).length, 2);
  });

  it("cannot be applied while a rule or somebody else's change is against it, and can without that", () => {
    const edits = [role("carol", "U-3MON", "U-1ADMIN"), expiration("dave", "", "2026-12-31")];
    const page = pageOf(edits);
    assert.match(page.acts[0]?.off ?? "", /cannot be applied as it stands/);
    assert.deepEqual(texts(entry(page, "carol"), "problem"), [
      "carol: Role was Monitor, is now Data Entry in REDCap, and your change says Administrators",
    ]);
    assert.equal(pageOf(edits, [rowId({ draft: "users", key: "carol" })]).acts[0]?.off, undefined);
  });

  it("has nothing to apply when nothing is ticked", () => {
    const page = pageOf([role("carol", "U-2ENTRY", "U-3MON")], [rowId({ draft: "users", key: "carol" })]);
    assert.deepEqual(
      page.acts.map(({ label, off }) => [label, off]),
      [["Apply…", "Nothing is ticked."]],
    );
  });
});
