import assert from "node:assert/strict";
import { dayInWords, daysMeant } from "../../../../src/core/text/days";
import { english } from "../../../../src/core/text/message";

const TODAY = "2026-06-15";
const meant = (typed: string) => daysMeant(typed, TODAY);

describe("days that somebody types", () => {
  it("are taken as REDCap writes them, with whatever stands between", () => {
    for (const typed of ["2027-01-31", " 2027/1/31 ", "2027.01.31", "2027 1 31"])
      assert.deepEqual(meant(typed), ["2027-01-31"], typed);
  });

  it("have two readings where day and month can be either, and one where they cannot", () => {
    assert.deepEqual(meant("03/04/2027"), ["2027-04-03", "2027-03-04"]);
    assert.deepEqual(meant("31.12.2027"), ["2027-12-31"]);
    assert.deepEqual(meant("12/31/2027"), ["2027-12-31"]);
    assert.deepEqual(meant("5.5.2027"), ["2027-05-05"]);
  });

  it("are the next such day where the year is left out", () => {
    assert.deepEqual(meant("31.12."), ["2026-12-31"]);
    assert.deepEqual(meant("1/2"), ["2027-02-01", "2027-01-02"]);
    assert.deepEqual(meant("15.6."), ["2026-06-15"]);
  });

  it("are none where nothing can be meant", () => {
    for (const typed of ["", "never", "2027", "30.2.2027", "1.2.27", "13/13/2027", "1-2-3-4", "2027-01"])
      assert.deepEqual(meant(typed), [], typed);
  });

  it("are said with the month in words", () =>
    assert.deepEqual(
      [english(dayInWords("2027-04-03")), english(dayInWords("2026-12-31"))],
      ["3 April 2027", "31 December 2026"],
    ));
});
