import assert from "node:assert/strict";
import { formCode, isFormCode, knowsLevel, strongestExport } from "../../../../src/emulator/project/codes";
import { errorOf, onBench, SMALL } from "../api";

describe("form codes", () => {
  it("are the same right in both encodings", () => {
    for (const [legacy, bits] of [
      [0, 128],
      [1, 130],
      [2, 129],
      [3, 138],
    ] as const) {
      assert.equal(formCode(legacy, "bits"), bits);
      assert.equal(formCode(bits, "legacy"), legacy);
      assert.equal(formCode(legacy, "legacy"), legacy);
      assert.equal(formCode(bits, "bits"), bits);
    }
  });

  it("have no room for delete in the old encoding", () => {
    assert.deepEqual([formCode(146, "legacy"), formCode(154, "legacy")], [1, 3]);
  });

  it("above 128 exist since 15.6", () => {
    assert.deepEqual([isFormCode(130, "15.5.9"), isFormCode(130, "15.6.0")], [false, true]);
    assert.deepEqual(
      [isFormCode(3, "9.5.0"), isFormCode(4, "16.1.3"), isFormCode(256, "16.1.3")],
      [true, false, false],
    );
    assert.deepEqual(
      [-1, 0, 127, 128, 255].map((code) => isFormCode(code, "16.1.3")),
      [false, true, false, true, true],
    );
  });

  it("say in the old encoding whether somebody may edit, and responses of surveys too", () => {
    assert.deepEqual(
      [128, 129, 130, 131, 136, 137, 138, 144, 145].map((code) => formCode(code, "legacy")),
      [0, 2, 1, 1, 0, 2, 3, 0, 2],
    );
  });

  it(
    "of a legacy project stay legacy on a new server, also after an import of bits",
    onBench(
      async (bench) => {
        assert.deepEqual((await bench.row("user", "ann"))?.["forms"], { intake: 1, visit: 1 });
        await bench.importRows("user", [{ username: "ann", forms: { intake: 138, visit: 2 } }]);
        assert.deepEqual((await bench.row("user", "ann"))?.["forms"], { intake: 3, visit: 2 });
      },
      { ...SMALL, formCodes: "legacy" },
    ),
  );

  it(
    "above 128 are refused by an old server",
    onBench(
      async (bench) => {
        const answer = await bench.importRows("user", [{ username: "ann", forms: { intake: 130 } }]);
        assert.match(errorOf(answer), /The value "130" of the form named "intake"/);
      },
      { ...SMALL, formCodes: "legacy" },
      { version: "14.4.0" },
    ),
  );
});

describe("levels of rights", () => {
  it("have read-only User Rights since 14.1, and all else since ever", () => {
    const known = (right: string, level: number) =>
      ["14.0.9", "14.1.0"].map((version) => knowsLevel(version, right, level));
    assert.deepEqual(known("user_rights", 2), [false, true]);
    assert.deepEqual([known("user_rights", 1), known("lock_records", 2)], Array(2).fill([true, true]));
  });

  it("of export are told by what they give, not by their numbers", () => {
    assert.deepEqual(
      [[0, 2], [2, 3], [3, 1], []].map((levels) => strongestExport(Object.fromEntries(levels.entries()))),
      [2, 3, 1, 0],
    );
    assert.deepEqual([0, 1, 2, 3].map(strongestExport), [0, 1, 2, 3]);
  });
});
