import assert from "node:assert/strict";
import { decodeCsv } from "../../../../src/codec/csv";
import { meaningOf } from "../../../../src/core/check/explain";
import { projectSide } from "../../../../src/core/check/projectSide";
import { suggestions } from "../../../../src/core/check/suggest";
import type { TableName } from "../../../../src/core/tables";
import { trial, TODAY } from "../trial";

const today = { today: TODAY, soonDays: 30 };
const subject = (table: TableName, csv: string) => ({ table, source: decodeCsv(csv).table, live: trial() });
const ROLES = "username,unique_role_name,data_access_group\nbob,U-2ENTRY,boston\n";

describe("What may stand in a cell", () => {
  const offered = (table: TableName, csv: string, column: number, before = "") =>
    suggestions(subject(table, csv), { row: 0, column, before }, today).map(({ value, label }) => `${value}=${label}`);

  it("is everybody by username, roles by name, and groups", () => {
    assert.deepEqual(offered("userRoleMapping", ROLES, 0).slice(0, 2), ["ann=ann", "bob=bob"]);
    assert.deepEqual(offered("userRoleMapping", ROLES, 1), [
      "U-1ADMIN=Administrators (U-1ADMIN)",
      "U-2ENTRY=Data Entry (U-2ENTRY)",
      "U-3MON=Monitor (U-3MON)",
    ]);
    assert.deepEqual(offered("userRoleMapping", ROLES, 2), ["boston=boston (Boston)", "lyon=lyon (Lyon)"]);
  });

  it("is somebody without a row before those who have one", () => {
    const rows = `${ROLES}ann,,\n`;
    const source = subject("userRoleMapping", rows);
    const names = suggestions(source, { row: 2, column: 0, before: "" }, today).map(({ value }) => value);
    assert.deepEqual(names.slice(-2), ["ann", "bob"]);
    assert.equal(names.length, source.live.people.size);
  });

  it("is a day from today on, or a code with what it means", () => {
    const users = "username,expiration,user_rights,forms\neve,,,visit:130\n";
    assert.deepEqual(offered("user", users, 1)[1], "2026-07-15=2026-07-15");
    assert.deepEqual(offered("user", users, 2), ["0=0 No access", "2=2 Read only", "1=1 Full access"]);
  });

  it("is an instrument that is not listed yet, and behind a colon a code of this project", () => {
    const users = "username,forms\neve,visit:130\n";
    assert.deepEqual(offered("user", users, 1, "visit:130,"), ["labs=labs"]);
    assert.ok(offered("user", users, 1, "visit:").includes("129=129 Read only"));
    assert.ok(!offered("user", users, 1, "visit:").some((each) => each.startsWith("2=")));
  });
});

describe("What a cell means", () => {
  const meaning = (row: number, column: number) => meaningOf(subject("userRoleMapping", ROLES), row, column, today);

  it("is what a role grants, who somebody is, and who is in a group", () => {
    assert.equal(meaning(0, 1)?.title, "Data Entry");
    assert.ok(meaning(0, 1)?.lines.some((each) => each.startsWith("Instruments: ")));
    assert.deepEqual(meaning(0, 0), { title: "bob", lines: ["bob@example.org", "Data Entry · Boston"] });
    assert.deepEqual(meaning(0, 2), { title: "Boston", lines: ["2 people are in it: bob and carol"] });
  });

  it("is what a code stands for and what a column is for", () => {
    const users = subject("user", 'username,design,forms\neve,1,"visit:130,labs:129"\n');
    assert.equal(meaningOf(users, 0, 1, today)?.title, "Project Design and Setup: Yes");
    assert.deepEqual(meaningOf(users, 0, 2, today)?.lines, ["Visit: View & edit", "Labs: Read only"]);
    assert.match(meaning(-1, 1)?.lines.join(" ") ?? "", /takes everyone in the file out of their roles/);
  });
});

describe("The project's side of a comparison", () => {
  it("has the file's columns and order of rows, then what the file does not name", () => {
    const side = projectSide(subject("userRoleMapping", "unique_role_name,username\nU-3MON,eve\nU-3MON,bob\n"));
    assert.deepEqual(side.columns, ["unique_role_name", "username"]);
    assert.deepEqual(side.rows.slice(0, 3), [
      ["", "eve"],
      ["U-2ENTRY", "bob"],
      ["U-1ADMIN", "ann"],
    ]);
  });
});
