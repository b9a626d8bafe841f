import assert from "node:assert/strict";
import { recogniseTable } from "../../../../src/core/import/recognise";
import { readableTable } from "../../../../src/core/access/readable";
import { TABLE_NAMES } from "../../../../src/core/tables";
import { trial } from "../trial";

const recognised = (header: string) => recogniseTable(header.split(",")).join(" or ");

describe("An access table in a file", () => {
  it("is known by its columns, whatever their order and case", () => {
    assert.equal(recognised("username,design,forms"), "user");
    assert.equal(recognised("expiration,Username"), "user");
    assert.equal(recognised("UNIQUE_ROLE_NAME,username"), "userRoleMapping");
    assert.equal(recognised("username,unique_role_name,data_access_group"), "userRoleMapping");
    assert.equal(recognised("username,redcap_data_access_group"), "userDagMapping");
    assert.equal(recognised("role_label"), "userRole");
    assert.equal(recognised("unique_role_name,design"), "userRole");
    assert.equal(recognised("data_access_group_name,unique_group_name,data_access_group_id"), "dag");
  });

  it("has to be named where the columns leave it open", () => {
    assert.equal(recognised("username"), "user or userRoleMapping or userDagMapping");
    assert.equal(recognised("username,data_access_group"), "user or userRoleMapping or userDagMapping");
    assert.equal(recognised("username,unique_role_name,expiration"), "user or userRoleMapping");
    assert.equal(recognised("role_label,unique_group_name"), "userRole or dag");
  });

  it("is not every list with usernames", () => {
    assert.equal(recognised("timestamp,username,action,details,record"), "");
    assert.equal(recognised("project_id,project_title"), "");
    assert.equal(recognised("ERROR: something"), "");
  });

  for (const table of TABLE_NAMES)
    it(`is known in our own readable export of ${table}`, () => {
      const { columns } = readableTable(trial(), table, { today: { today: "2026-06-15", soonDays: 30 } });
      assert.deepEqual(recogniseTable(columns), [table]);
    });
});
