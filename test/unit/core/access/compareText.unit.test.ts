import assert from "node:assert/strict";
import { assignmentsText, rolesText } from "../../../../src/core/access/compareText";
import { EMPTY_TABLE, tableOf } from "../../../../src/core/dataTable";
import { trial } from "../trial";
import { english } from "../../../../src/core/text/message";
import { inEnglish } from "../../../support/inEnglish";

const COLUMNS = ["unique_role_name", "role_label", "forms", "data_export_tool", "design", "zebra", "alpha"];
const roles = (columns: readonly string[], ...rows: readonly (readonly string[])[]) =>
  english(rolesText(trial({ tables: { userRole: tableOf(columns, rows) } })));

describe("the roles of a project beside those of another", () => {
  it("are in the order of their names, with rights in words and in the order of the tables", () => {
    assert.equal(
      inEnglish(
        roles(
          COLUMNS,
          ["U-2", "Team", "visit:130,labs:129", "0", "1", "7", "x"],
          ["U-1", "Lead", "", "1", "0", "", ""],
        ),
      ),
      [
        "Lead",
        "  Project Design and Setup: No",
        "  Data Export Tool: Full data set",
        "  Data Viewing Rights:",
        "  alpha: ",
        "  zebra: ",
        "",
        "Team",
        "  Project Design and Setup: Yes",
        "  Data Export Tool: No access",
        "  Data Viewing Rights:",
        "    labs: Read only",
        "    visit: View & edit",
        "  alpha: x",
        "  zebra: 7",
        "",
      ].join("\n"),
    );
  });

  it("read the same whatever their ids, the order of columns and rows, and the notation of rights", () => {
    const one = roles(
      ["unique_role_name", "role_label", "design", "forms"],
      ["U-1", "Lead", "1", "visit:1,labs:2"],
      ["U-2", "Team", "0", "visit:0"],
    );
    const other = roles(
      ["forms", "design", "role_label", "unique_role_name"],
      ["visit:128", "0", "Team", "U-88"],
      ["labs:129,visit:130", "1", "Lead", "U-77"],
    );
    assert.equal(inEnglish(other), one);
  });

  it("show names that differ at their end as different, and a line break in a name as no line", () => {
    const long = "x".repeat(300);
    const text = roles(["unique_role_name", "role_label"], ["U-1", `${long}a`], ["U-2", `${long}b`], ["U-3", "A\nB"]);
    assert.ok(inEnglish(text).includes(`${long}a\n`) && inEnglish(text).includes(`${long}b\n`));
    assert.equal(
      inEnglish(text).split("\n").length,
      inEnglish(roles(["unique_role_name", "role_label"], ["1", "a"], ["2", "b"], ["3", "c"])).split("\n").length,
    );
  });

  it("are nothing where the project has none, or they could not be read", () => {
    assert.equal(inEnglish(rolesText(trial({ tables: { userRole: EMPTY_TABLE } }))), "");
    assert.equal(inEnglish(rolesText(trial({ without: ["userRole"] }))), "");
  });
});

describe("the assignments of a project beside those of another", () => {
  it("are one line for each person by username, with names of role and group", () => {
    assert.equal(
      inEnglish(assignmentsText(trial({ people: { Zoe: { role: "U-9GONE" }, adam: { dag: "boston" } } }))),
      [
        "Zoe: U-9GONE; no DAG",
        "adam: no role; DAG Boston",
        "ann: Administrators; no DAG",
        "bob: Data Entry; DAG Boston",
        "carol: Data Entry; DAG Boston",
        "dave: no role; DAG Lyon",
        "eve: no role; no DAG",
        "",
      ].join("\n"),
    );
  });
});
