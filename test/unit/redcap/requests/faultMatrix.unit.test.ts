import assert from "node:assert/strict";
import { ADAPTERS } from "../../../support/faults/adapters";
import { complaintsOf, FAULTS, Matrix } from "../../../support/faults/cells";

for (const adapter of ADAPTERS)
  describe(`every API method over ${adapter.name}`, () => {
    let matrix: Matrix;

    before(async () => {
      matrix = await Matrix.open(adapter);
    });

    after(() => matrix.close());

    for (const fault of FAULTS)
      it(`stands: ${fault.name}`, async () => {
        const cells = await matrix.row(fault);
        assert.ok(cells.length > 0);
        assert.deepEqual(complaintsOf(cells), []);
      });
  });
