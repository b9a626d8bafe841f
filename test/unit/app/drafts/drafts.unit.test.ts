import assert from "node:assert/strict";
import { english } from "../../../../src/core/text/message";
import { DraftProblemsError } from "../../../../src/app/drafts/draftState";
import { Drafts } from "../../../../src/app/drafts/drafts";
import type { Snapshot } from "../../../../src/core/access/snapshot";
import { added, cell, inShort, role, trial } from "../../core/trial";
import { MemoryFiles } from "../../../../src/app/projects/sampleStores";
import { fixedClock } from "../memory";

const ID = "c/1";

function opened(files = new MemoryFiles()) {
  return { files, drafts: new Drafts({ files, clock: fixedClock() }) };
}

/** The text of a fresh draft with some cells replaced: `carol,U-2ENTRY,boston` → `carol,U-3MON,boston`. */
async function edited(drafts: Drafts, live: Snapshot, ...replacements: readonly (readonly [string, string])[]) {
  const { text } = await drafts.open(ID, "assignments", live);
  return replacements.reduce((result, [from, to]) => {
    assert.ok(result.includes(from), from);
    return result.replace(from, to);
  }, text);
}

const CAROL = ["carol,U-2ENTRY,boston", "carol,U-3MON,boston"] as const;
const EVE = ["eve,,", "eve,U-2ENTRY,"] as const;
const short = async (drafts: Drafts) =>
  (await drafts.edits(ID))
    .map(inShort)
    .map(({ key, column, before, after }) => `${key}.${column}: ${before} → ${after}`);

const withCarol = (role: string) => trial({ people: { carol: { role, dag: "boston", expiration: "2026-12-31" } } });

describe("Drafts", () => {
  it("begin with what the project says and hold no changes", async () => {
    const { drafts, files } = opened();
    const record = await drafts.open(ID, "assignments", trial());
    assert.match(record.text, /^username,unique_role_name,data_access_group\nann,U-1ADMIN,\n/);
    assert.deepEqual([record.moved, record.base.text], [false, record.text]);
    assert.deepEqual([await short(drafts), drafts.changedCount(ID), await drafts.list()], [[], 0, []]);
    assert.deepEqual([...files.files.keys()], ["drafts/c%2F1.assignments.json"]);
  });

  it("stay usable while the project lists two roles without an id, and get the ids with a refresh", async () => {
    const { drafts } = opened();
    const roles = (ids: readonly string[]) =>
      trial({ roles: ["Entry", "Monitor", "Auditor"].map((label, at) => [ids[at] ?? "", label, 0, 0, 0, 0, 0, ""]) });
    const { text } = await drafts.open(ID, "roles", roles(["U-1ADMIN"]));
    await drafts.save(ID, "roles", text.replace("U-1ADMIN,Entry,0", "U-1ADMIN,Entry,1"));
    const design = ["U-1ADMIN.design: 0 → 1"];
    assert.deepEqual([await short(drafts), (await drafts.state(ID)).problems], [design, []]);

    await drafts.refresh(ID, roles(["U-1ADMIN", "U-2NEW", "U-3NEW"]));
    assert.deepEqual([await short(drafts), (await drafts.state(ID)).problems], [design, []]);
    const shown = (await drafts.read(ID, "roles"))?.text;
    assert.match(shown ?? "", /U-1ADMIN,Entry,1[^]*U-2NEW,Monitor[^]*U-3NEW,Auditor/);
    assert.doesNotMatch(shown ?? "", /^,/m);
  });

  it("say of a role without an id that it cannot be changed yet, and of nothing else", async () => {
    const { drafts } = opened();
    const live = trial({ roles: ["Monitor", "Auditor"].map((label) => ["", label, 0, 0, 0, 0, 0, ""]) });
    const { text } = await drafts.open(ID, "roles", live);
    await drafts.save(ID, "roles", text.replace("Auditor,0", "Auditor,1"));
    const { problems } = await drafts.state(ID);
    assert.deepEqual(
      problems.map(({ message, place }) => `${place.row}: ${english(message)}`),
      ["1: This row does not say which role it is about."],
    );
  });

  it("survive a restart with their changes", async () => {
    const { drafts, files } = opened();
    await drafts.save(ID, "assignments", await edited(drafts, trial(), CAROL));
    const later = opened(files).drafts;
    assert.deepEqual(await later.list(), [ID]);
    assert.deepEqual(await short(later), ["carol.unique_role_name: U-2ENTRY → U-3MON"]);
    assert.equal(later.changedCount(ID), 1);
  });

  it("follow the project while nothing has been changed in them, and wait where something has", async () => {
    const { drafts } = opened();
    await drafts.open(ID, "assignments", trial());
    const next = await drafts.open(ID, "assignments", withCarol("U-1ADMIN"));
    assert.match(next.text, /carol,U-1ADMIN/);
    await drafts.save(ID, "assignments", next.text.replace(...EVE));
    assert.match((await drafts.open(ID, "assignments", withCarol("U-3MON"))).text, /carol,U-1ADMIN/);
  });

  it("tell when they change", async () => {
    const { drafts } = opened();
    const told: string[] = [];
    drafts.onDidChange((id) => told.push(id));
    await drafts.save(ID, "assignments", await edited(drafts, trial(), CAROL));
    await drafts.discard(ID);
    assert.deepEqual(told, [ID, ID, ID]);
  });

  it("go back to the base when discarded, and are gone when forgotten", async () => {
    const { drafts, files } = opened();
    await drafts.save(ID, "assignments", await edited(drafts, trial(), CAROL));
    await drafts.discard(ID, "assignments");
    assert.deepEqual([await short(drafts), drafts.changedCount(ID)], [[], 0]);
    await drafts.forget(ID);
    assert.deepEqual([...files.files.keys(), await drafts.read(ID, "assignments")], [undefined]);
  });

  it("count an unsaved document as its editor does, until it is saved or given up", async () => {
    const { drafts } = opened();
    await drafts.save(ID, "assignments", await edited(drafts, trial(), CAROL));
    const heard: string[] = [];
    drafts.onDidCount((id) => heard.push(`counted ${id}`));
    drafts.onDidChange((id) => heard.push(`changed ${id}`));
    drafts.countUnsaved(ID, "assignments", 3);
    drafts.countUnsaved(ID, "assignments", 3);
    drafts.countUnsaved(ID, "users", 2);
    assert.deepEqual(
      [drafts.changedCount(ID), drafts.changedCount(ID, "assignments"), drafts.changedCount(ID, "roles")],
      [5, 3, 0],
    );
    drafts.countUnsaved(ID, "assignments", undefined);
    drafts.countUnsaved(ID, "users", undefined);
    assert.equal(drafts.changedCount(ID), 1);
    assert.deepEqual(heard, Array(4).fill(`counted ${ID}`));
  });

  it("keep text that cannot be read, say what is wrong and give no edits", async () => {
    const { drafts } = opened();
    const text = (await edited(drafts, trial(), CAROL)).replace("bob,U-2ENTRY,boston\n", "");
    await drafts.save(ID, "assignments", text);
    await assert.rejects(drafts.edits(ID), (error: Error) => {
      assert.ok(error instanceof DraftProblemsError);
      assert.match(error.message, /cannot be applied yet: The row of bob is missing/);
      return true;
    });
    assert.equal(drafts.changedCount(ID), 2);
    await drafts.save(ID, "assignments", `${text}"open quote`);
    assert.equal(
      (await drafts.state(ID)).problems.some(({ place }) => place.line !== undefined),
      true,
    );
  });

  it("take edits that were made elsewhere, beside those that they have", async () => {
    const { drafts } = opened();
    await drafts.save(ID, "assignments", await edited(drafts, trial(), CAROL));
    const edits = [...added("users", "zoe", { expiration: "2027-01-31" }), role("zoe", "", "U-3MON")];
    await drafts.takeEdits(ID, edits, trial());
    assert.deepEqual(await short(drafts), [
      "zoe.username:  → zoe",
      "zoe.expiration:  → 2027-01-31",
      "carol.unique_role_name: U-2ENTRY → U-3MON",
      "zoe.unique_role_name:  → U-3MON",
    ]);
  });

  it("take the first group of a project that has none", async () => {
    const { drafts } = opened();
    const none = trial({ tables: { dag: { columns: [], rows: [] } } });
    await drafts.takeEdits(ID, added("dags", "new:1", { data_access_group_name: "Basel" }), none);
    assert.deepEqual(await short(drafts), [
      "new:1.unique_group_name:  → new:1",
      "new:1.data_access_group_name:  → Basel",
    ]);
  });

  it("take new roles and groups for others than their own, and so do the assignments that come with them", async () => {
    const { drafts } = opened();
    await drafts.takeEdits(ID, [...added("roles", "new:1", { role_label: "Mine" }), role("eve", "", "new:1")], trial());
    const theirs = [...added("roles", "new:1", { role_label: "Theirs" }), ...added("dags", "new:1")];
    const dag = cell("assignments", "carol", "data_access_group", "boston", "new:1");
    await drafts.takeEdits(ID, [...theirs, role("carol", "U-2ENTRY", "new:1"), dag], trial());
    const labels = (await short(drafts)).filter((line) => /role_label|unique_role|data_access_group:/.test(line));
    assert.deepEqual(labels, [
      "new:1.unique_role_name:  → new:1",
      "new:1.role_label:  → Mine",
      "new:2.unique_role_name:  → new:2",
      "new:2.role_label:  → Theirs",
      "carol.unique_role_name: U-2ENTRY → new:2",
      "carol.data_access_group: boston → new:1",
      "eve.unique_role_name:  → new:1",
    ]);
  });

  it("take nothing while their text cannot be read", async () => {
    const { drafts } = opened();
    const { text } = await drafts.open(ID, "assignments", trial());
    await drafts.save(ID, "assignments", `${text}"open quote`);
    await assert.rejects(drafts.takeEdits(ID, [role("eve", "", "U-3MON")], trial()), DraftProblemsError);
    assert.equal((await drafts.read(ID, "assignments"))?.text, `${text}"open quote`);
  });

  it("ignore a file that is not a draft", async () => {
    const { drafts, files } = opened();
    for (const text of ["", "{}", "null", '{"version":9}', '{"version":1,"text":"","at":0,"moves":[],"bases":[]}']) {
      files.files.set("drafts/x.assignments.json", text);
      assert.equal(await opened(files).drafts.read("x", "assignments"), undefined);
    }
    files.files.set("drafts/README.txt", "");
    assert.deepEqual(await drafts.list(), []);
  });

  it("keep what they cannot read, and say so, before a new draft takes its place", async () => {
    const { files } = opened();
    const told: string[] = [];
    const drafts = new Drafts({
      files,
      clock: fixedClock(),
      tellUnreadable: (sentence) => told.push(english(sentence)),
    });
    const later = '{"version":2,"text":"hours of work"}';
    files.files.set("drafts/x.assignments.json", later);
    await drafts.open("x", "assignments", trial());
    await drafts.save("x", "assignments", await edited(drafts, trial(), CAROL));
    assert.equal(files.files.get("unreadable/drafts/x.assignments.json.1"), later);
    assert.deepEqual(told, ["A draft cannot be read and is passed over. Its file is kept: drafts/x.assignments.json"]);
  });
});

describe("Drafts after an apply", () => {
  it("lose what is done and keep the rest", async () => {
    const { drafts } = opened();
    await drafts.save(ID, "assignments", await edited(drafts, trial(), CAROL, EVE));
    await drafts.refresh(ID, withCarol("U-3MON"));
    assert.deepEqual(await short(drafts), ["eve.unique_role_name:  → U-2ENTRY"]);
    assert.equal((await drafts.read(ID, "assignments"))?.moved, false);
  });

  /** carol as wanted, and bob changed by somebody else. */
  const moved = trial({
    people: {
      carol: { role: "U-3MON", dag: "boston", expiration: "2026-12-31" },
      bob: { role: "U-1ADMIN", dag: "boston" },
    },
  });

  it("bring the old base back when Ctrl+Z goes back past it: nothing shows as a new change", async () => {
    const { drafts } = opened();
    const before = await edited(drafts, trial(), CAROL);
    await drafts.save(ID, "assignments", before);
    await drafts.refresh(ID, moved);
    await drafts.save(ID, "assignments", before);
    assert.deepEqual(await short(drafts), ["carol.unique_role_name: U-2ENTRY → U-3MON"]);
    assert.equal((await drafts.read(ID, "assignments"))?.moved, true);

    await drafts.save(ID, "assignments", before.replace(...EVE));
    assert.deepEqual(await short(drafts), [
      "carol.unique_role_name: U-2ENTRY → U-3MON",
      "eve.unique_role_name:  → U-2ENTRY",
    ]);
  });

  it("take it for no mistake there when lines go or come of people who have gone or come in REDCap since", async () => {
    const { drafts } = opened();
    const before = await edited(drafts, trial({ people: { zed: { dag: "lyon" } } }), CAROL);
    await drafts.save(ID, "assignments", before);
    await drafts.refresh(ID, trial({ people: { yan: {} } }));
    await drafts.save(ID, "assignments", before);
    assert.equal((await drafts.read(ID, "assignments"))?.moved, true);
    const without = before.replace("zed,,lyon\n", "");
    assert.notEqual(without, before);
    for (const text of [without, `${without}yan,,\n`]) {
      await drafts.save(ID, "assignments", text);
      assert.deepEqual(await short(drafts), ["carol.unique_role_name: U-2ENTRY → U-3MON"]);
    }
    await drafts.save(ID, "assignments", without.replace(/^eve.*\n/m, ""));
    await assert.rejects(drafts.edits(ID), DraftProblemsError);
  });

  it("go forward again with the new base", async () => {
    const { drafts } = opened();
    const before = await edited(drafts, trial(), CAROL);
    await drafts.save(ID, "assignments", before);
    await drafts.refresh(ID, moved);
    const after = (await drafts.read(ID, "assignments"))?.text ?? "";
    await drafts.save(ID, "assignments", before);
    await drafts.save(ID, "assignments", after);
    assert.deepEqual([await short(drafts), (await drafts.read(ID, "assignments"))?.moved], [[], false]);
  });

  it("compare an unsaved text with the base it was typed on, also after a quick action has moved the base", async () => {
    const { drafts } = opened();
    const unsaved = await edited(drafts, trial(), EVE);
    const first = await drafts.baseOf(ID, "assignments", unsaved);
    await drafts.refresh(ID, withCarol("U-3MON"));
    assert.equal((await drafts.baseOf(ID, "assignments", unsaved))?.text, first?.text);
    const more = unsaved.replace("dave,,lyon", "dave,U-3MON,lyon");
    assert.equal((await drafts.baseOf(ID, "assignments", more))?.text, first?.text);
    await drafts.save(ID, "assignments", more);
    assert.deepEqual(await short(drafts), ["dave.unique_role_name:  → U-3MON", "eve.unique_role_name:  → U-2ENTRY"]);
  });

  it("keep a conflict with somebody else's change", async () => {
    const { drafts } = opened();
    await drafts.save(ID, "assignments", await edited(drafts, trial(), CAROL, EVE));
    await drafts.refresh(ID, withCarol("U-1ADMIN"));
    assert.deepEqual(await short(drafts), [
      "carol.unique_role_name: U-2ENTRY → U-3MON",
      "eve.unique_role_name:  → U-2ENTRY",
    ]);
  });

  it("can be given a base and a text of somebody's choice", async () => {
    const { drafts } = opened();
    const text = await edited(drafts, trial(), CAROL);
    await drafts.rebase(ID, "assignments", text, text);
    assert.deepEqual(await short(drafts), []);
  });

  it("remember the last few bases only", async () => {
    const { drafts } = opened();
    await drafts.save(ID, "assignments", await edited(drafts, trial(), EVE));
    for (const role of ["U-1ADMIN", "U-2ENTRY", "U-3MON", "U-1ADMIN", "U-2ENTRY", "U-3MON"]) {
      await drafts.refresh(ID, withCarol(role));
    }
    assert.deepEqual(await short(drafts), ["eve.unique_role_name:  → U-2ENTRY"]);
  });
});
