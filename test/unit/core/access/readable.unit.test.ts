import assert from "node:assert/strict";
import fc from "fast-check";
import Papa from "papaparse";
import { encode } from "../../../../src/codec/codec";
import { cellText, column, tableOf } from "../../../../src/core/dataTable";
import type { DataTable } from "../../../../src/core/dataTable";
import { readableTable } from "../../../../src/core/access/readable";
import { TABLE_NAMES } from "../../../../src/core/access/tables";
import { trial, TODAY } from "../trial";

const today = { today: TODAY, soonDays: 30 };

const EXPIRING = {
  bob: { role: "U-2ENTRY", dag: "boston", expiration: "2026-06-14" },
  eve: { expiration: TODAY },
  fay: { role: "U-3MON", expiration: "2026-07-01" },
};

function texts(table: DataTable, name: string): readonly string[] {
  return table.rows.map((row) => cellText(column(table, name)(row)));
}

describe("a readable table", () => {
  const users = readableTable(trial({ people: EXPIRING }), "user", { today });

  it("has titles for names and words for codes", () => {
    assert.deepEqual(users.columns.slice(0, 6), [
      "Username",
      "Email",
      "Expiration",
      "Data Access Group",
      "Project Design and Setup",
      "User Rights",
    ]);
    assert.equal(texts(users, "User Rights")[0], "Full access");
    assert.equal(texts(users, "Data Viewing Rights")[0], "visit: View & edit; labs: View & edit");
  });

  it("names role and group of everybody", () => {
    assert.deepEqual(texts(users, "Username"), ["ann", "bob", "carol", "dave", "eve", "fay"]);
    assert.deepEqual(texts(users, "Role Name"), ["Administrators", "Data Entry", "Data Entry", "", "", "Monitor"]);
    assert.deepEqual(texts(users, "Group Name"), ["", "Boston", "Boston", "Lyon", "", ""]);
  });

  it("says who has access so that nobody reads 'never' as 'no access'", () => {
    assert.deepEqual(texts(users, "Access"), [
      "active, never expires",
      "expired",
      "active",
      "active, never expires",
      "expires today",
      "active, expires soon",
    ]);
  });

  it("tells roles of the same name apart, and keeps the id of a role that cannot be read", () => {
    const roles = [
      ["U-2ENTRY", "Team"],
      ["U-3MON", "Team"],
    ];
    const readable = readableTable(trial({ people: EXPIRING, roles }), "userRoleMapping", { today });
    assert.deepEqual(texts(readable, "Role Name"), [
      "U-1ADMIN",
      "Team (U-2ENTRY)",
      "Team (U-2ENTRY)",
      "",
      "",
      "Team (U-3MON)",
    ]);
  });

  it("has no column of blanks for what the token may not read", () => {
    const blind = trial({
      without: ["userRoleMapping", "userDagMapping", "dag"],
      tables: { user: tableOf(["username"], [["ann"]]) },
    });
    assert.deepEqual(readableTable(blind, "user", { today }), { columns: ["Username"], rows: [["ann"]] });
  });

  it("keeps columns that this version does not know", () => {
    const tables = { dag: tableOf(["unique_group_name", "colour"], [["boston", "red"]]) };
    assert.deepEqual(readableTable(trial({ tables }), "dag", { today }), {
      columns: ["Unique Group Name", "colour"],
      rows: [["boston", "red"]],
    });
  });

  it("is empty where there is no table", () => {
    assert.deepEqual(readableTable(trial({ without: ["dag"] }), "dag", { today }), { columns: [], rows: [] });
  });
});

describe("a readable table of some people", () => {
  const snapshot = trial({ people: EXPIRING });

  it("leaves out who has expired, but not who expires today", () => {
    const active = readableTable(snapshot, "userRoleMapping", { today, activeOnly: true });
    assert.deepEqual(texts(active, "Username"), ["ann", "carol", "dave", "eve", "fay"]);
  });

  it("has the people asked for, in the table's order", () => {
    const some = readableTable(snapshot, "user", { today, people: new Set(["fay", "ann", "nobody"]) });
    assert.deepEqual(texts(some, "Username"), ["ann", "fay"]);
  });

  it("keeps a line about somebody who is not among the users: nobody knows that they expired", () => {
    const tables = { userRoleMapping: tableOf(["username", "unique_role_name"], [["zoe", "U-3MON"]]) };
    const active = readableTable(trial({ tables }), "userRoleMapping", { today, activeOnly: true });
    assert.deepEqual(active.rows, [["zoe", "U-3MON", "", "", ""]]);
  });

  it("has all roles and groups all the same", () => {
    const options = { today, activeOnly: true, people: new Set<string>() };
    assert.equal(readableTable(snapshot, "userRole", options).rows.length, 3);
    assert.equal(readableTable(snapshot, "dag", options).rows.length, 2);
  });
});

describe("a readable CSV in a spreadsheet", () => {
  it("shows a formula as text", () => {
    const roles = [["U-3MON", '=HYPERLINK("http://example.org","click")']];
    const readable = readableTable(trial({ people: EXPIRING, roles }), "userRoleMapping", { today });
    assert.equal(texts(readable, "Role Name").at(-1), '\'=HYPERLINK("http://example.org","click")');
    const dangerous = ["=1", "+1", "-1", "@SUM(1)", " =1", "＝1", '"=1', "\tx", "\rx"];
    const tables = {
      dag: tableOf(
        ["unique_group_name"],
        dangerous.map((name) => [name]),
      ),
    };
    assert.deepEqual(
      texts(readableTable(trial({ tables }), "dag", { today }), "Unique Group Name"),
      dangerous.map((name) => `'${name}`),
    );
  });

  it("shows a formula as text too where another sign than the comma separates cells", () => {
    for (const [name, safe] of [
      ["Monitor;=1+1", "Monitor;'=1+1"],
      ["Monitor\t@SUM(1)", "Monitor\t'@SUM(1)"],
      ["Monitor|+1; -1", "Monitor|'+1;' -1"],
      ["Monitor\n=1", "Monitor\n'=1"],
      ['Monitor;"=1"', 'Monitor;\'"=1"'],
      ["Monitor;;＝1", "Monitor;;'＝1"],
      ["\t=1", "'\t'=1"],
      ["; a=1, -1", "; a=1, -1"],
    ] as const) {
      const readable = readableTable(trial({ people: EXPIRING, roles: [["U-3MON", name]] }), "userRoleMapping", {
        today,
      });
      assert.equal(texts(readable, "Role Name").at(-1), safe);
    }
  });

  it("makes no cell of a spreadsheet begin like a formula, whatever the file is split at", () => {
    const nasty = fc.string({
      unit: fc.constantFrom("=", "+", "-", "@", ";", "|", "\t", "\n", " ", '"', "'", ",", "a"),
      maxLength: 12,
    });
    fc.assert(
      fc.property(fc.array(nasty, { minLength: 1, maxLength: 3 }), (names) => {
        const tables = {
          dag: tableOf(
            ["unique_group_name"],
            names.map((name) => [name]),
          ),
        };
        const readable = readableTable(trial({ tables }), "dag", { today });
        for (const separator of [/[;\n]/, /[\t\n]/, /[|\n]/])
          for (const cell of encode(readable, "csv", "dag").split(separator))
            assert.doesNotMatch(cell, /^["\s]*[=+\-@]/, JSON.stringify(cell));
      }),
    );
  });

  it("leaves a text alone that only holds such letters", () => {
    const tables = { dag: tableOf(["unique_group_name"], [["a=1"], ["ann@example.org"], ["2026-01-01"]]) };
    assert.deepEqual(texts(readableTable(trial({ tables }), "dag", { today }), "Unique Group Name"), [
      "a=1",
      "ann@example.org",
      "2026-01-01",
    ]);
  });

  it("never runs anything, whatever people, roles, groups and columns are called", () => {
    const name = fc
      .tuple(fc.constantFrom("=", "+", "-", "@", "\t", "\r", " =", "\n", "", ",", '"', ";"), fc.string())
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(name, name, name, name, (user, role, dag, unknown) => {
        const tables = {
          user: tableOf(["username", "email", "expiration", unknown], [[user, role, "", dag]]),
          userRole: tableOf(["unique_role_name", "role_label", "forms", unknown], [["U-1", role, { [dag]: 7 }, user]]),
          userRoleMapping: tableOf(["username", "unique_role_name"], [[user, "U-1"]]),
          dag: tableOf(["data_access_group_name", "unique_group_name"], [[dag, "d"]]),
          userDagMapping: tableOf(["username", "redcap_data_access_group"], [[user, "d"]]),
        };
        for (const table of TABLE_NAMES) {
          const text = encode(readableTable(trial({ tables }), table, { today }), "csv", table);
          const cells = Papa.parse<string[]>(text, { delimiter: "," }).data.flat();
          assert.deepEqual(
            cells.filter((cell) => /^\s*[=+\-@]|^[\t\r]/.test(cell)),
            [],
            table,
          );
        }
      }),
    );
  });
});
