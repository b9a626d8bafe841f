import assert from "node:assert/strict";
import { createFetchTransport } from "../../src/net/transport/fetchTransport";
import { complaintsOf, FAULTS, Matrix } from "../support/faults/cells";
import { METHODS } from "../support/faults/methods";

/** A read, a write and an export to a file stand for the others, which plain Node goes through. */
const HERE = new Set(["exportUsers", "importUsers", "exportRaw csv"]);

describe("over VS Code's own fetch", () => {
  it("a read, a write and an export stand every fault", async () => {
    const matrix = await Matrix.open({ name: "fetch", create: (limits) => createFetchTransport({ limits }) });
    const complaints: string[] = [];
    let cells = 0;
    try {
      for (const fault of FAULTS) {
        const row = await matrix.row(
          fault,
          METHODS.filter(({ name }) => HERE.has(name)),
        );
        cells += row.length;
        complaints.push(...complaintsOf(row));
      }
    } finally {
      await matrix.close();
    }
    assert.deepEqual(complaints, []);
    assert.ok(cells > 2 * FAULTS.length);
  });
});
