import assert from "node:assert/strict";
import fc from "fast-check";
import { changedRows } from "../../../../src/editors/grid/gridPatch";
import type { GridContent, GridRow } from "../../../../src/editors/protocol";

const COLUMNS = ["username", "unique_role_name"].map((name) => ({
  name,
  title: name,
  help: "",
  kind: "text" as const,
  editable: true,
  width: 100,
}));
const FORMS = { instruments: [], encoding: "bits" as const };

function content(rows: readonly GridRow[], part: Partial<GridContent> = {}): GridContent {
  const status = { project: "Trial", changes: 0, inProject: 0, problems: [], readAt: "", moved: false };
  return {
    draft: "roles",
    columns: COLUMNS,
    options: {},
    forms: FORMS,
    rows,
    status,
    rowActions: [],
    matrix: false,
    ...part,
  };
}

function row(key: string, role = "U-1", more: Partial<GridRow> = {}): GridRow {
  return { key, cells: [key, role], state: "active", ...more };
}

const text = fc.constantFrom("", "U-1", "Team");
const notes = fc.dictionary(fc.constantFrom("0", "1"), text);
const anyRows = fc.array(
  fc.record(
    {
      cells: fc.tuple(text, text),
      state: fc.constantFrom("", "active"),
      change: fc.constantFrom("changed", "removed"),
      was: notes,
      problems: notes,
      given: text,
    },
    { requiredKeys: ["cells", "state"] },
  ),
  { minLength: 6, maxLength: 6 },
);
const numbered = (rows: readonly Omit<GridRow, "key">[]) => rows.map((each, index) => ({ key: `p${index}`, ...each }));

describe("what changed between two contents of the grid", () => {
  const before = content([row("ann"), row("bob"), row("carol")]);

  it("is nothing when every row reads as before", () => {
    assert.deepEqual(changedRows(before, structuredClone(before)), []);
  });

  it("is the rows that read otherwise, with their places", () => {
    const bob = row("bob", "U-2", { was: { 1: "U-1" }, change: "changed" });
    assert.deepEqual(changedRows(before, content([row("ann"), bob, row("carol")])), [[1, bob]]);
  });

  it("is a row of which any part differs", () => {
    const others = [
      row("ann", "U-2"),
      row("ann", "U-1", { was: { 1: "" } }),
      row("ann", "U-1", { problems: { 1: "wrong" } }),
      row("ann", "U-1", { state: "expired" }),
      row("ann", "U-1", { change: "removed" }),
      row("ann", "U-1", { given: "Team" }),
    ];
    for (const other of others) assert.deepEqual(changedRows(content([row("ann")]), content([other])), [[0, other]]);
  });

  it("cannot be told by rows alone when rows came, went or moved", () => {
    const [ann, bob, carol] = before.rows;
    assert.ok(ann && bob && carol);
    for (const rows of [
      [ann, bob],
      [ann, bob, carol, row("dave")],
      [bob, ann, carol],
      [row("eve"), bob, carol],
    ])
      assert.equal(changedRows(before, content(rows)), undefined);
  });

  it("cannot be told by rows alone when columns or choices are others", () => {
    const options = { dag: [{ value: "lyon", label: "Lyon", hint: "lyon" }] };
    assert.equal(changedRows(before, { ...before, options }), undefined);
    assert.equal(changedRows(before, { ...before, columns: COLUMNS.slice(0, 1) }), undefined);
    const renamed = COLUMNS.map((column) => ({ ...column, title: "Role" }));
    assert.equal(changedRows(before, { ...before, columns: renamed }), undefined);
  });

  it("turns the old rows into the new ones, and names no row in vain", () => {
    fc.assert(
      fc.property(anyRows, fc.array(fc.nat({ max: 5 })), anyRows, (old, places, other) => {
        const was = numbered(old);
        const is = numbered(old.map((each, index) => (places.includes(index) ? (other[index] ?? each) : each)));
        const changed = changedRows(content(was), content(is));
        assert.ok(changed);
        const patched = [...was];
        for (const [index, each] of changed) {
          assert.notDeepEqual(each, was[index]);
          patched[index] = each;
        }
        assert.deepEqual(patched, is);
      }),
    );
  });
});
