import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { decodeFormRight, encodeFormRight, sameFormRight } from "../../../../src/core/access/rights";

interface Example {
  readonly code: number;
  readonly encoding: "legacy" | "bits";
  /** Seen on a server; the others follow from the meaning of the bits. */
  readonly attested: boolean;
  readonly view: boolean;
  readonly edit: boolean;
  readonly editSurvey: boolean;
  readonly delete: boolean | null;
}

const examples = JSON.parse(
  readFileSync("test/fixtures/examples/tables/t02-form-right-codes.json", "utf8"),
) as readonly Example[];

describe("tables/t02-form-right-codes.json: what each form code grants", () => {
  for (const { code, attested, ...grants } of examples)
    it(`${code}${attested ? "" : ", which no server has been seen to send"}`, () => {
      const right = decodeFormRight(code);
      const odd = !grants.edit && (grants.editSurvey || grants.delete === true);
      assert.deepEqual({ ...right, delete: right.delete ?? null }, { code: String(code), ...grants, odd });
      assert.deepEqual(decodeFormRight(String(code)), right);
      if (attested) assert.equal(encodeFormRight(right, grants.encoding), String(code));
    });

  it("codes of the two encodings are the same right where they grant the same", () => {
    const attested = examples.filter((example) => example.attested);
    const pairs = attested.flatMap((a) => attested.filter((b) => a.code < b.code).map((b) => [a, b] as const));
    const same = pairs.filter(([a, b]) => sameFormRight(String(a.code), String(b.code)));
    assert.deepEqual(
      same.map(([a, b]) => [a.code, b.code]),
      [
        [0, 128],
        [1, 130],
        [2, 129],
        [3, 138],
      ],
    );
  });
});
