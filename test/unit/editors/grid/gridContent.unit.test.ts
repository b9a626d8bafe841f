import assert from "node:assert/strict";
import { cellText, tableOf } from "../../../../src/core/dataTable";
import { DRAFTS, draftTable } from "../../../../src/core/edits/draftTables";
import type { GridContent } from "../../../../src/editors/protocol";
import { cellLabel } from "../../../../src/webview/cellLabels";
import { trial } from "../../core/trial";
import { grid } from "../gridInput";

interface Cell {
  readonly value: string;
  readonly text: string;
  readonly was?: string;
  readonly problem?: string;
}

/** A cell with the words that the grid finds for it. */
function cell(content: GridContent, key: string, name: string): Cell {
  const row = content.rows.find((each) => each.key === key);
  const at = content.columns.findIndex((column) => column.name === name);
  const [value, column] = [row?.cells[at], content.columns[at]];
  if (value === undefined || !column) assert.fail(`no cell ${name} of ${key}`);
  const was = row?.was?.[at];
  const problem = row?.problems?.[at];
  return {
    value,
    text: cellLabel(column, value, content.options),
    ...(was === undefined ? {} : { was: cellLabel(column, was, content.options) }),
    ...(problem === undefined ? {} : { problem }),
  };
}

const changedKeys = ({ rows }: GridContent) => rows.filter(({ change }) => change).map(({ key }) => key);
const came = ({ rows }: GridContent) =>
  rows.filter(({ change }) => change).map(({ key, change }) => `${key} ${change}`);

describe("the grid of a draft that nobody changed", () => {
  const content = grid();

  it("shows the key first, then role and group, then what helps to know the person", () => {
    assert.deepEqual(
      content.columns.map(({ name, title, editable }) => [name, title, editable]),
      [
        ["username", "Username", false],
        ["unique_role_name", "Role", true],
        ["data_access_group", "Data Access Group", true],
        ["name", "Name", false],
        ["email", "Email", false],
        ["status", "Access", false],
      ],
    );
  });

  it("shows names for ids, and words for none", () => {
    assert.deepEqual(cell(content, "bob", "unique_role_name"), { value: "U-2ENTRY", text: "Data Entry" });
    assert.deepEqual(cell(content, "bob", "data_access_group"), { value: "boston", text: "Boston" });
    assert.deepEqual(cell(content, "eve", "unique_role_name"), { value: "", text: "No role" });
    assert.deepEqual(cell(content, "eve", "data_access_group"), { value: "", text: "No DAG" });
  });

  it("shows who people are and how long they have access", () => {
    assert.deepEqual(cell(content, "carol", "email"), { value: "carol@example.org", text: "carol@example.org" });
    assert.equal(cell(content, "carol", "status").text, "until 2026-12-31");
    assert.deepEqual(
      content.rows.map(({ key, state }) => [key, state]),
      [
        ["ann", "never"],
        ["bob", "never"],
        ["carol", "active"],
        ["dave", "never"],
        ["eve", "never"],
      ],
    );
  });

  it("offers every role with what it grants, every group with how many are in it, and none", () => {
    const { userRole, dag } = content.options;
    assert.deepEqual(
      { userRole, dag },
      {
        userRole: [
          { value: "", label: "No role", hint: "own rights" },
          { value: "U-1ADMIN", label: "Administrators", hint: "5 rights, views 2 of 2 instruments, 1 person" },
          { value: "U-2ENTRY", label: "Data Entry", hint: "0 rights, views 2 of 2 instruments, 2 people" },
          { value: "U-3MON", label: "Monitor", hint: "1 right, views 2 of 2 instruments, 0 people" },
        ],
        dag: [
          { value: "", label: "No DAG", hint: "sees the records of every DAG" },
          { value: "boston", label: "Boston", hint: "2 people" },
          { value: "lyon", label: "Lyon", hint: "1 person" },
        ],
      },
    );
    assert.deepEqual(
      content.columns.map(({ options }) => options),
      [undefined, "userRole", "dag", undefined, undefined, "states"],
    );
  });

  it("says that there is nothing to apply, and where it comes from", () => {
    assert.deepEqual(changedKeys(content), []);
    assert.deepEqual(content.status, {
      project: "Trial",
      changes: 0,
      inProject: 0,
      problems: [],
      readAt: "as of noon",
      moved: false,
    });
    assert.equal(grid("", "", { readOnly: "No." }).status.readOnly, "No.");
    assert.equal(grid("", "", { moved: true }).status.moved, true);
  });

  it("is the bare draft while the project has not been read", () => {
    const bare = grid("", "", { snapshot: undefined });
    assert.deepEqual(Object.keys(bare.options), ["states"]);
    assert.deepEqual(cell(bare, "bob", "unique_role_name"), { value: "U-2ENTRY", text: "U-2ENTRY" });
    assert.deepEqual(cell(bare, "bob", "email"), { value: "", text: "" });
    assert.equal(bare.rows[1]?.state, "");
  });
});

describe("the grid of a draft with changes", () => {
  it("shows a changed cell with what it was, in words", () => {
    const content = grid("bob,U-2ENTRY,boston", "bob,,lyon");
    assert.deepEqual(cell(content, "bob", "unique_role_name"), { value: "", text: "No role", was: "Data Entry" });
    assert.deepEqual(cell(content, "bob", "data_access_group"), { value: "lyon", text: "Lyon", was: "Boston" });
    assert.deepEqual(changedKeys(content), ["bob"]);
    assert.equal(content.status.changes, 2);
  });

  it("shows what was nothing", () => {
    const content = grid("eve,,", "eve,U-3MON,");
    assert.deepEqual(cell(content, "eve", "unique_role_name"), { value: "U-3MON", text: "Monitor", was: "No role" });
  });

  it("marks a wish for something that the project does not have", () => {
    const content = grid("eve,,", "eve,U-9,oslo");
    assert.deepEqual(cell(content, "eve", "unique_role_name"), {
      value: "U-9",
      text: "U-9",
      was: "No role",
      problem: 'There is no role "U-9" in this project.',
    });
    assert.equal(
      cell(content, "eve", "data_access_group").problem,
      'There is no data access group "oslo" in this project.',
    );
  });

  it("takes blanks around a value for nothing, as the plan does", () => {
    const content = grid("bob,U-2ENTRY,boston", 'bob," U-2ENTRY ",boston');
    assert.deepEqual(cell(content, "bob", "unique_role_name"), { value: " U-2ENTRY ", text: "Data Entry" });
    assert.deepEqual([changedKeys(content), content.status.changes], [[], 0]);
  });

  it("takes another notation of the same form rights for nothing", () => {
    const content = grid('"visit:130,labs:129"', '"labs:2,visit:1"', { draft: "users" });
    assert.deepEqual(cell(content, "eve", "forms"), {
      value: "labs:2,visit:1",
      text: "Read only (1), View & edit (1)",
    });
    assert.deepEqual([changedKeys(content), content.status.changes], [[], 0]);
  });
});

describe("the grid of a token that may not read everything", () => {
  const blind = trial({ without: ["dag", "userDagMapping"] });

  it("does not call a group wrong that people are in: only the list of groups is missing", () => {
    const content = grid("", "", { live: blind });
    assert.deepEqual(cell(content, "bob", "data_access_group"), { value: "boston", text: "boston" });
    assert.deepEqual(
      content.rows.flatMap(({ problems }) => Object.values(problems ?? {})),
      [],
    );
  });

  it("offers the groups that are seen on people, as the plan accepts them", () => {
    const moved = grid("bob,U-2ENTRY,boston", "bob,U-2ENTRY,lyon", { live: blind });
    assert.deepEqual(cell(moved, "bob", "data_access_group"), { value: "lyon", text: "lyon", was: "boston" });
    assert.deepEqual(
      moved.options["dag"]?.map(({ value }) => value),
      ["", "boston", "lyon"],
    );
  });

  it("calls no role wrong when it cannot read roles", () => {
    const content = grid("", "", { live: trial({ without: ["userRole"] }) });
    assert.deepEqual(cell(content, "bob", "unique_role_name"), { value: "U-2ENTRY", text: "U-2ENTRY" });
  });
});

describe("the grid of a draft with problems", () => {
  it("shows the problem of a row on its key", () => {
    const content = grid("eve,,", "zoe,,");
    assert.match(cell(content, "zoe", "username").problem ?? "", /^There is no user zoe/);
    assert.deepEqual(changedKeys(content), ["zoe"]);
    assert.equal(content.status.problems.length, 1);
    assert.match(content.status.problems[0] ?? "", /^The row of eve is missing/);
    assert.equal(content.status.changes, 2);
  });

  it("marks a row that stands twice, and the change only where it counts", () => {
    const content = grid("bob,U-2ENTRY,boston\n", "bob,U-3MON,boston\nbob,U-3MON,boston\n");
    const [first, second] = content.rows.filter(({ key }) => key === "bob");
    assert.deepEqual([first?.problems, first?.was], [undefined, { 1: "U-2ENTRY" }]);
    assert.match(second?.problems?.[0] ?? "", /listed more than once/);
    assert.equal(second?.was, undefined);
  });

  it("counts text that cannot be read as the badge does, and says where it is", () => {
    const content = grid("bob,U-2ENTRY,boston", "bob,U-2ENTRY,boston,too much");
    assert.deepEqual(content.status.problems, [
      "Line 3: This row has 4 cells, but the header has 3. Check the commas and quotes in this row.",
    ]);
    assert.equal(content.status.changes, 1);
  });

  it("says nothing against a text as REDCap gave it, even where a name stands twice", () => {
    const twice = "username,unique_role_name\nann,\nann,\n";
    const content = grid("", "", { text: twice, base: { text: twice, takenAt: 0 } });
    assert.deepEqual([changedKeys(content), content.status.changes, content.status.problems], [[], 0, []]);
  });
});

describe("the grid of users", () => {
  const users = grid("", "", { draft: "users" });

  it("says beside the cells whose rights they are, and what a role gives", () => {
    assert.equal(cell(users, "bob", "rights").text, "Data Entry");
    assert.equal(cell(users, "eve", "rights").text, "own rights");
    assert.deepEqual(cell(users, "bob", "design"), { value: "", text: "" });
    const given = (key: string) => users.rows.find((row) => row.key === key)?.given;
    assert.deepEqual([given("bob"), given("eve")], ["U-2ENTRY", undefined]);
    const giver = users.givers?.["U-2ENTRY"];
    const of = (name: string) => giver?.cells[users.columns.findIndex((column) => column.name === name)];
    assert.deepEqual(
      [giver?.name, of("design"), of("forms"), of("expiration")],
      ["Data Entry", "0", "visit:130,labs:129", ""],
    );
    const own = users.columns.filter((column) => column.own).map(({ name }) => name);
    assert.deepEqual([own.includes("design"), own.includes("expiration")], [true, false]);
  });

  it("marks no right of a role as one that only people without a role have", () => {
    const roles = grid("", "", { draft: "roles" });
    assert.deepEqual(
      roles.columns.filter(({ own }) => own),
      [],
    );
  });

  it("calls a right that somebody writes for a person in a role wrong", () => {
    const content = grid("bob,,,,", "bob,,1,,", { draft: "users" });
    assert.equal(
      cell(content, "bob", "design").problem,
      "The role Data Entry gives this person's rights, so own rights have no effect. Edit the role, or take the person out of it first.",
    );
  });

  it("calls a date and a choice wrong that REDCap would not take", () => {
    const dated = grid("carol,2026-12-31", "carol,31.12.2026", { draft: "users" });
    assert.equal(
      cell(dated, "carol", "expiration").problem,
      '"31.12.2026" is not a date. Write it as YYYY-MM-DD, or leave it blank for never.',
    );
    const chosen = grid("eve,,0,0", "eve,,0,7", { draft: "users" });
    assert.equal(
      cell(chosen, "eve", "user_rights").problem,
      'User Rights cannot be "7". Use one of these: 0 (No access), 2 (Read only) and 1 (Full access).',
    );
  });
});

describe("the grid of assignments beside other drafts", () => {
  const users = { added: new Set(["zoe"]), removed: new Set(["bob"]) };
  const others = { users, roles: new Map([["new:1", "Pharmacist"]]), dags: new Map([["new:1", "Oslo"]]) };

  it("offers roles and groups that are not yet in REDCap", () => {
    const content = grid("eve,,", "eve,new:1,new:1", { others });
    assert.deepEqual(cell(content, "eve", "unique_role_name"), { value: "new:1", text: "Pharmacist", was: "No role" });
    assert.deepEqual(cell(content, "eve", "data_access_group"), { value: "new:1", text: "Oslo", was: "No DAG" });
    assert.deepEqual(content.options["userRole"]?.at(-1), {
      value: "new:1",
      label: "Pharmacist",
      hint: "not yet in REDCap",
    });
  });

  it("knows people who are added, and misses nobody who is removed", () => {
    const content = grid("bob,U-2ENTRY,boston\n", "zoe,,\n", { others });
    assert.deepEqual(came(content), ["zoe added"]);
    assert.deepEqual(content.status.problems, []);
  });
});

describe("the grid of roles and groups", () => {
  it("begins with the name that people read, then the id, then how many people are in it", () => {
    assert.deepEqual(
      grid("", "", { draft: "dags" }).columns.map(({ name, editable }) => [name, editable]),
      [
        ["data_access_group_name", true],
        ["unique_group_name", false],
        ["members", false],
      ],
    );
    const roles = grid("", "", { draft: "roles" });
    assert.deepEqual(
      roles.columns.slice(0, 4).map(({ name }) => name),
      ["role_label", "unique_role_name", "members", "design"],
    );
    assert.equal(cell(roles, "U-2ENTRY", "members").text, "2");
  });

  it("says rights in words, and how data export and API export differ where both appear", () => {
    const roles = grid("", "", { draft: "roles" });
    assert.equal(cell(roles, "U-3MON", "user_rights").text, "Read only");
    assert.equal(cell(roles, "U-3MON", "design").text, "No");
    assert.equal(cell(roles, "U-1ADMIN", "forms").text, "View & edit (2)");
    const help = (name: string) => roles.columns.find((column) => column.name === name)?.help ?? "";
    assert.match(
      help("api_export"),
      /Data export rights say which data may be exported; API Export lets a program do it with a token.$/,
    );
    assert.doesNotMatch(
      help("design"),
      /Data export rights say which data may be exported; API Export lets a program do it with a token./,
    );
  });

  it("offers acts on rows, and none where nothing may be edited", () => {
    assert.deepEqual(grid("", "", { draft: "roles" }).rowActions, ["add", "duplicate", "remove", "restore"]);
    assert.deepEqual(grid("", "", { draft: "assignments" }).rowActions, []);
    assert.deepEqual(grid("", "", { draft: "roles", readOnly: "No." }).rowActions, []);
  });

  it("shows a row that came as new, and one that went where it was, and counts each once", () => {
    const content = grid("Boston,boston\n", "", { draft: "dags" });
    assert.deepEqual(came(content), ["boston removed"]);
    assert.deepEqual(
      content.rows.map(({ key }) => key),
      ["boston", "lyon"],
    );
    assert.deepEqual([content.status.changes, content.status.problems], [1, []]);
    const more = grid("Boston,boston\n", "Boston,boston\nOslo,new:1\n", { draft: "dags" });
    assert.deepEqual([came(more), more.status.changes], [["new:1 added"], 1]);
  });

  it("has its columns and its first row also where there were none", () => {
    const live = trial({ tables: { dag: tableOf([], []) } });
    const base = { text: "\n", takenAt: 0 };
    const names = ({ columns }: GridContent) => columns.map(({ name }) => name);
    const empty = grid("", "", { draft: "dags", live, base, text: "\n" });
    assert.deepEqual(names(empty), ["data_access_group_name", "unique_group_name", "members"]);
    const text = "unique_group_name,data_access_group_name\nnew:1,Oslo\n";
    const first = grid("", "", { draft: "dags", live, base, text });
    assert.deepEqual([names(first), came(first), first.status.problems], [names(empty), ["new:1 added"], []]);
  });

  it("says the encoding of the project, by all its tables", () => {
    assert.equal(grid("", "", { draft: "roles" }).forms.encoding, "bits");
    const roles = [["U-1", "Team", 0, 0, 0, 0, 0, "visit:1,labs:2"]];
    const legacy = trial({ roles, without: ["user"] });
    assert.equal(grid("", "", { draft: "roles", live: legacy }).forms.encoding, "legacy");
  });

  it("shows a column of REDCap's that is called like one of ours", () => {
    const tables = { dag: tableOf(["unique_group_name", "status"], [["boston", "open"]]) };
    const content = grid("", "", { draft: "dags", live: trial({ tables }) });
    assert.deepEqual(cell(content, "boston", "status"), { value: "open", text: "open" });
  });

  it("shows every cell as the draft has it", () => {
    for (const draft of ["users", "roles", "dags"] as const) {
      const [table, content] = [draftTable(trial(), draft), grid("", "", { draft })];
      const key = table.columns.indexOf(DRAFTS[draft].key);
      for (const row of table.rows)
        table.columns.forEach((name, at) =>
          assert.equal(cell(content, cellText(row[key]), name).value, cellText(row[at])),
        );
    }
  });
});
