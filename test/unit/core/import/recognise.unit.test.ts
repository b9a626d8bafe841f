import { english, verbatim } from "../../../../src/core/text/message";
import assert from "node:assert/strict";
import { notAccess, recogniseTable } from "../../../../src/core/import/recognise";
import { readableTable } from "../../../../src/core/access/readable";
import { TABLE_NAMES } from "../../../../src/core/access/tables";
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

  it("is no list of people whose column has another name", () => {
    assert.equal(recognised("user,unique_role_name"), "");
    assert.equal(recognised("email,role_name"), "");
    assert.equal(recognised("data_access_group_name,unique_group_name,note"), "dag");
  });

  it("has to be named where the columns leave it open", () => {
    assert.equal(recognised("username"), "user or userRoleMapping or userDagMapping");
    assert.equal(recognised("username,data_access_group"), "user or userRoleMapping or userDagMapping");
    assert.equal(recognised("role_label,unique_group_name"), "userRole or dag");
  });

  it("is the list of users where it says more than one of the other tables can", () => {
    for (const header of [
      "username,unique_role_name,expiration",
      "username,role,dag,remove",
      "username,role_name,design",
      "username,email,role_name",
    ])
      assert.equal(recognised(header), "user", header);
  });

  it("may call roles and groups by their names", () => {
    assert.equal(recognised("username,role_name"), "userRoleMapping");
    assert.equal(recognised("username,role_name,group_name"), "userRoleMapping");
    assert.equal(recognised("username,dag"), "userDagMapping");
  });

  it("is none where most columns are strange, whatever single ones are called", () => {
    for (const header of [
      "group_id,group_name,is_default_group,graphical,design",
      "username,name,team,floor,expiration",
      "username,email,sag,sag_id",
      "ui_id,username,user_email,expiration",
      "record_id,redcap_data_access_group,username,expiration",
      "username,redcap_data_access_group,visit_complete",
      "username,form_name,permission",
    ])
      assert.equal(recognised(header), "", header);
  });

  it("is missed in a sentence that never names a column which is there", () => {
    const why = (columns: readonly string[]) => english(notAccess(columns) ?? verbatim(""));
    const sentence = why(["Username", "form_name", "A1B2C3D4E5F60718293A4B5C6D7E8F90"]);
    assert.match(sentence, /form_name and a token are not columns of one. Too few of its columns are/);
    assert.doesNotMatch(sentence, /username|A1B2/i);
    assert.match(why(["ui_id", "username"]), /list of the accounts of a whole server/);
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
