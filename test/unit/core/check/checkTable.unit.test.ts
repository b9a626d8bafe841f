import type { Problem } from "../../../../src/core/rules/problem";
import assert from "node:assert/strict";
import { decodeCsv } from "../../../../src/codec/csv";
import { checkTable } from "../../../../src/core/check/checkTable";
import { checkDraft } from "../../../../src/core/check/checkDraft";
import { isAccessTable, tablesOf } from "../../../../src/core/check/tablesOf";
import type { Snapshot } from "../../../../src/core/access/snapshot";
import type { TableName } from "../../../../src/core/access/tables";
import { trial } from "../trial";

/** "1:0 unknownUser refuse": row and column of each problem, its rule and level. */
function found(table: TableName, csv: string, live: Snapshot | undefined = trial()): readonly string[] {
  return checkTable({ table, source: decodeCsv(csv).table, live }).map(line);
}

function line({ place: { row = -1, column = 0, part }, rule, level, other }: Problem): string {
  const place = `${row}:${column}${part === undefined ? "" : ` ${part}`}`;
  return `${place} ${rule} ${level}${other === undefined ? "" : ` (row ${other})`}`;
}

const alone = (table: TableName, csv: string) =>
  checkTable({ table, source: decodeCsv(csv).table, live: undefined }).map(line);

const ROLES = "username,unique_role_name,data_access_group\n";
const TWICE = trial({
  roles: [
    ["U-3MON", "Monitor", 0, 0, 0, 0, 0, ""],
    ["U-4TWICE", "Monitor", 0, 0, 0, 0, 0, ""],
  ],
});

describe("Checking an access table", () => {
  it("finds nothing in what the project itself says", () => {
    assert.deepEqual(found("userRoleMapping", `${ROLES}ann,U-1ADMIN,\nbob,U-2ENTRY,boston\neve,,\n`), []);
  });

  it("finds people, roles and groups that the project does not have", () => {
    assert.deepEqual(found("userRoleMapping", `${ROLES}zoe,U-3MON,\nbob,U-9,boston\neve,,paris\n`), [
      "0:0 unknownUser refuse",
      "1:1 unknownRole refuse",
      "2:2 unknownDag refuse",
    ]);
  });

  it("tells a name that stands for one id from a name that stands for several", () => {
    assert.deepEqual(found("userRoleMapping", `${ROLES}eve,Monitor,\n`), ["0:1 roleByLabel info"]);
    assert.deepEqual(found("userRoleMapping", `${ROLES}eve,Monitor,\n`, TWICE), ["0:1 ambiguousRole refuse"]);
    assert.deepEqual(found("userRoleMapping", `${ROLES}eve,,Lyon\n`), ["0:2 dagByLabel info"]);
  });

  it("finds rows without a key and keys that stand twice, with the row that has it first", () => {
    assert.deepEqual(found("userRoleMapping", `${ROLES}bob,U-2ENTRY,boston\n,U-3MON,\nbob,U-3MON,boston\n`), [
      "1:0 keyMissing refuse",
      "2:0 keyTwice refuse (row 0)",
    ]);
  });

  it("warns of blanks and of columns left out that would take people out of roles and groups", () => {
    assert.deepEqual(found("userRoleMapping", `${ROLES}bob,,\n`), ["0:1 blankRoles warn", "0:2 blankDags warn"]);
    assert.deepEqual(found("userRoleMapping", "username,data_access_group\nbob,boston\ncarol,boston\n"), [
      "-1:0 roleColumnMissing warn",
    ]);
    assert.deepEqual(found("userDagMapping", "username,redcap_data_access_group\nbob,\n"), ["0:1 blankDags warn"]);
  });

  it("finds what is no date, no code and no username", () => {
    assert.deepEqual(found("user", "username,expiration,design\neve,31/12/2026,\nzed,2026-02-30,7\nz/o,,\n"), [
      "0:1 badDate refuse",
      "1:1 badDate refuse",
      "1:2 badValue refuse",
      "2:0 badUsername refuse",
    ]);
  });

  it("finds each instrument that is unknown or has a wrong code, and the list that is not complete", () => {
    assert.deepEqual(found("user", 'username,forms\neve,"visit:130,labz:1,labs:77"\n'), [
      "0:1 labz unknownForm refuse",
      "0:1 labs badFormCode refuse",
    ]);
    assert.deepEqual(found("user", 'username,forms\neve,"visit:128"\n'), ["0:1 formsMissing warn"]);
  });

  it("finds codes in the other notation than the project's", () => {
    assert.deepEqual(found("user", 'username,forms\neve,"visit:2,labs:129"\n'), ["0:1 visit formEncoding warn"]);
  });

  it("says of columns that REDCap ignores whether anybody knows them", () => {
    assert.deepEqual(found("user", "username,email,shoe_size,mobile_app\neve,e@x.org,42,1\n"), [
      "-1:1 columnShown hint",
      "-1:2 columnIgnored warn",
      "-1:3 columnIgnored warn",
    ]);
    // Folders of access have the name of a role beside its id.
    assert.deepEqual(found("userRoleMapping", "username,unique_role_name,role_label\nbob,U-2ENTRY,Data Entry\n"), []);
  });

  it("finds rights given to somebody whose rights come from a role", () => {
    assert.deepEqual(found("user", "username,design\nbob,1\n"), [
      "0:1 rightsInRole warn",
      "-1:0 dagColumnMissing warn",
    ]);
  });

  it("finds only what is wrong in any project while it knows of none", () => {
    assert.deepEqual(alone("userRoleMapping", `${ROLES}zoe,U-9,paris\nzoe,,\n,U-9,\n,,\n`), [
      "1:0 keyTwice refuse (row 0)",
      "2:0 keyMissing refuse",
    ]);
    assert.deepEqual(alone("user", 'username,expiration,forms\nzoe,soon,"x:1"\n'), ["0:1 badDate refuse"]);
    assert.deepEqual(alone("userRole", "unique_role_name,role_label\nU-1,A\nU-1,B\nU-2,C\n"), [
      "1:0 keyTwice refuse (row 0)",
    ]);
  });
});

describe("Checking a draft", () => {
  const base = decodeCsv(`${ROLES}ann,U-1ADMIN,\nbob,U-2ENTRY,boston\n`).table;
  const check = (csv: string, added: readonly string[] = []) =>
    checkDraft({
      draft: "assignments",
      base,
      now: decodeCsv(csv).table,
      live: trial(),
      people: { added: new Set(added), removed: new Set() },
    }).map(line);

  it("finds lines that are missing, twice or of nobody by the draft's own rules", () => {
    assert.deepEqual(check(`${ROLES}bob,U-2ENTRY,boston\nbob,U-3MON,boston\nzoe,,\n`), [
      "1:0 keyTwice refuse (row 0)",
      "2:0 unknownUser refuse",
      "-1:0 rowMissing refuse",
    ]);
  });

  it("checks the line of somebody whom Users adds like that of anybody else", () => {
    const lines = `${ROLES}ann,U-1ADMIN,\nbob,U-2ENTRY,boston\nzoe,U-9,paris\n`;
    assert.deepEqual(check(lines, ["zoe"]), ["2:1 unknownRole refuse", "2:2 unknownDag refuse"]);
  });

  it("wants ids, and takes those of roles that are yet to be created", () => {
    assert.deepEqual(check(`${ROLES}ann,Monitor,\nbob,new:1,boston\n`), ["0:1 roleByLabel refuse"]);
  });
});

describe("The access table in a file", () => {
  it("is told by its columns, and by its name where they leave it open", () => {
    assert.deepEqual(tablesOf(["username", "unique_role_name"], "x.csv"), ["userRoleMapping"]);
    assert.deepEqual(tablesOf(["username", "data_access_group"], "userDagMapping.csv"), ["userDagMapping"]);
    assert.deepEqual(tablesOf(["username", "data_access_group"], "assignments.csv"), ["userRoleMapping"]);
    assert.deepEqual(tablesOf(["day", "visitor"], "users.csv"), []);
  });

  it("can be one of several, where neither tells", () => {
    const people = ["user", "userRoleMapping", "userDagMapping"];
    assert.deepEqual(tablesOf(["username", "data_access_group"], "access.csv"), people);
    assert.deepEqual(tablesOf(["username", "unique_role_name"], "userDagMapping.csv"), ["userRoleMapping"]);
  });

  it("is never a list of usernames alone", () => {
    assert.equal(isAccessTable(["username"]), false);
    assert.equal(isAccessTable(["username", "expiration"]), true);
  });
});
