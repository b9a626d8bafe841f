import assert from "node:assert/strict";
import { decodeCsv } from "../../../../src/codec/csv";
import { meaningOf } from "../../../../src/core/check/explain";
import { projectSide } from "../../../../src/core/check/projectSide";
import type { Subject } from "../../../../src/core/check/subject";
import { suggestions } from "../../../../src/core/check/suggest";
import { english } from "../../../../src/core/text/message";
import type { TableName } from "../../../../src/core/access/tables";
import { trial, TODAY } from "../trial";

const today = { today: TODAY, soonDays: 30 };
const subject = (table: TableName, csv: string) => ({ table, source: decodeCsv(csv).table, live: trial() });
const ROLES = "username,unique_role_name,data_access_group\nbob,U-2ENTRY,boston\n";

describe("What may stand in a cell", () => {
  const offered = (table: TableName, csv: string, column: number, before = "") =>
    suggestions(subject(table, csv), { row: 0, column, before }, today).map(
      ({ value, label }) => `${value}=${english(label)}`,
    );

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
    const days = suggestions(subject("user", users), { row: 0, column: 1, before: "" }, today);
    assert.deepEqual(
      days.map(({ value, label, detail }) => [value, english(label), detail && english(detail)]),
      [
        ["2026-06-15", "2026-06-15", "today"],
        ["2026-07-15", "2026-07-15", "in 30 days"],
        ["2026-09-13", "2026-09-13", "in 90 days"],
        ["2027-06-15", "2027-06-15", "in a year"],
        ["2026-12-31", "2026-12-31", "end of this year"],
      ],
    );
    assert.deepEqual(offered("user", users, 2), ["0=0 No access", "2=2 Read only", "1=1 Full access"]);
  });

  it("is an instrument that is not listed yet, and behind a colon a code of this project", () => {
    const users = "username,forms,forms_export\neve,visit:130,\n";
    assert.deepEqual(offered("user", users, 1, "visit:130,"), ["labs=labs"]);
    assert.deepEqual(offered("user", users, 1, "visit"), ["visit=visit", "labs=labs"], "the one that is being written");
    assert.deepEqual(offered("user", users, 1, '{"visit": "1').slice(0, 3), [
      "128=128 No access",
      "129=129 Read only",
      "130=130 View & edit",
    ]);
    assert.equal(offered("user", users, 1, "visit:").length, 6);
    assert.deepEqual(offered("user", users, 2, "visit:"), [
      "0=0 No access",
      "1=1 Full data set",
      "2=2 De-identified",
      "3=3 Identifiers removed",
    ]);
  });

  it("is, in the key of a table, a role or group that is there, with how many are in it", () => {
    const details = (table: TableName, csv: string) =>
      suggestions(subject(table, csv), { row: 0, column: 0, before: "" }, today).map(({ value, detail }) => [
        value,
        detail && english(detail),
      ]);
    assert.deepEqual(details("userRole", "unique_role_name,role_label\n,x\n"), [
      ["U-1ADMIN", "1 in it"],
      ["U-2ENTRY", "2 in it"],
      ["U-3MON", "0 in it"],
    ]);
    assert.deepEqual(details("dag", "unique_group_name,data_access_group_name\n,x\n"), [
      ["boston", "2 in it"],
      ["lyon", "1 in it"],
    ]);
  });

  it("is anything in a name or an email, and nothing beyond the columns", () => {
    assert.deepEqual(offered("user", "username,email\neve,\n", 1), []);
    assert.deepEqual(offered("user", "username,email\neve,\n", 2), []);
    assert.deepEqual(offered("dag", "unique_group_name,data_access_group_name\nlyon,x\n", 1), []);
  });
});

describe("What a cell means", () => {
  const meant = (of: Subject, row: number, column: number) => {
    const meaning = meaningOf(of, row, column, today);
    return meaning && { title: english(meaning.title), lines: meaning.lines.map(english) };
  };
  const meaning = (row: number, column: number) => meant(subject("userRoleMapping", ROLES), row, column);

  it("is what a role grants, who somebody is, and who is in a group", () => {
    assert.equal(meaning(0, 1)?.title, "Data Entry");
    assert.ok(meaning(0, 1)?.lines.some((each) => each.startsWith("Instruments: ")));
    assert.deepEqual(meaning(0, 0), { title: "bob", lines: ["bob@example.org", "Data Entry · Boston"] });
    assert.deepEqual(meaning(0, 2), { title: "Boston", lines: ["2 people are in it: bob and carol"] });
  });

  it("is what a code stands for and what a column is for", () => {
    const users = subject("user", 'username,design,forms\neve,1,"visit:130,labs:129"\n');
    assert.equal(meant(users, 0, 1)?.title, "Project Design and Setup: Yes");
    assert.deepEqual(meant(users, 0, 2)?.lines, ["Visit: View & edit", "Labs: Read only"]);
    const exports = subject("user", "username,forms_export\neve,visit:2\n");
    assert.deepEqual(meant(exports, 0, 1), { title: "Data Export Rights", lines: ["Visit: De-identified"] });
  });

  it("is of a header what the column is for, what a blank does, and what leaving it out does", () => {
    assert.deepEqual(meaning(-1, 1), {
      title: "Role",
      lines: [
        "The role that gives this person's rights.",
        "A blank takes the person out of the role.",
        "Left out, it takes everyone in the file out of their roles.",
      ],
    });
    const users = subject("user", "username,email,forms\n");
    assert.deepEqual(meant(users, -1, 1)?.lines.at(-1), "REDCap shows it and ignores it in imports.");
    assert.deepEqual(meant(users, -1, 2)?.lines, [
      "What may be seen and changed on each instrument.",
      "An instrument left out of the list becomes No access.",
    ]);
  });

  it("is of a blank what it does, where it does something", () => {
    const rows = subject("userRoleMapping", "username,unique_role_name,data_access_group\n, ,\n");
    assert.deepEqual(
      [0, 1, 2].map((column) => meant(rows, 0, column)?.lines),
      [
        undefined,
        ["A blank takes the person out of the role."],
        ["A blank takes the person out of the DAG, who then sees every record."],
      ],
    );
  });

  it("is nothing where the project has no such person, role or group, or words say it already", () => {
    const rows = subject("userRoleMapping", "username,unique_role_name,data_access_group\nzoe,U-9,oslo\n");
    const users = subject("user", "username,email\neve,eve@example.org\n");
    const found = [0, 1, 2, 3].map((column) => meant(rows, 0, column));
    assert.deepEqual([...found, meant(users, 0, 1)], Array(5).fill(undefined));
  });

  it("says of a role or group whether anybody is in it", () => {
    const rows = subject("userRoleMapping", "username,unique_role_name,data_access_group\ndave,U-3MON,lyon\n");
    assert.equal(meant(rows, 0, 1)?.lines[0], "Nobody is in it.");
    assert.deepEqual(meant(rows, 0, 2)?.lines, ["1 person is in it: dave"]);
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
