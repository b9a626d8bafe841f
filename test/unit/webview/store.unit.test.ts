import assert from "node:assert/strict";
import fc from "fast-check";
import { changedRows } from "../../../src/editors/grid/gridPatch";
import type { GridContent, GridRow, HostMessage } from "../../../src/editors/protocol";
import { received } from "../../../src/webview/store";
import type { Shown } from "../../../src/webview/store";

function row(key: string, role = "Team"): GridRow {
  return { key, cells: [role], state: "", ...(role === "Team" ? {} : { change: "changed" }) };
}

function content(rows: readonly GridRow[], changes = 0): GridContent {
  return {
    draft: "roles",
    columns: [{ name: "unique_role_name", title: "Role", help: "", kind: "text", editable: true, width: 100 }],
    options: {},
    forms: { instruments: [], encoding: "bits" },
    rows,
    status: { project: "Trial", changes, inProject: changes, problems: [], readAt: "", moved: false },
    rowActions: [],
    matrix: false,
  };
}

const FIRST: Shown = { revision: 4, content: content([row("ann"), row("bob")]) };

function patch(from: number, to: number, rows: readonly (readonly [number, GridRow])[], changes = 1): HostMessage {
  return { type: "patch", from, to, rows, status: content([], changes).status };
}

describe("what the grid shows after a message", () => {
  it("is the whole of a snapshot, whatever was shown", () => {
    const snapshot: HostMessage = { type: "snapshot", revision: 9, content: content([row("eve")]) };
    const whole = { revision: 9, content: content([row("eve")]) };
    assert.deepEqual(received(undefined, snapshot), whole);
    assert.deepEqual(received(FIRST, snapshot), whole);
  });

  it("is the old content with the rows and the status of a patch", () => {
    assert.deepEqual(received(FIRST, patch(4, 5, [[1, row("bob", "Lead")]])), {
      revision: 5,
      content: content([row("ann"), row("bob", "Lead")], 1),
    });
    assert.deepEqual(FIRST.content, content([row("ann"), row("bob")]), "the old content stays as it was");
  });

  it("is a gap when a patch does not follow, because it may have been hidden meanwhile", () => {
    assert.equal(received(FIRST, patch(5, 6, [])), "gap");
    assert.equal(received(FIRST, patch(3, 4, [])), "gap");
    assert.equal(received(undefined, patch(0, 1, [])), "gap");
  });

  it("grows by the rows that follow a snapshot, and only by those of the same one", () => {
    const more: HostMessage = { type: "more", revision: 4, rows: [row("carol")] };
    assert.deepEqual(received(FIRST, more), { ...FIRST, content: content([row("ann"), row("bob"), row("carol")]) });
    assert.equal(received(FIRST, { ...more, revision: 5 }), "gap");
    assert.equal(received(undefined, more), "gap");
  });

  it("does not change by answers and by rows to look at", () => {
    assert.equal(received(FIRST, { type: "answer", id: 1 }), FIRST);
    assert.equal(received(FIRST, { type: "reveal", key: "ann" }), FIRST);
    assert.equal(received(undefined, { type: "answer", id: 1 }), undefined);
  });

  it("is what the host has, after any sequence of its patches", () => {
    const roles = fc.array(fc.constantFrom("Team", "Lead", "Guest"), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(fc.array(roles, { minLength: 1 }), (states) => {
        let host = content([row("p0"), row("p1"), row("p2")]);
        let shown: Shown = { revision: 0, content: host };
        states.forEach((state, index) => {
          const next = content(
            state.map((role, at) => row(`p${at}`, role)),
            index,
          );
          const rows = changedRows(host, next);
          assert.ok(rows);
          const after = received(shown, patch(index, index + 1, rows, index));
          assert.ok(after && after !== "gap");
          [host, shown] = [next, after];
        });
        assert.deepEqual([shown.content, shown.revision], [host, states.length]);
      }),
    );
  });
});
