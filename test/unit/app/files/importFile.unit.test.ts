import { english } from "../../../../src/core/text/message";
import { said } from "../../core/problems";
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { importFile } from "../../../../src/app/files/importFile";
import { problemCount } from "../../../../src/codec/problems";
import type { Answers } from "../../../../src/core/rules/questions";
import type { ImportChoices, ImportOutcome } from "../../../../src/app/files/importFile";
import type { Snapshot } from "../../../../src/core/access/snapshot";
import { buildSnapshot } from "../../../../src/core/access/snapshot";
import { tableOf } from "../../../../src/core/dataTable";
import { inShort, trial } from "../../core/trial";
import { setCell } from "../../../../src/core/edits/edit";

async function imported(text: string, choices: ImportChoices = {}, live: Snapshot = trial()): Promise<ImportOutcome> {
  return await importFile(new TextEncoder().encode(text), live, choices);
}

async function read(text: string, choices: ImportChoices = {}, live?: Snapshot) {
  const outcome = await imported(text, choices, live);
  assert.equal(outcome.kind, "read", JSON.stringify(outcome));
  return outcome;
}

describe("Importing a file", () => {
  it("tells what would change, and changes nothing by itself", async () => {
    const { table, edits, counts } = await read('[{"username":"carol","unique_role_name":"U-3MON"}]');
    assert.equal(table, "userRoleMapping");
    assert.deepEqual(edits, [setCell("assignments", "carol", "unique_role_name", "U-2ENTRY", "U-3MON")]);
    assert.deepEqual(counts, { added: 0, changed: 1, unchanged: 0, removed: 0 });
  });

  it("is refused with the number of all its problems, however many", async () => {
    const outcome = await imported(`username,unique_role_name\n${"eve\n".repeat(5000)}`);
    assert.ok(outcome.kind === "refused");
    assert.equal(problemCount(outcome.problems), 5000);
    const last = outcome.problems.at(-1);
    assert.equal(last && said(last), "Line 1001: There are 4000 more problems.");
  });

  it("knows no new role of a draft by its key, which means another one in every project", async () => {
    const { edits, refused } = await read("username,unique_role_name\neve,new:1\n");
    assert.deepEqual(edits, []);
    assert.equal(refused.length, 1);
  });

  it("asks which table it is where the columns leave that open", async () => {
    const file = "username,data_access_group\neve,lyon\n";
    assert.deepEqual(await imported(file), {
      kind: "ambiguous",
      candidates: ["user", "userRoleMapping", "userDagMapping"],
    });
    const { edits, questions } = await read(file, { table: "userDagMapping" });
    assert.deepEqual([edits.map(inShort).map(({ after }) => after), questions], [["lyon"], []]);
  });

  it("says where rows are that cannot be taken", async () => {
    const places = async (text: string) => (await read(text)).refused.map((each) => said(each).split(":")[0]);
    assert.deepEqual(await places("username,unique_role_name\n\nbob,U-2ENTRY\nzoe,U-3MON\n"), ["Line 4"]);
    assert.deepEqual(await places('[{"username":"bob","unique_role_name":"x"}]'), ["Entry 1"]);
  });

  it("refuses what cannot be read, is no access table or has no rows", async () => {
    const troubles = async (text: string, live?: Snapshot) => {
      const outcome = await imported(text, {}, live);
      return outcome.kind === "refused" ? outcome.problems.map(said) : outcome;
    };
    assert.deepEqual(await troubles("username,unique_role_name\nbob\n"), [
      "Line 2: This row has 1 cell, but the header has 2. Check the commas and quotes in this row.",
    ]);
    assert.deepEqual(await troubles("[]"), ["The file has no rows, so there is nothing to import."]);
    assert.deepEqual(await troubles("timestamp,username,action\n2026,bob,x\n"), [
      "This is not an access table. timestamp and action are not columns of one. Too few of its columns are, such as unique_role_name, expiration or design. Choose a file with REDCap's users, roles, groups or assignments.",
    ]);
    assert.deepEqual(await troubles("role_label\nNew\n", trial({ without: ["userRole"] })), [
      "User Roles of this project cannot be read.",
    ]);
  });

  it("asks for the encoding of what is not in UTF-8 before it reads a name", async () => {
    const outcome = await importFile(Buffer.from("role_label\nZürich\n", "latin1"), trial());
    assert.ok(outcome.kind === "encoding");
    assert.equal(outcome.guesses[0]?.sample, "Zürich");
  });

  it("says when it removes nothing", async () => {
    const { notes } = await read("username,unique_role_name\nzoe,U-3MON\n", { match: true });
    assert.deepEqual(notes.map(english), [
      "Nothing is removed, because rows were left out that may name what would go.",
    ]);
  });
});

/** A project that has the instruments, groups, roles and assigned people of the examples. */
const FITTING = ((): Snapshot => {
  const forms = [
    ..."demographics health race_and_ethnicity form_1 day_3 other".split(" "),
    ..."text_validation data_types survey consent a b".split(" "),
  ];
  const right = (code: number) => forms.map((name) => `${name}:${code}`).join();
  const people = "expendable_user test_user global_user ca_dt_person fl_dt_person alice john.doe jane.smith admin.user";
  const names = [...people.split(" "), "jsmith", "test person", "admin_user"];
  const rights = ["design", "user_rights", "forms", "forms_export"];
  const dags = "daga group_1 group_2 new_haven ca_site fl_site".split(" ");
  return buildSnapshot({
    ...trial(),
    instruments: forms.map((name) => ({ name, label: name })),
    tables: {
      user: tableOf(
        ["username", "expiration", "data_access_group", ...rights],
        names.map((name) => [name, "", "", 0, 0, right(128), right(0)]),
      ),
      userRole: tableOf(
        ["unique_role_name", "role_label", ...rights],
        ["U-942MC93HH8", "U-2119C4Y87T", "U-527D39JXAC"].map((id) => [id, `Role ${id}`, 0, 0, right(128), right(0)]),
      ),
      userRoleMapping: tableOf(
        ["username", "unique_role_name"],
        names.map((name) => [name, name === "global_user" ? "U-942MC93HH8" : ""]),
      ),
      userDagMapping: tableOf(
        ["username", "redcap_data_access_group"],
        names.map((name) => [name, /global|admin/.test(name) ? "daga" : ""]),
      ),
      dag: tableOf(
        ["data_access_group_name", "unique_group_name"],
        dags.map((name) => [name, name]),
      ),
    },
  });
})();

/** What becomes of every example in a project that it fits, and in a small trial that knows nobody and nothing of it. */
const EXAMPLES: Readonly<Record<string, readonly [fitting: string, strange: string]>> = {
  "users/u01-rc10.5-data_export-two-users.csv": ["user: 2 added", "user: 2 refused"],
  "users/u06-rc14.1-user_rights-read-only.csv": ["user: 2 added", "user: 1 added, 1 refused"],
  "users/u08-2026-label-legacy-form-code.csv": ["user: 1 added", "user: 1 refused"],
  "users/u09-2026-bit-code-130.csv": ["user: 1 added", "user: 1 refused"],
  "users/u11-pycap-doc.json": ["user: 1 changed", "user: 1 refused"],
  "users/u12-doc-import.json": ["user: 2 added", "user: 2 refused"],
  "users/u13-doc-import.csv": ["user: 2 added", "user: 2 refused"],
  "users/u14-doc-import.xml": ["user: 1 added", "user: 1 refused"],
  "users/u16-acg-bulk-upload.csv": ["user: 2 added", "user: 2 refused"],
  "users/u25-empty.json": [
    "The file has no rows, so there is nothing to import.",
    "The file has no rows, so there is nothing to import.",
  ],
  "users/u29-form-codes-all.json": ["user: 1 refused", "user: 1 refused"],
  "users/u34-quoting.csv": ["user: 3 added", "user: 1 added, 2 refused"],
  "roles/r01-pycap-doc.json": ["userRole: 1 changed", "userRole: 1 refused, asks foreignRoles"],
  "roles/r03-doc-import.json": ["userRole: 1 changed", "userRole: 1 refused, asks foreignRoles"],
  "roles/r04-doc-import.csv": ["userRole: 2 changed", "userRole: 2 refused, asks foreignRoles"],
  "roles/r05-doc-import.xml": ["userRole: 1 changed", "userRole: 1 refused, asks foreignRoles"],
  "roles/r10-create-minimal.request.json": ["userRole: 1 added", "userRole: 1 added"],
  "rolemap/m01-three-columns.csv": ["userRoleMapping: 1 unchanged", "userRoleMapping: 1 refused"],
  "rolemap/m03-doc-import.json": [
    "userRoleMapping: 2 changed, 1 unchanged, asks blankRoles",
    "userRoleMapping: 3 refused",
  ],
  "rolemap/m04-doc-import.csv": [
    "userRoleMapping: 2 changed, 1 unchanged, asks blankRoles",
    "userRoleMapping: 3 refused",
  ],
  "rolemap/m05-doc-import.xml": [
    "userRoleMapping: 2 changed, 1 unchanged, asks blankRoles",
    "userRoleMapping: 3 refused",
  ],
  "rolemap/m06-pycap-doc.json": ["userRoleMapping: 1 unchanged", "userRoleMapping: 1 refused"],
  "rolemap/m07-unassigned-omitted.json": ["userRoleMapping: 1 changed", "userRoleMapping: 1 refused"],
  "dags/d01-two-dags.csv": ["dag: 2 added, asks foreignDags", "dag: 2 added, asks foreignDags"],
  "dags/d03-none.json": [
    "The file has no rows, so there is nothing to import.",
    "The file has no rows, so there is nothing to import.",
  ],
  "dags/d04-doc-export.json": ["dag: 2 changed", "dag: 2 added, asks foreignDags"],
  "dags/d05-doc-import-new.csv": ["dag: 2 added", "dag: 2 added"],
  "dags/d06-doc-import-rename.csv": ["dag: 1 added, 1 changed, asks foreignDags", "dag: 2 added, asks foreignDags"],
  "dags/d07-import.xml": ["dag: 1 added, 2 changed", "dag: 3 added, asks foreignDags"],
  "userdag/g01-unassigned.csv": ["userDagMapping: 1 unchanged", "userDagMapping: 1 refused"],
  "userdag/g03-doc-export.json": [
    "userDagMapping: 2 changed, 1 unchanged, asks blankDags",
    "userDagMapping: 3 refused",
  ],
  "userdag/g04-doc-import.csv": ["userDagMapping: 2 changed, 1 unchanged, asks blankDags", "userDagMapping: 3 refused"],
  "userdag/g05-import.xml": ["userDagMapping: 2 changed, 1 unchanged, asks blankDags", "userDagMapping: 3 refused"],
  "context/p01-project-info.csv": ["no access table", "no access table"],
  "context/l01-log.csv": ["no access table", "no access table"],
};

describe("Every example of a table", () => {
  const { tables } = JSON.parse(readFileSync("test/fixtures/examples/expected.json", "utf8")) as {
    readonly tables: readonly { readonly file: string }[];
  };

  it("has an outcome here", () =>
    assert.deepEqual(
      Object.keys(EXAMPLES),
      tables.map(({ file }) => file),
    ));

  for (const [file, [fitting, strange]] of Object.entries(EXAMPLES))
    it(`${file} → ${fitting}; in a project that it is not from → ${strange}`, async () => {
      const bytes = readFileSync(`test/fixtures/examples/${file}`);
      assert.deepEqual(
        [told(await importFile(bytes, FITTING)), told(await importFile(bytes, trial()))],
        [fitting, strange],
      );
    });
});

describe("Every other example", () => {
  it("is told from a table of access, and refused in a sentence", async () => {
    const root = "test/fixtures/examples";
    const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((file) => /\/.+\.\w+$/.test(file));
    const others = files.filter((file) => !(file in EXAMPLES)).sort();
    assert.equal(others.length, 20);
    for (const file of others) {
      const outcome = await importFile(readFileSync(`${root}/${file}`), FITTING);
      assert.equal(outcome.kind, "refused", file);
      if (outcome.kind !== "refused") continue;
      const sentence = /not (?:like )?an access table|no rows/.test(outcome.problems.map(said)[0] ?? "") ? "" : file;
      // The list of complaints about roles has lines with a second cell.
      assert.ok(sentence === "" || file.includes("e12"), JSON.stringify(outcome));
    }
  });
});

describe("What the documents of REDCap say that a file does", () => {
  const edits = async (file: string, answers: Answers) => {
    const outcome = await importFile(readFileSync(`test/fixtures/examples/${file}`), FITTING, { answers });
    return outcome.kind === "read"
      ? outcome.edits.map(inShort).map(({ key, column, after }) => `${key}.${column} → ${after}`)
      : [];
  };

  it("it does once the person has said so: blank roles and groups take people out, names make groups", async () => {
    for (const format of ["m03-doc-import.json", "m04-doc-import.csv", "m05-doc-import.xml"])
      assert.ok(
        (await edits(`rolemap/${format}`, { blankRoles: "unassign" })).includes("global_user.unique_role_name → "),
      );
    assert.ok(
      (await edits("userdag/g05-import.xml", { blankDags: "clear" })).includes("global_user.data_access_group → "),
    );
    assert.deepEqual(
      (await edits("dags/d05-doc-import-new.csv", {})).filter(
        (edit) => !edit.endsWith("new:1") && !edit.endsWith("new:2"),
      ),
      ["new:1.data_access_group_name → New Haven", "new:2.data_access_group_name → Seattle"],
    );
  });
});

function told(outcome: ImportOutcome): string {
  if (outcome.kind === "encoding") return "asks for the encoding";
  if (outcome.kind === "ambiguous") return outcome.candidates.join(" or ");
  if (outcome.kind === "refused") {
    const [first = ""] = outcome.problems.map(said);
    return first.replace(/.*not an access table.*/, "no access table");
  }
  const rows = new Set(outcome.refused.map(({ place }) => place.row)).size;
  const { added, changed, unchanged, removed } = outcome.counts;
  const counts = Object.entries({ added, changed, unchanged, removed, refused: rows })
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${count} ${name}`);
  // The projects of these tests have few of the rights that examples give.
  const asked = outcome.questions.filter(({ id }) => id !== "columnsUnknown").map(({ id }) => `asks ${id}`);
  return `${outcome.table}: ${[...counts, ...asked].join(", ")}`;
}
