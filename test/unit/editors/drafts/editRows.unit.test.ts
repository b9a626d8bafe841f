import assert from "node:assert/strict";
import fc from "fast-check";
import { decodeCsv, encodeCsv } from "../../../../src/codec/csv";
import { tableOf } from "../../../../src/core/dataTable";
import {
  cameAndWent,
  nextLocalKey,
  withCopy,
  withNewRows,
  withoutRows,
  withRestored,
} from "../../../../src/editors/drafts/editRows";

const BASE = "unique_role_name,role_label,design\nU-1,Lead,1\nU-2,Team,0\nU-3,Guest,0\n";

const without = (text: string, ...keys: readonly string[]) => withoutRows("roles", text, keys);
const restored = (text: string, ...keys: readonly string[]) => withRestored("roles", text, BASE, keys);
const lines = (text: string) => text.trimEnd().split("\n").slice(1);

describe("rows that come", () => {
  it("stand at the end, blank where nothing is said", () => {
    const text = withNewRows("roles", BASE, [{ unique_role_name: "new:1", role_label: "New" }]);
    assert.equal(text, `${BASE}new:1,New,\n`);
  });

  it("do not come twice", () => {
    assert.equal(withNewRows("roles", BASE, [{ unique_role_name: "U-2", role_label: "Again" }]), BASE);
  });

  it("bring columns along where a table without rows came without them", () => {
    const row = { unique_group_name: "new:1", data_access_group_name: "Oslo" };
    assert.equal(withNewRows("dags", "\n", [row]), "unique_group_name,data_access_group_name\nnew:1,Oslo\n");
  });

  it("keep out of columns that the draft does not have", () => {
    assert.equal(withNewRows("roles", BASE, [{ unique_role_name: "new:1", forms: "visit:1" }]), `${BASE}new:1,,\n`);
  });

  it("stand below the row that they are a copy of, with what differs", () => {
    const text = withCopy("roles", BASE, "U-1", { unique_role_name: "new:1", role_label: "Deputy" });
    assert.deepEqual(lines(text), ["U-1,Lead,1", "new:1,Deputy,1", "U-2,Team,0", "U-3,Guest,0"]);
    assert.throws(() => withCopy("roles", BASE, "U-9", {}), {
      message: "There is no row of U-9 in the draft any more.",
    });
  });

  it("take the next local key that neither draft nor base has", () => {
    assert.equal(nextLocalKey("roles", BASE), "new:1");
    assert.equal(nextLocalKey("roles", `${BASE}new:2,A,\nnew:x,B,\n`, BASE), "new:3");
    assert.equal(nextLocalKey("roles", BASE, `${BASE}new:7,A,\n`), "new:8");
    assert.equal(nextLocalKey("roles", `${BASE}new:9,A,\nnew:12,B,\n`), "new:13");
  });
});

describe("rows that go", () => {
  it("leave the others as they are", () => {
    assert.deepEqual(lines(without(BASE, "U-1", "U-3", "U-9")), ["U-2,Team,0"]);
  });

  it("come back where they stood, as they were", () => {
    assert.equal(restored(without(BASE, "U-1", "U-2"), "U-1", "U-2"), BASE);
    assert.deepEqual(lines(restored(without(BASE, "U-1", "U-2"), "U-2")), ["U-2,Team,0", "U-3,Guest,0"]);
  });

  it("come back with what was changed in them undone", () => {
    assert.equal(restored(BASE.replace("Team,0", "Crew,1"), "U-2"), BASE);
  });

  it("come back alone: what was changed in other rows stays changed", () => {
    const text = BASE.replace("Lead,1", "Chief,0").replace("Team,0", "Crew,1");
    assert.deepEqual(lines(restored(text, "U-2")), ["U-1,Chief,0", "U-2,Team,0", "U-3,Guest,0"]);
    assert.deepEqual(lines(restored(without(text, "U-3"), "U-3")), ["U-1,Chief,0", "U-2,Crew,1", "U-3,Guest,0"]);
  });

  it("leave rows that the base does not have alone", () => {
    const text = `${BASE}new:1,New,1\n`;
    assert.equal(restored(text, "new:1", "U-2"), text);
  });

  it("come back whole, whichever went", () => {
    const key = fc.integer({ min: 0, max: 9 }).map((number) => `U-${number}`);
    fc.assert(
      fc.property(fc.uniqueArray(key), fc.array(key), (all, gone) => {
        const base = encodeCsv(
          tableOf(
            ["unique_role_name", "role_label"],
            all.map((each) => [each, `Role ${each}`]),
          ),
        );
        assert.equal(withRestored("roles", withoutRows("roles", base, gone), base, gone), base);
      }),
    );
  });

  it("stay where they are while the text cannot be read", () => {
    assert.throws(() => without(`${BASE}U-4,a,b,c\n`, "U-1"), /^UserFacingError: Line 5 cannot be read: /);
  });
});

describe("what a draft creates and removes", () => {
  const table = (text: string) => decodeCsv(text).table;

  it("is told by key, with the name that people read", () => {
    const { added, removed } = cameAndWent("roles", table(`${without(BASE, "U-2")}new:1,New,\nnew:2,,\n`), table(BASE));
    assert.deepEqual(
      [...added],
      [
        ["new:1", "New"],
        ["new:2", "new:2"],
      ],
    );
    assert.deepEqual([...removed], ["U-2"]);
  });

  it("is nothing while nobody changed it", () => {
    const { added, removed } = cameAndWent("roles", table(BASE), table(BASE));
    assert.deepEqual([added.size, removed.size], [0, 0]);
  });
});
