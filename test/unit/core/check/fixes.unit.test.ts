import { english, message } from "../../../../src/core/text/message";
import assert from "node:assert/strict";
import { decodeCsv } from "../../../../src/codec/csv";
import { decodeJson } from "../../../../src/codec/json";
import { checkTable } from "../../../../src/core/check/checkTable";
import { fixesFor } from "../../../../src/core/check/fixesFor";
import { nearest } from "../../../../src/core/rules/nearest";
import { cellText } from "../../../../src/core/dataTable";
import type { DataTable } from "../../../../src/core/dataTable";
import type { Snapshot } from "../../../../src/core/access/snapshot";
import type { TableName } from "../../../../src/core/access/tables";
import { trial } from "../trial";

/** What the first problem can be put right with: "title → cell". */
function fixes(table: TableName, source: DataTable, live: Snapshot = trial()): readonly string[] {
  const [problem] = checkTable({ table, source, live }).filter(({ place }) => (place.row ?? -1) >= 0);
  assert.ok(problem);
  return fixesFor({ table, source, live }, problem).map((fix) =>
    "removes" in fix
      ? `${english(fix.title)} → row ${fix.removes} goes`
      : `${english(fix.title)} → ${cellText(fix.value)}`,
  );
}

const csv = (table: TableName, text: string, live?: Snapshot) => fixes(table, decodeCsv(text).table, live);
const ROLES = "username,unique_role_name,data_access_group\n";

describe("Quick fixes", () => {
  it("write the id for a name, and every id where several have it", () => {
    assert.deepEqual(csv("userRoleMapping", `${ROLES}eve,Monitor,\n`), ["Use U-3MON (Monitor) → U-3MON"]);
    const roles = ["U-3MON", "U-4TWICE"].map((id) => [id, "Monitor", 0, 0, 0, 0, 0, ""]);
    assert.deepEqual(csv("userRoleMapping", `${ROLES}eve,Monitor,\n`, trial({ roles })), [
      "Use U-3MON (Monitor (U-3MON)) → U-3MON",
      "Use U-4TWICE (Monitor (U-4TWICE)) → U-4TWICE",
    ]);
  });

  it("offer what is nearly what was written", () => {
    assert.deepEqual(csv("userRoleMapping", `${ROLES}Carlo,U-2ENTRY,boston\n`), ["Use carol → carol"]);
    assert.deepEqual(csv("userRoleMapping", `${ROLES}eve,Montior,\n`), ["Use U-3MON (Monitor) → U-3MON"]);
    assert.deepEqual(csv("userRoleMapping", `${ROLES}eve,,bosto\n`), ["Use boston (Boston) → boston"]);
    assert.deepEqual(csv("userRoleMapping", `${ROLES}eve,U-9XYZ,\n`), []);
  });

  it("remove the row that says the same again", () => {
    assert.deepEqual(csv("userRoleMapping", `${ROLES}eve,,\neve,,\n`), ["Remove this row → row 1 goes"]);
  });

  it("keep the role or group that a blank would take away", () => {
    assert.deepEqual(csv("userRoleMapping", `${ROLES}bob,,boston\n`), ["Keep Data Entry → U-2ENTRY"]);
    assert.deepEqual(csv("userRoleMapping", `${ROLES}bob,U-2ENTRY,\n`), ["Keep Boston → boston"]);
  });

  it("write days as REDCap does where their parts can be told apart", () => {
    const day = (said: string) => csv("user", `username,expiration\neve,${said}\n`);
    assert.deepEqual(day("31.12.2026"), ["Use 2026-12-31 → 2026-12-31"]);
    assert.deepEqual(day("12/31/2026"), ["Use 2026-12-31 → 2026-12-31"]);
    assert.deepEqual(day("2026/1/5"), ["Use 2026-01-05 → 2026-01-05"]);
    assert.deepEqual(day("03/04/2026"), []);
    assert.deepEqual(day("30.02.2026"), []);
  });

  it("add the missing instruments with what they are now", () => {
    assert.deepEqual(csv("user", 'username,forms\neve,"visit:128"\n'), [
      "Add the missing instruments with their current rights → visit:128,labs:129",
    ]);
  });

  it("convert codes, in the notation that the list has", () => {
    const title = "Convert to this project's codes";
    assert.deepEqual(csv("user", 'username,forms\neve,"visit:2,labs:129"\n'), [`${title} → visit:129,labs:129`]);
    const source = decodeJson('[{"username":"eve","forms":{"visit":"2","labs":129}}]').table;
    const [problem] = checkTable({ table: "user", source, live: trial() });
    assert.ok(problem);
    const [fix] = fixesFor({ table: "user", source, live: trial() }, problem);
    assert.deepEqual(fix, {
      title: message("Convert to this project's codes"),
      row: 0,
      column: 1,
      value: { visit: "129", labs: "129" },
    });
  });

  it("correct or remove what is no instrument", () => {
    assert.deepEqual(csv("user", 'username,forms\neve,"visit:130,lab:129"\n'), [
      "Use labs → visit:130,labs:129",
      "Remove lab → visit:130",
    ]);
  });
});

describe("Names that are nearly the same", () => {
  it("differ in case and punctuation or by one slip", () => {
    const names = ["a.nakagawa", "j.whitford", "t.bergstrom", "bob"];
    assert.deepEqual(nearest("A_Nakagawa", names), ["a.nakagawa"]);
    assert.deepEqual(nearest("j.whitfrod", names), ["j.whitford"]);
    assert.deepEqual(nearest("t.bergstrm", names), ["t.bergstrom"]);
    assert.deepEqual(nearest("bo", names), []);
    assert.deepEqual(nearest("j.stafford", names), []);
    for (const [said, other] of [
      ["abcde", "bxcde"],
      ["abcde", "xacde"],
      ["abcde", "baxde"],
    ] as const)
      assert.deepEqual(nearest(said, [other]), [], `${said} is two slips from ${other}`);
  });
});
