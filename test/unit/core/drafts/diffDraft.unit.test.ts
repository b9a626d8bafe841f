import { english } from "../../../../src/core/text/message";
import assert from "node:assert/strict";
import fc from "fast-check";
import { cellText, column, tableOf } from "../../../../src/core/dataTable";
import type { Cell, DataTable } from "../../../../src/core/dataTable";
import { diffDraft } from "../../../../src/core/drafts/diffDraft";
import { draftTable } from "../../../../src/core/edits/draftTables";
import { added, cell, inShort, removed, trial } from "../trial";

const base = draftTable(trial(), "assignments");

function edited(table: DataTable, key: string, name: string, value: string): DataTable {
  const [at, id] = [table.columns.indexOf(name), column(table, table.columns[0] ?? "")];
  return tableOf(
    table.columns,
    table.rows.map((row) => (cellText(id(row)) === key ? row.map((cell, i) => (i === at ? value : cell)) : row)),
  );
}

describe("diffDraft", () => {
  it("finds nothing between a draft and itself, in any order of rows", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...base.rows], { minLength: base.rows.length }), (rows) => {
        assert.deepEqual(diffDraft("assignments", base, tableOf(base.columns, rows)), { edits: [], problems: [] });
      }),
    );
  });

  it("names every changed cell with its value before and after", () => {
    assert.deepEqual(diffDraft("assignments", base, edited(base, "carol", "unique_role_name", " U-3MON ")).edits, [
      cell("assignments", "carol", "unique_role_name", "U-2ENTRY", "U-3MON"),
    ]);
  });

  it("takes a missing line for a mistake, never for taking somebody out", () => {
    const { edits, problems } = diffDraft("assignments", base, tableOf(base.columns, base.rows.slice(1)));
    assert.deepEqual(edits, []);
    assert.deepEqual(
      problems.map(({ rule, place }) => [rule, place.keys?.join()]),
      [["rowMissing", "ann"]],
    );
  });

  it("puts rows that stand twice, are unknown or name nobody on their place", () => {
    const rows = [...base.rows, ["bob", "", ""], ["zoe", "", ""], ["", "", ""]];
    assert.deepEqual(
      diffDraft("assignments", base, tableOf(base.columns, rows)).problems.map(({ rule, place }) => [rule, place.row]),
      [
        ["keyTwice", 5],
        ["unknownUser", 6],
        ["keyMissing", 7],
      ],
    );
  });

  it("users: a row that came is a person to add, with the cells that are filled", () => {
    const users = draftTable(trial(), "users");
    const zoe = users.columns.map((name) => ({ username: "zoe ", expiration: "2026-12-31" })[name] ?? "");
    assert.deepEqual(diffDraft("users", users, tableOf(users.columns, [...users.rows, zoe])), {
      edits: [...added("users", "zoe"), cell("users", "zoe", "expiration", "", "2026-12-31")],
      problems: [],
    });
  });

  it("users, roles and dags: a row that is gone is one to remove", () => {
    for (const [draft, key] of [
      ["users", "ann"],
      ["roles", "U-1ADMIN"],
      ["dags", "boston"],
    ] as const) {
      const table = draftTable(trial(), draft);
      assert.deepEqual(diffDraft(draft, table, tableOf(table.columns, table.rows.slice(1))), {
        edits: [removed(draft, key)],
        problems: [],
      });
    }
  });

  it("takes an emptied document for a mishap", () => {
    const users = draftTable(trial(), "users");
    const { edits, problems } = diffDraft("users", users, tableOf(users.columns, []));
    assert.deepEqual([edits, problems.map(({ rule }) => rule)], [[], ["everyRowGone"]]);
  });

  it("roles and dags: new rows carry local keys, because REDCap gives the ids", () => {
    const dags = draftTable(trial(), "dags");
    const now = tableOf(dags.columns, [...dags.rows, ["Paris", "new:1"], ["Rome", "rome"]]);
    const { edits, problems } = diffDraft("dags", dags, now);
    assert.deepEqual(
      edits.map(inShort).map(({ key, column, after }) => [key, column, after]),
      [
        ["new:1", "unique_group_name", "new:1"],
        ["new:1", "data_access_group_name", "Paris"],
      ],
    );
    assert.deepEqual(
      problems.map(({ rule, place }) => [rule, place.row]),
      [["unknownRow", 3]],
    );
  });

  it("assignments: a line comes and goes with its person in users, and then is no problem", () => {
    const rows = [...base.rows.slice(1), ["zoe", "U-3MON", ""]];
    const people = { added: new Set(["zoe"]), removed: new Set(["ann"]) };
    assert.deepEqual(diffDraft("assignments", base, tableOf(base.columns, rows), people), {
      edits: [cell("assignments", "zoe", "unique_role_name", "", "U-3MON")],
      problems: [],
    });
  });

  it("passes over a role that REDCap lists without an id, until somebody changes it", () => {
    const roles = tableOf(
      ["unique_role_name", "role_label"],
      [
        ["U-1", "Monitor"],
        ["", "Fresh"],
      ],
    );
    assert.deepEqual(diffDraft("roles", roles, roles), { edits: [], problems: [] });
    const renamed = tableOf(roles.columns, [
      ["U-1", "Monitor"],
      ["", "Newer"],
    ]);
    assert.deepEqual(
      diffDraft("roles", roles, renamed).problems.map(({ rule }) => rule),
      ["keyMissing"],
    );
  });

  it("reports columns that are gone or came from nowhere, and everybody when the key column is gone", () => {
    const gone = diffDraft("assignments", base, tableOf(["username", "role"], base.rows));
    assert.deepEqual(
      gone.problems.map(({ rule, message }) => [rule, /olumn "?(\w+)/.exec(english(message))?.[1]]),
      [
        ["columnMissing", "unique_role_name"],
        ["columnMissing", "data_access_group"],
        ["columnUnknown", "role"],
      ],
    );
    assert.deepEqual(diffDraft("assignments", base, tableOf([], [])).edits, []);
  });

  it("does not call another notation of the same form rights a change", () => {
    const users = draftTable(trial(), "users");
    assert.deepEqual(diffDraft("users", users, edited(users, "eve", "forms", "labs:2,visit:1")).edits, []);
  });
});

const NOTHING = { edits: [], problems: [] };

function keyed(table: DataTable, change: (key: string) => string): DataTable {
  return tableOf(
    table.columns,
    table.rows.map(([key, ...cells]) => [change(cellText(key)), ...cells]),
  );
}

function withRole(table: DataTable, row: number, role: string): DataTable {
  const rows = table.rows.map((cells, index) => (index === row ? [cells[0], role, cells[2]] : cells));
  return tableOf(table.columns, rows);
}

describe("a draft beside its base", () => {
  it("is the same when only the spelling of a key differs", () => {
    for (const change of [(key: string) => `${key} `, (key: string) => ` ${key}`]) {
      for (const draft of ["users", "roles", "assignments"] as const) {
        const table = draftTable(trial(), draft);
        assert.deepEqual(diffDraft(draft, table, keyed(table, change)), NOTHING, draft);
        assert.deepEqual(diffDraft(draft, keyed(table, change), table), NOTHING, draft);
      }
    }
    const users = draftTable(trial(), "users");
    assert.deepEqual(
      diffDraft(
        "users",
        users,
        keyed(users, (key) => key.toUpperCase()),
      ),
      NOTHING,
    );
  });

  it("names people as the base does, whatever the draft makes of the name", () => {
    const server = keyed(base, (key) => (key === "bob" ? "bob " : key));
    const row = server.rows.findIndex(([key]) => key === "bob ");
    const edits = [cell("assignments", "bob ", "unique_role_name", "U-2ENTRY", "U-3MON")];
    for (const name of ["bob ", "bob", "BOB"]) {
      const now = keyed(withRole(server, row, "U-3MON"), (key) => (key === "bob " ? name : key));
      assert.deepEqual(diffDraft("assignments", server, now), { edits, problems: [] }, name);
    }
  });

  it("names people who are new as the users do", () => {
    const now = tableOf(base.columns, [...base.rows, ["ZOE", "U-3MON", ""]]);
    const people = { added: new Set(["zoe"]), removed: new Set<string>() };
    assert.deepEqual(
      diffDraft("assignments", base, now, people).edits.map(({ key }) => key),
      ["zoe"],
    );
  });

  it("takes a second row of the same person for a mistake, in whatever letters", () => {
    const users = draftTable(trial(), "users");
    const twice = (name: string) => tableOf(users.columns, [...users.rows, [name]]);
    for (const name of ["bob", "BOB", " Bob "]) {
      const { edits, problems } = diffDraft("users", users, twice(name));
      assert.deepEqual([edits, problems.map(({ rule, place }) => [rule, place.row])], [[], [["keyTwice", 5]]]);
    }
  });

  it("bears what REDCap itself lists twice or without a name, until somebody touches it", () => {
    const extra: readonly (readonly Cell[])[] = [
      ["bob", "U-3MON", ""],
      ["BOB ", "", ""],
      ["", "", ""],
      ["", "U-3MON", ""],
    ];
    const odd = tableOf(base.columns, [...base.rows, ...extra]);
    assert.deepEqual(diffDraft("assignments", odd, odd), NOTHING);
    assert.deepEqual(
      diffDraft("assignments", odd, withRole(odd, 4, "U-3MON")).edits.map(({ key }) => key),
      ["eve"],
    );
    const touched = (row: number) =>
      diffDraft("assignments", odd, withRole(odd, row, "U-1ADMIN")).problems.map((each) => [each.rule, each.place.row]);
    assert.deepEqual([1, 5, 6].map(touched), [[["keyTwice", 1]], [["keyTwice", 5]], [["keyTwice", 6]]]);
    assert.deepEqual([7, 8].map(touched), [[["keyMissing", 7]], [["keyMissing", 8]]]);
  });

  it("says nothing of the instruments that a shortened list leaves out", () => {
    const roles = draftTable(trial(), "roles");
    const forms = roles.columns.indexOf("forms");
    const now = tableOf(
      roles.columns,
      roles.rows.map((row) => row.with(forms, cellText(row[forms]).split(",")[0])),
    );
    assert.deepEqual(diffDraft("roles", roles, now), NOTHING);
  });

  it("takes all cells of rows that come where the base came without columns", () => {
    const now = tableOf(["data_access_group_name", "unique_group_name"], [["North", "new:1"]]);
    const { edits, problems } = diffDraft("dags", tableOf([], []), now);
    assert.deepEqual([edits.map(inShort).map(({ after }) => after), problems], [["new:1", "North"], []]);
  });
});
