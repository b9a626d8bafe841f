import assert from "node:assert/strict";
import fc from "fast-check";
import { fromRuns, toRuns } from "../../../src/editors/protocol";

describe("changes of cells on their way to the host", () => {
  it("say a value once for all who get it", () => {
    const changes = ["ann", "bob", "carol"].map((key) => ({ key, column: "expiration", value: "2031-01-01" }));
    assert.deepEqual(toRuns(changes), [{ column: "expiration", value: "2031-01-01", keys: ["ann", "bob", "carol"] }]);
  });

  it("arrive as they were and in the same order, also where a cell is set twice", () => {
    const few = fc.constantFrom("a", "b", "c");
    fc.assert(
      fc.property(fc.array(fc.record({ key: few, column: few, value: few }, { noNullPrototype: true })), (changes) => {
        assert.deepEqual(fromRuns(toRuns(changes)), changes);
      }),
    );
  });
});
