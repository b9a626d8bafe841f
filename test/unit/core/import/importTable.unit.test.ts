import { english } from "../../../../src/core/text/message";
import assert from "node:assert/strict";
import { decodeCsv } from "../../../../src/codec/csv";
import { decodeJson } from "../../../../src/codec/json";
import type { Answers } from "../../../../src/core/rules/questions";
import { importTable } from "../../../../src/core/import/importTable";
import type { Snapshot } from "../../../../src/core/access/snapshot";
import type { TableName } from "../../../../src/core/access/tables";
import { inShort, trial } from "../trial";

interface Options {
  readonly live?: Snapshot;
  readonly answers?: Answers;
  readonly match?: boolean;
  readonly coming?: ReadonlySet<string>;
}

function imported(table: TableName, csv: string, { live = trial(), ...more }: Options = {}) {
  return importTable({ table, source: decodeCsv(csv).table, live, ...more });
}

/** "carol.unique_role_name: U-2ENTRY → U-3MON" */
function edits(table: TableName, csv: string, options?: Options): readonly string[] {
  return imported(table, csv, options)
    .edits.map(inShort)
    .map((e) => `${e.key}.${e.column}: ${e.before} → ${e.after}`);
}

function asked(table: TableName, csv: string, options?: Options): readonly string[] {
  return imported(table, csv, options).questions.map(({ id, about }) => `${id}: ${about.join()}`);
}

function refused(table: TableName, csv: string, options?: Options): readonly string[] {
  return imported(table, csv, options).refused.map(({ place, message }) => `${place.row}: ${english(message)}`);
}

const ROLES = "username,unique_role_name\n";
const NO_ROLES = trial({ tables: { userRole: { columns: [], rows: [] } } });

describe("Importing role assignments", () => {
  it("changes the cells that differ and counts the rows", () => {
    const made = imported("userRoleMapping", `${ROLES}carol,U-3MON\nbob,U-2ENTRY\neve,U-3MON\n`);
    assert.deepEqual(made.counts, { added: 0, changed: 2, unchanged: 1, removed: 0 });
    assert.deepEqual(edits("userRoleMapping", `${ROLES}carol,U-3MON\neve,U-3MON\n`), [
      "carol.unique_role_name: U-2ENTRY → U-3MON",
      "eve.unique_role_name:  → U-3MON",
    ]);
  });

  it("takes the name of a role where only one role has it", () => {
    const row = ["U-4TWICE", "Monitor", 0, 0, 0, 0, 0, ""];
    const twice = trial({ roles: [["U-2ENTRY", "Data Entry"], ["U-3MON", "Monitor"], row] });
    assert.deepEqual(edits("userRoleMapping", `${ROLES}eve,Monitor\n`), ["eve.unique_role_name:  → U-3MON"]);
    assert.deepEqual(refused("userRoleMapping", `${ROLES}eve,Monitor\n`, { live: twice }), [
      '0: More than one role is called "Monitor" (U-3MON and U-4TWICE). Write the ID of the one you mean.',
    ]);
    assert.deepEqual(refused("userRoleMapping", `${ROLES}eve,U-9\n`), ['0: There is no role "U-9" in this project.']);
    const both = "username,unique_role_name,role_label\neve,U-3MON,Monitor\n";
    assert.deepEqual(edits("userRoleMapping", both, { live: twice }), ["eve.unique_role_name:  → U-3MON"]);
  });

  it("takes the id or the name beside it, whichever somebody changed, and refuses two different roles", () => {
    const of = (id: string, label: string) => `username,unique_role_name,role_label\nbob,${id},${label}\n`;
    assert.deepEqual(edits("userRoleMapping", of("U-2ENTRY", "Data Entry")), []);
    for (const [id, label] of [
      ["U-2ENTRY", "Monitor"],
      ["U-3MON", "Data Entry"],
      ["", "Monitor"],
      ["U-3MON", ""],
    ] as const)
      assert.deepEqual(edits("userRoleMapping", of(id, label)), ["bob.unique_role_name: U-2ENTRY → U-3MON"]);
    assert.match(refused("userRoleMapping", of("U-3MON", "Administrators"))[0] ?? "", /are two different roles/);
  });

  it("asks before a blank or missing role takes anybody out, and takes nobody out until then", () => {
    assert.deepEqual(asked("userRoleMapping", `${ROLES}carol,\neve,\n`), ["blankRoles: carol"]);
    assert.deepEqual(asked("userRoleMapping", "username\ncarol\neve\n"), ["roleColumnMissing: carol"]);
    assert.deepEqual(edits("userRoleMapping", `${ROLES}carol,\n`), []);
    const out = ["carol.unique_role_name: U-2ENTRY → "];
    assert.deepEqual(edits("userRoleMapping", `${ROLES}carol,\n`, { answers: { blankRoles: "unassign" } }), out);
    const answers = { roleColumnMissing: "unassign" } as const;
    assert.deepEqual(edits("userRoleMapping", "username\ncarol\n", { answers }), out);
  });

  it("never adds people, unless a draft adds them already", () => {
    assert.deepEqual(refused("userRoleMapping", `${ROLES}zoe,U-3MON\n`), [
      "0: There is no user zoe in this project. Correct the name, or add the person in Users first.",
    ]);
    assert.deepEqual(edits("userRoleMapping", `${ROLES}zoe,U-3MON\n`, { coming: new Set(["zoe"]) }), [
      "zoe.unique_role_name:  → U-3MON",
    ]);
  });

  it("takes those out of their roles whom the file does not name only when the project shall match it", () => {
    const all = { match: true };
    assert.deepEqual(edits("userRoleMapping", `${ROLES}ann,U-1ADMIN\nbob,U-2ENTRY\n`, all), [
      "carol.unique_role_name: U-2ENTRY → ",
    ]);
    assert.deepEqual(edits("userRoleMapping", `${ROLES}ann,U-1ADMIN\n`), []);
  });

  it("refuses a row that names nobody, and the second of two", () => {
    assert.deepEqual(refused("userRoleMapping", `${ROLES},U-3MON\nbob,U-2ENTRY\nbob,U-3MON\n`), [
      "0: This row has no username.",
      "2: bob is listed more than once. Keep one of the rows.",
    ]);
  });
});

describe("Importing people in other letters", () => {
  it("takes every spelling for the person of the project, whose spelling stays", () => {
    for (const name of ["DAVE", '" dave "', "Dave"]) {
      assert.deepEqual(edits("user", `username,expiration\n${name},2027-01-31\n`), ["dave.expiration:  → 2027-01-31"]);
      assert.deepEqual(edits("userRoleMapping", `${ROLES}${name},U-3MON\n`), ["dave.unique_role_name:  → U-3MON"]);
      assert.deepEqual(edits("userDagMapping", `username,redcap_data_access_group\n${name},boston\n`), [
        "dave.data_access_group: lyon → boston",
      ]);
    }
  });

  it("does not take somebody out of their group by a file that says nothing of groups", () => {
    const made = imported("user", "username,expiration\nDAVE,\n");
    assert.deepEqual([made.edits, made.counts.unchanged, made.counts.added], [[], 1, 0]);
  });

  it("removes nobody whom the file spells otherwise", () => {
    const file = "username\nANN\nBob\n carol\ndave \nEVE\n";
    assert.deepEqual(edits("user", file, { match: true }), []);
    assert.deepEqual(edits("user", file.replace("EVE\n", ""), { match: true }), ["eve.username: eve → "]);
    assert.deepEqual(
      edits("userRoleMapping", `${ROLES}ANN,U-1ADMIN\nBOB,U-2ENTRY\nCarol,U-2ENTRY\n`, { match: true }),
      [],
    );
  });

  it("refuses the second line of a person in other letters, of somebody who is new too", () => {
    assert.deepEqual(refused("userRoleMapping", `${ROLES}bob,U-2ENTRY\nBOB,U-3MON\n`), [
      "1: bob is listed more than once. Keep one of the rows.",
    ]);
    assert.equal(refused("user", "username\nzoe\nZoe\n").length, 1);
  });

  it("knows somebody whom a draft adds in other letters", () => {
    assert.deepEqual(edits("userRoleMapping", `${ROLES}ZOE,U-3MON\n`, { coming: new Set(["zoe"]) }), [
      "zoe.unique_role_name:  → U-3MON",
    ]);
  });
});

describe("Importing DAG assignments", () => {
  it("takes those out of their groups, and of nothing else, whom a file that the project shall match does not name", () => {
    const file = "username,redcap_data_access_group\nbob,boston\n";
    assert.deepEqual(edits("userDagMapping", file), []);
    assert.deepEqual(edits("userDagMapping", file, { match: true }), [
      "carol.data_access_group: boston → ",
      "dave.data_access_group: lyon → ",
    ]);
  });
});

describe("Importing users", () => {
  it("adds people with what the file says of them", () => {
    assert.deepEqual(edits("user", "username,expiration,data_access_group,design\nzoe,2027-01-31,lyon,TRUE\n"), [
      "zoe.username:  → zoe",
      "zoe.expiration:  → 2027-01-31",
      "zoe.design:  → 1",
      "zoe.data_access_group:  → lyon",
    ]);
  });

  it("reads flags, codes and dates in every way that clients write them", () => {
    const right = (column: string, value: string) =>
      edits("user", `username,data_access_group,${column}\neve,,"${value}"\n`)[0]?.split("→ ")[1];
    for (const yes of ["1", "TRUE", "true", "Yes", "1.0"]) assert.equal(right("design", yes), "1");
    for (const no of ["0", "FALSE", "no", ""]) assert.equal(right("design", no), undefined);
    for (const level of ["2", "Read only", "2.0"]) assert.equal(right("user_rights", level), "2");
    for (const forms of [
      "labs:130,visit:130",
      "{'visit': 1, 'labs': 1}",
      '[""visit:1"",""labs:1""]',
      "visit:3.0,labs:1",
    ])
      assert.match(right("forms", forms) ?? "", /^visit:1(30|38),labs:130$/);
    assert.deepEqual(refused("user", "username,data_access_group,expiration,design\neve,,31/12/2026,maybe\n"), [
      '0: "31/12/2026" is not a date. Write it as YYYY-MM-DD, or leave it blank for never.',
      '0: Project Design and Setup cannot be "maybe". Use one of these: 0 (No) and 1 (Yes).',
    ]);
  });

  it("clears nothing in a row that says nothing of a column which other rows fill", () => {
    const rows = [{ username: "carol" }, { username: "dave", expiration: "2027-01-31" }];
    const { table: source } = decodeJson(JSON.stringify(rows));
    const made = importTable({ table: "user", source, live: trial() });
    assert.deepEqual(
      made.edits.map(inShort).map((e) => `${e.key}.${e.column}: ${e.before} → ${e.after}`),
      ["dave.expiration:  → 2027-01-31"],
    );
  });

  it("keeps groups that the file does not name until told otherwise", () => {
    const file = "username,expiration\nbob,\neve,\n";
    assert.deepEqual([edits("user", file), asked("user", file)], [[], ["dagColumnMissing: bob"]]);
    assert.deepEqual(edits("user", file, { answers: { dagColumnMissing: "clear" } }), [
      "bob.data_access_group: boston → ",
    ]);
    assert.deepEqual(asked("user", "username,data_access_group\nbob,\neve,\n"), ["blankDags: bob"]);
  });

  it("keeps instruments that a list leaves out until told otherwise, and knows both encodings for the same", () => {
    const file = 'username,data_access_group,forms\neve,,visit:129\nann,,"visit:1,labs:1"\n';
    assert.deepEqual(asked("user", file), ["formsMissing: eve"]);
    assert.deepEqual(edits("user", file), ["eve.forms: visit:130,labs:129 → visit:129,labs:129"]);
    assert.deepEqual(edits("user", file, { answers: { formsMissing: "none" } }), [
      "eve.forms: visit:130,labs:129 → visit:129,labs:128",
    ]);
    assert.deepEqual(refused("user", "username,data_access_group,forms\neve,,visit:7\ndave,lyon,x:1\n"), [
      '0: Data Viewing Rights of visit: "7" is not a code that REDCap has.',
      '1: Data Viewing Rights names "x", which is not an instrument of this project. Correct it, or take it out.',
    ]);
  });

  it("leaves an odd code that is there already alone, and takes the change of another instrument beside it", () => {
    const live = trial({ people: { eve: { rights: [0, 0, 0, 0, 0, "visit:136,labs:129"] } } });
    const said = (forms: string) => [
      edits("user", `username,data_access_group,forms\neve,,"${forms}"\n`, { live }),
      refused("user", `username,data_access_group,forms\neve,,"${forms}"\n`, { live }).length,
    ];
    assert.deepEqual(said("visit:136,labs:130"), [["eve.forms: visit:136,labs:129 → visit:136,labs:130"], 0]);
    assert.deepEqual(said("visit:144,labs:130"), [[], 1]);
  });

  it("leaves alone what REDCap lists for somebody and is no instrument, and refuses it of anybody else", () => {
    const live = trial({ people: { eve: { rights: [0, 0, 0, 0, 0, "visit:130,labs:129,old:1"] } } });
    const file =
      'username,data_access_group,forms\neve,,"visit:129,labs:129,old:1"\ndave,lyon,"visit:129,labs:129,old:1"\n';
    assert.deepEqual(refused("user", file, { live }), [
      '1: Data Viewing Rights names "old", which is not an instrument of this project. Correct it, or take it out.',
    ]);
    assert.equal(edits("user", file, { live }).length, 1);
  });

  it("leaves out rights that a role gives, or takes people out of the role for them, as told", () => {
    const file = "username,data_access_group,design,api_export\nbob,boston,1,0\ncarol,boston,0,0\n";
    assert.deepEqual([edits("user", file), asked("user", file)], [[], ["rightsInRole: bob"]]);
    assert.deepEqual(edits("user", file, { answers: { rightsInRole: "takeOut" } }), [
      "bob.design:  → 1",
      "bob.api_export:  → 0",
      "bob.unique_role_name: U-2ENTRY → ",
    ]);
  });

  it("keeps out columns that mean nothing here, and says so", () => {
    const made = imported("user", "username,email,data_access_group,shoe_size,mobile_app\neve,e@x.org,,42,1\n");
    assert.deepEqual(made.edits, []);
    assert.deepEqual(
      made.ignored.map(({ place, message }) => [place.column, english(message)]),
      [
        [3, 'The column "shoe_size" is ignored: Users have no such column.'],
        [4, 'The column "mobile_app" is ignored: this project has no such column.'],
      ],
    );
  });

  it("removes people only when the project shall match the file, and none while a row is left out", () => {
    const file = "username,data_access_group\nann,\nbob,boston\ncarol,boston\ndave,lyon\n";
    assert.deepEqual(edits("user", file), []);
    const matched = imported("user", file, { match: true });
    assert.deepEqual(edits("user", file, { match: true }), ["eve.username: eve → "]);
    assert.deepEqual([matched.counts.removed, matched.held], [1, false]);
    const held = imported("user", `${file}x,nowhere\n`, { match: true });
    assert.deepEqual([held.edits, held.held], [[], true]);
  });
});

describe("Importing roles and groups", () => {
  it("changes what has an id of this project and creates what has none", () => {
    assert.deepEqual(edits("userRole", "unique_role_name,role_label,design\nU-3MON,Monitors,1\n,Auditor,0\n"), [
      "U-3MON.role_label: Monitor → Monitors",
      "U-3MON.design: 0 → 1",
      "new:1.unique_role_name:  → new:1",
      "new:1.role_label:  → Auditor",
      "new:1.design:  → 0",
    ]);
    assert.deepEqual(edits("dag", "data_access_group_name,unique_group_name\nBasel,\nBoston North,boston\n"), [
      "new:1.unique_group_name:  → new:1",
      "new:1.data_access_group_name:  → Basel",
      "boston.data_access_group_name: Boston → Boston North",
    ]);
  });

  it("matches another project's roles by name, where only one has it, and clears the other ids", () => {
    const file = "unique_role_name,role_label,design\nU-X1,Monitor,1\nU-X2,Auditor,1\n";
    assert.deepEqual(asked("userRole", file), ["foreignRoles: Monitor,Auditor"]);
    assert.deepEqual(edits("userRole", file), [
      "U-3MON.design: 0 → 1",
      "new:1.unique_role_name:  → new:1",
      "new:1.role_label:  → Auditor",
      "new:1.design:  → 1",
    ]);
    assert.equal(edits("userRole", file, { answers: { foreignRoles: "leave" } }).length, 0);
    assert.equal(imported("userRole", file, { answers: { foreignRoles: "create" } }).counts.added, 2);
    assert.deepEqual(refused("userRole", "unique_role_name,role_label\nU-X1,Monitor\nU-X2,Monitor\n"), [
      '0: More than one role in the file is called "Monitor". Write the IDs.',
      '1: More than one role in the file is called "Monitor". Write the IDs.',
    ]);
    const live = trial({
      roles: [
        ["U-3MON", "Monitor"],
        ["U-4TWICE", "Monitor"],
      ],
    });
    assert.deepEqual(refused("userRole", "unique_role_name,role_label\nU-X1,Monitor\n", { live }), [
      '0: More than one role is called "Monitor" (U-3MON and U-4TWICE). Write the ID of the one you mean.',
    ]);
  });

  it("makes the first role of a project that has none", () => {
    assert.deepEqual(edits("userRole", "role_label,design,shoe_size\nAuditor,1,3\n", { live: NO_ROLES }), [
      "new:1.unique_role_name:  → new:1",
      "new:1.role_label:  → Auditor",
      "new:1.design:  → 1",
    ]);
  });

  it("removes what the file does not name only when the project shall match it", () => {
    const file = "data_access_group_name,unique_group_name\nBoston,boston\n";
    assert.deepEqual(
      [edits("dag", file), edits("dag", file, { match: true })],
      [[], ["lyon.unique_group_name: lyon → "]],
    );
    // A role that REDCap lists without its id has only just been made.
    const live = trial({
      roles: [
        ["U-3MON", "Monitor"],
        ["", "Arriving"],
      ],
    });
    assert.deepEqual(edits("userRole", "unique_role_name,role_label\nU-3MON,Monitor\n", { live, match: true }), []);
  });
});

describe("Importing export rights under their other names", () => {
  const level = (name: string, cell: string) =>
    trial({
      tables: {
        user: { columns: ["username", name], rows: [["eve", cell]] },
        userDagMapping: { columns: [], rows: [] },
      },
      without: ["userRoleMapping"],
    });

  it("gives one level to every instrument of a project that has lists", () => {
    const live = level("forms_export", "visit:0,labs:0");
    assert.deepEqual(edits("user", "username,data_export_tool\neve,2\n", { live }), [
      "eve.forms_export: visit:0,labs:0 → visit:2,labs:2",
    ]);
  });

  it("gives the level that all instruments share to a project that has one", () => {
    const live = level("data_export", "0");
    assert.deepEqual(edits("user", 'username,forms_export\neve,"visit:1,labs:1"\n', { live }), [
      "eve.data_export: 0 → 1",
    ]);
    assert.deepEqual(edits("user", "username,data_export_tool\neve,1\n", { live }), ["eve.data_export: 0 → 1"]);
    assert.equal(refused("user", 'username,forms_export\neve,"visit:1,labs:2"\n', { live }).length, 1);
  });
});
