import assert from "node:assert/strict";
import { tableOf } from "../../../../src/core/dataTable";
import type { Cell } from "../../../../src/core/dataTable";
import { effectiveRights, rightsLacking } from "../../../../src/core/access/tokenRights";
import { trial } from "../trial";
import { inEnglish } from "../../../support/inEnglish";

function project(api_import: Cell, user_rights: Cell) {
  const columns = ["username", "api_export", "api_import", "user_rights"];
  return trial({ tables: { user: tableOf(columns, [["ann", 1, api_import, user_rights]]) } });
}

describe("what keeps a token from changing access", () => {
  it("is nothing with API Import and full User Rights, as number or as text", () => {
    assert.deepEqual(inEnglish(rightsLacking(project(1, 1), "ann")), []);
    assert.deepEqual(inEnglish(rightsLacking(project("1", "1"), "ann")), []);
  });

  it("is a missing API Import, missing User Rights, or User Rights that only read", () => {
    assert.deepEqual(inEnglish(rightsLacking(project(0, 1), "ann")), ["API Import/Update"]);
    assert.deepEqual(inEnglish(rightsLacking(project(1, 0), "ann")), ["full User Rights"]);
    assert.deepEqual(inEnglish(rightsLacking(project(1, 2), "ann")), ["full User Rights"]);
    assert.deepEqual(inEnglish(rightsLacking(project("", 2), "ann")), ["API Import/Update", "full User Rights"]);
  });

  it("is found however the owner's name is written, as REDCap would", () => {
    assert.deepEqual(inEnglish(rightsLacking(project(0, 1), "Ann")), ["API Import/Update"]);
  });

  it("is not known of an owner who is not among the users", () => {
    assert.deepEqual(inEnglish(rightsLacking(project(0, 0), "zoe")), []);
    assert.deepEqual(inEnglish(rightsLacking(trial({ without: ["user"] }), "ann")), []);
  });
});

describe("the sentence about a token", () => {
  it("says what it may, and what it lacks for more", () => {
    assert.equal(inEnglish(effectiveRights(project(1, 1), "ann")), "The token of ann may change access.");
    assert.equal(
      inEnglish(effectiveRights(project(0, 2), "ann")),
      "The token of ann may read only: it lacks API Import/Update and full User Rights.",
    );
  });

  it("says that removing people and roles needs Delete Records", () => {
    const columns = ["username", "api_import", "user_rights", "record_delete"];
    const may = (api: Cell, deletes: Cell) =>
      effectiveRights(trial({ tables: { user: tableOf(columns, [["ann", api, 1, deletes]]) } }), "ann");
    assert.equal(
      inEnglish(may(1, 0)),
      "The token of ann may change access, but remove neither people nor roles: it lacks Delete Records.",
    );
    assert.equal(inEnglish(may(1, 1)), "The token of ann may change access.");
    assert.equal(inEnglish(may(0, 0)), "The token of ann may read only: it lacks API Import/Update.");
  });

  it("claims nothing about an owner who cannot be read", () => {
    assert.equal(
      inEnglish(effectiveRights(project(1, 1), "zoe")),
      "Whether the token of zoe may change access is not known.",
    );
  });
});
