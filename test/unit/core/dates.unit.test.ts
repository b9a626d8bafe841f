import assert from "node:assert/strict";
import fc from "fast-check";
import { addDays, isDate } from "../../../src/core/dates";

describe("isDate", () => {
  it("takes every day of the calendar", () => {
    fc.assert(
      fc.property(fc.date({ min: new Date("1000-01-01"), max: new Date("9999-12-31"), noInvalidDate: true }), (day) => {
        assert.equal(isDate(day.toISOString().slice(0, 10)), true);
      }),
    );
  });

  it("knows leap years", () => {
    assert.deepEqual(["2024-02-29", "2000-02-29"].map(isDate), [true, true]);
    assert.deepEqual(["2026-02-29", "1900-02-29"].map(isDate), [false, false]);
  });

  it("refuses days that do not exist", () => {
    for (const text of ["2026-02-30", "2026-04-31", "2026-13-01", "2026-00-10", "2026-01-00", "9999-99-99"])
      assert.equal(isDate(text), false, text);
  });

  it("refuses every other notation, because REDCap does", () => {
    for (const text of ["", "2026-1-5", "05/01/2026", "2026-01-05 00:00", "2026-01-05\n", " 2026-01-05", "20260105"])
      assert.equal(isDate(text), false, JSON.stringify(text));
  });
});

describe("addDays", () => {
  it("goes over months, years and leap days, whatever the clock changes on the way", () => {
    assert.equal(addDays("2026-01-31", 1), "2026-02-01");
    assert.equal(addDays("2026-12-31", 1), "2027-01-01");
    assert.equal(addDays("2028-02-28", 1), "2028-02-29");
    assert.equal(addDays("2026-03-28", 2), "2026-03-30");
    assert.equal(addDays("2026-06-15", 0), "2026-06-15");
  });

  it("ends with the last day that can be written", () => {
    assert.equal(addDays("9999-12-31", 3650), "9999-12-31");
    assert.equal(addDays("2026-06-15", 1e300), "9999-12-31");
  });
});
