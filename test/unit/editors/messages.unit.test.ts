import assert from "node:assert/strict";
import fc from "fast-check";
import { readMessage } from "../../../src/editors/messages";
import { ACTIONS, ROW_ACTS } from "../../../src/editors/protocol";
import type { WebviewMessage } from "../../../src/editors/protocol";

const change = { key: "ann", column: "unique_role_name", value: "U-1" };

describe("a message of the grid", () => {
  it("is read as it was sent", () => {
    const good: readonly WebviewMessage[] = [
      { type: "ready" },
      { type: "edit", id: 1, changes: [change, { key: "bob", column: "data_access_group", value: "" }] },
      { type: "edit", id: 2, changes: [] },
      ...ROW_ACTS.map((act, id) => ({ type: "rows" as const, id, act, keys: ["ann", "bob"] })),
      { type: "view", view: '{"filter":"ann"}' },
      ...ACTIONS.map((action, id) => ({ type: "run" as const, id, action })),
    ];
    for (const message of good) assert.deepEqual(readMessage(structuredClone(message)), message);
  });

  it("loses everything that is not part of it", () => {
    const sent = { type: "edit", id: 1, changes: [{ ...change, confirmed: true }], connectionId: "other" };
    assert.deepEqual(readMessage(sent), { type: "edit", id: 1, changes: [change] });
  });

  it("is refused when any part is missing or of another kind", () => {
    const bad: readonly unknown[] = [
      ...[undefined, null, "ready", 7, [], {}, { type: "read" }, ["ready"]],
      { type: "edit", changes: [change] },
      { type: "edit", id: "1", changes: [change] },
      { type: "edit", id: 1.5, changes: [change] },
      { type: "edit", id: Number.NaN, changes: [change] },
      { type: "edit", id: 1 },
      { type: "edit", id: 1, changes: change },
      { type: "edit", id: 1, changes: [{ key: "ann", column: "unique_role_name" }] },
      { type: "edit", id: 1, changes: [{ ...change, value: null }] },
      { type: "edit", id: 1, changes: [change, { ...change, key: 7 }] },
      { type: "rows", id: 1, act: "rename", keys: [] },
      { type: "rows", id: 1, act: "remove", keys: [7] },
      { type: "rows", act: "remove", keys: ["ann"] },
      { type: "view", view: { filter: "ann" } },
      { type: "view", view: "x".repeat(20_001) },
      { type: "run", id: 1 },
      { type: "run", action: "review" },
    ];
    for (const message of bad) assert.equal(readMessage(message), undefined, JSON.stringify(message));
  });

  it("runs nothing but the actions of the grid", () => {
    for (const action of ["constructor", "redcapAccess.apply", "Apply", ""])
      assert.equal(readMessage({ type: "run", id: 1, action }), undefined, action);
    assert.deepEqual([...ACTIONS], ["review", "apply", "discard", "refresh", "asText", "undo"]);
  });

  it("never makes reading fail", () => {
    fc.assert(fc.property(fc.anything({ withNullPrototype: true }), (raw) => readMessage(raw) === undefined));
  });
});
