import assert from "node:assert/strict";
import { ImportedIds } from "../../../../src/app/files/importedIds";

describe("ids of another project that were imported", () => {
  it("are known to files that come later, roles and groups together, each project its own", () => {
    const ids = new ImportedIds();
    ids.add("one", new Map([["U-111", "Monitor"]]));
    ids.add("one", new Map([["boston", "Boston"]]));
    ids.add("one", new Map());
    assert.deepEqual(Object.fromEntries(ids.of("one")), { "U-111": "Monitor", boston: "Boston" });
    assert.equal(ids.of("two").size, 0);
    ids.forget("one");
    assert.equal(ids.of("one").size, 0);
  });
});
