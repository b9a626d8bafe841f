import assert from "node:assert/strict";
import { readPolicy } from "../../../../src/app/people/readPolicy";
import { THRESHOLDS } from "../../../../src/core/rules/accessPolicy";
import { english } from "../../../../src/core/text/message";

const EXCEPTION = { rule: "delete", reason: "Cleaning", author: "Bea", until: "2026-12-31" };

function problem(policy: unknown): string {
  const read = readPolicy(typeof policy === "string" ? policy : JSON.stringify(policy));
  return "problem" in read ? english(read.problem) : "";
}

describe("an access policy", () => {
  it("says what it names, and leaves the rest as it is", () => {
    const text = JSON.stringify({
      thresholds: { administrators: 2 },
      ownDomains: ["example.org"],
      exceptions: [EXCEPTION],
    });
    assert.deepEqual(readPolicy(`\uFEFF${text}`), {
      thresholds: { ...THRESHOLDS, administrators: 2 },
      ownDomains: ["example.org"],
      exceptions: [EXCEPTION],
    });
    assert.deepEqual(readPolicy("{}"), { thresholds: THRESHOLDS, ownDomains: [], exceptions: [] });
  });

  it("that cannot be read is said with its place, and nothing of it counts", () => {
    assert.match(problem('{\n  "ownDomains": [\n    "a.org"\n'), /redcap-access-policy\.json, line 4: /);
    assert.match(problem("[]"), /is no access policy\. Nothing of it is used\./);
    const wrong: readonly (readonly [unknown, string])[] = [
      [{ thresholds: { administrators: -1 } }, "thresholds.administrators"],
      [{ thresholds: { admins: 1 } }, "thresholds.admins"],
      [{ ownDomains: ["@example.org"] }, "ownDomains.0"],
      [{ exceptions: [{ ...EXCEPTION, until: "2026-02-30" }] }, "exceptions.0.until"],
      [{ exceptions: [EXCEPTION, { ...EXCEPTION, rule: "no-such" }] }, "exceptions.1.rule"],
      [{ exceptions: [{ ...EXCEPTION, reason: " " }] }, "exceptions.0.reason"],
      [{ surprise: 1 }, "surprise"],
    ];
    for (const [policy, place] of wrong)
      assert.ok(problem(policy).includes(`"${place}"`), `${place}: ${problem(policy)}`);
  });

  it("that names an exception without a reason, an author or an end is none", () => {
    for (const name of ["reason", "author", "until"]) {
      const { [name as "reason"]: _gone, ...rest } = EXCEPTION;
      assert.match(problem({ exceptions: [rest] }), new RegExp(`"exceptions\\.0\\.${name}"`));
    }
  });
});
