import assert from "node:assert/strict";
import fc from "fast-check";
import { answerTo, readMessage } from "../../../../src/editors/grid/webviewMessages";
import { ACTIONS, ROW_ACTIONS } from "../../../../src/editors/protocol";
import type { WebviewMessage } from "../../../../src/editors/protocol";

const run = { column: "unique_role_name", value: "U-1", keys: ["ann"] };

describe("a message of the grid", () => {
  it("is read as it was sent", () => {
    const good: readonly WebviewMessage[] = [
      { type: "ready" },
      { type: "edit", id: 1, runs: [run, { column: "data_access_group", value: "", keys: ["bob", "carol"] }] },
      { type: "edit", id: 2, runs: [] },
      ...ROW_ACTIONS.map((act, id) => ({ type: "rows" as const, id, act, keys: ["ann", "bob"] })),
      { type: "view", view: '{"filter":"ann"}' },
      ...ACTIONS.map((action, id) => ({ type: "run" as const, id, action })),
    ];
    for (const message of good) assert.deepEqual(readMessage(structuredClone(message)), message);
  });

  it("brings no half letters along, which no draft could be saved with", () => {
    const sent = { type: "edit", id: 1, runs: [{ ...run, value: "cut\ud83d" }] };
    assert.deepEqual(readMessage(sent), { ...sent, runs: [{ ...run, value: "cut\ufffd" }] });
  });

  it("loses everything that is not part of it", () => {
    const sent = { type: "edit", id: 1, runs: [{ ...run, confirmed: true }], connectionId: "other" };
    assert.deepEqual(readMessage(sent), { type: "edit", id: 1, runs: [run] });
  });

  it("is refused when any part is missing or of another kind", () => {
    const bad: readonly unknown[] = [
      ...[undefined, null, "ready", 7, [], {}, { type: "read" }, ["ready"]],
      { type: "edit", runs: [run] },
      { type: "edit", id: "1", runs: [run] },
      { type: "edit", id: 1.5, runs: [run] },
      { type: "edit", id: Number.NaN, runs: [run] },
      { type: "edit", id: 1 },
      { type: "edit", id: 1, runs: run },
      { type: "edit", id: 1, runs: [{ column: "unique_role_name", keys: ["ann"] }] },
      { type: "edit", id: 1, runs: [{ ...run, value: null }] },
      { type: "edit", id: 1, runs: [run, { ...run, keys: ["bob", 7] }] },
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

describe("the answer to a request of the grid", () => {
  it("comes when it was done, and with the reason when it was not, however it failed", async () => {
    const refuse = (message: string) => () => Promise.reject(new Error(message));
    const fail = () => {
      throw new Error("No such row.");
    };
    assert.deepEqual(await answerTo(1, () => Promise.resolve()), { type: "answer", id: 1 });
    assert.deepEqual(await answerTo(2, refuse("Read only.")), {
      type: "answer",
      id: 2,
      error: "Read only.",
    });
    assert.deepEqual(await answerTo(3, fail), { type: "answer", id: 3, error: "No such row." });
  });
});
