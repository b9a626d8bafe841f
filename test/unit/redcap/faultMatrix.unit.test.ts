import assert from "node:assert/strict";
import { FAULTS, Matrix } from "../../support/faults/cells";

for (const adapter of ["undici", "fetch"] as const)
  describe(`every API method over ${adapter}`, () => {
    let matrix: Matrix;

    before(async () => {
      matrix = await Matrix.open(adapter);
    });

    after(() => matrix.close());

    for (const fault of FAULTS)
      it(`stands: ${fault.name}`, async () => {
        const cells = await matrix.row(fault);
        assert.ok(cells.length > 0);
        assert.deepEqual(
          cells.flatMap(({ method, complaints }) => complaints.map((complaint) => `${method.name}: ${complaint}`)),
          [],
        );
      });
  });
