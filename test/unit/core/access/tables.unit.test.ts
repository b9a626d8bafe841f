import assert from "node:assert/strict";
import { describeColumn, RIGHT_COLUMNS, TABLE_NAMES, TABLES } from "../../../../src/core/access/tables";
import { english } from "../../../../src/core/text/message";
import { inEnglish } from "../../../support/inEnglish";

describe("TABLES", () => {
  for (const name of TABLE_NAMES) {
    it(`${name}: its key is one of its columns, and no column stands twice`, () => {
      const names = TABLES[name].columns.map((column) => column.name);
      assert.ok(names.includes(TABLES[name].key));
      assert.equal(new Set(names).size, names.length);
    });

    it(`${name}: every column says in one line what it is for`, () => {
      for (const column of TABLES[name].columns) assert.match(english(column.help), /^\S[^\n]*\.$/, column.name);
    });
  }

  it("lists the lock columns of roles in the reverse order of users', as REDCap exports them", () => {
    const locks = (table: "user" | "userRole") =>
      TABLES[table].columns.map((column) => column.name).filter((name) => name.startsWith("lock_"));
    assert.deepEqual(locks("userRole"), locks("user").toReversed());
  });

  it("knows which blanks are dangerous", () => {
    assert.match(inEnglish(describeColumn("userRoleMapping", "unique_role_name")?.blankMeans ?? ""), /out of the role/);
    assert.match(
      inEnglish(describeColumn("userDagMapping", "redcap_data_access_group")?.blankMeans ?? ""),
      /every record/,
    );
  });

  it("calls every code of every right what REDCap's page calls it", () => {
    const exports = { 0: "No access", 1: "Full data set", 2: "De-identified", 3: "Identifiers removed" };
    const several: Readonly<Record<string, object>> = {
      user_rights: { 0: "No access", 1: "Full access", 2: "Read only" },
      data_export: exports,
      data_export_tool: exports,
      data_quality_resolution: {
        0: "No access",
        1: "View only",
        2: "Respond to queries",
        3: "Open, close and respond to queries",
        4: "Open queries",
        5: "Open and respond to queries",
      },
      lock_records: { 0: "No access", 1: "Lock and unlock", 2: "Lock and unlock with e-signature" },
    };
    const choices = RIGHT_COLUMNS.filter((column) => column.choices);
    assert.deepEqual(
      choices.filter(({ kind }) => kind === "choice").map(({ name }) => name),
      ["user_rights", "data_export", "data_export_tool", "data_quality_resolution", "lock_records"],
    );
    for (const { name, choices: codes = [] } of choices) {
      const titles = Object.fromEntries(codes.map(({ value, title }) => [value, title]));
      assert.deepEqual(inEnglish(titles), several[name] ?? { 0: "No", 1: "Yes" }, name);
    }
  });

  it("leaves a column of a newer REDCap undescribed instead of guessing", () => {
    assert.equal(describeColumn("user", "right_of_redcap_18"), undefined);
  });

  it("orders export levels by power, not by number", () => {
    const exports = RIGHT_COLUMNS.find((column) => column.name === "data_export");
    assert.deepEqual(
      exports?.choices?.map((choice) => choice.value),
      ["0", "2", "3", "1"],
    );
  });
});
