import assert from "node:assert/strict";
import { isDate } from "../../../../src/core/dates";
import { isExpired, rightsOf } from "../../../../src/core/access/effective";
import { trial } from "../trial";

describe("rightsOf", () => {
  const live = trial({ people: { fay: { role: "U-3MON", rights: [1, 1, 1, 1, 1, ""] } } });
  const right = (name: string, column: string) => {
    const person = live.people.get(name);
    assert.ok(person);
    return rightsOf(live, person)(column);
  };

  it("are the role's for people in a role", () => assert.equal(right("fay", "user_rights"), "2"));
  it("are the person's own without one", () => assert.equal(right("dave", "user_rights"), "1"));
  it("are '' where REDCap does not say", () => assert.equal(right("dave", "right_of_redcap_18"), ""));

  it("fall back to the users table when roles cannot be read", () => {
    const blind = trial({ without: ["userRole"] });
    const ann = blind.people.get("ann");
    assert.ok(ann);
    assert.equal(rightsOf(blind, ann)("design"), "1");
  });
});

describe("people and days", () => {
  it("never calls the last day expired", () => {
    assert.deepEqual(
      ["", "2026-06-14", "2026-06-15", "2026-06-16"].map((day) => isExpired(day, "2026-06-15")),
      [false, true, false, false],
    );
  });

  it("knows the days that exist", () => {
    assert.deepEqual(
      ["2026-02-28", "2024-02-29", "2026-02-29", "2026-13-01", "0000-00-00", "20260228", "2026-02-28 "].map(isDate),
      [true, true, false, false, false, false, false],
    );
  });
});
