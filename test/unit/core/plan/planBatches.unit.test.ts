import assert from "node:assert/strict";
import fc from "fast-check";
import { tableOf } from "../../../../src/core/dataTable";
import { batches } from "../../../../src/core/plan/planBatches";

const size = (table: ReturnType<typeof tableOf>) =>
  encodeURIComponent(
    JSON.stringify(table.rows.map((row) => Object.fromEntries(table.columns.map((name, at) => [name, row[at]])))),
  ).length;

describe("batches", () => {
  it("keep every row in order, each request below the limit", () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.string({ unit: "grapheme" }), { minLength: 2, maxLength: 2 })), (rows) => {
        const parts = batches(tableOf(["username", "unique_role_name"], rows), 400);
        assert.deepEqual(
          parts.flatMap((part) => part.rows),
          rows,
        );
        for (const part of parts) assert.ok(part.rows.length === 1 || size(part) <= 400, `${size(part)}`);
      }),
    );
  });

  it("are none for no rows", () => assert.deepEqual(batches(tableOf(["username"], [])), []));
});
