import { english } from "../../../../src/core/text/message";
import { said } from "../../core/problems";
import assert from "node:assert/strict";
import { importFile } from "../../../../src/app/files/importFile";
import { inShort, trial } from "../../core/trial";

/** The rights of eve as the trial has them, and of bob, who is in a role. */
const RIGHTS = "data_access_group,design,user_rights,data_access_groups,api_export,api_import,forms";
const CHANGED = ["eve.expiration → 2027-01-31", "eve.design → 1", "eve.forms → visit:130,labs:130"];

interface Read {
  readonly edits: readonly string[];
  readonly refused: readonly string[];
  readonly questions: readonly string[];
  readonly ignored: readonly string[];
  readonly notes: readonly string[];
}

async function read(bytes: Uint8Array | string): Promise<Read> {
  const outcome = await importFile(typeof bytes === "string" ? Buffer.from(bytes) : bytes, trial());
  assert.equal(outcome.kind, "read", JSON.stringify(outcome));
  if (outcome.kind !== "read") throw new Error();
  return {
    edits: outcome.edits.map(inShort).map(({ key, column, after }) => `${key}.${column} → ${after}`),
    refused: outcome.refused.map(said),
    questions: outcome.questions.map(({ id }) => id),
    ignored: outcome.ignored.map(said),
    notes: outcome.notes.map(english),
  };
}

/** Files that all say the same: eve's access ends, she may design, and edit in both instruments. */
const SHAPES: Readonly<Record<string, string>> = {
  "REDCap's user rights page, without e-mails and names": `username,expiration,${RIGHTS}\r\neve,2027-01-31,,1,0,0,0,0,"visit:130,labs:130"\r\n`,
  "the API as CSV": `username,email,firstname,lastname,expiration,${RIGHTS}\neve,eve@example.org,,,2027-01-31,,1,0,0,0,0,"visit:130,labs:130"\n`,
  "the API as JSON, with numbers":
    '[{"username":"eve","expiration":"2027-01-31","data_access_group":"","data_access_group_id":"","design":1,"user_rights":0,"forms":{"visit":130,"labs":130}}]',
  "the API as XML":
    '<?xml version="1.0" encoding="UTF-8" ?><users><item><username>eve</username><expiration>2027-01-31</expiration><data_access_group></data_access_group><design>1</design><forms><visit>130</visit><labs>130</labs></forms></item></users>',
  "a request as REDCap documents it, with texts and old codes":
    '[{"username":"eve","expiration":"2027-01-31","data_access_group":"","design":"1","forms":{"visit":"1","labs":"1"}}]',
  "PyCap's data frame, saved by pandas": `,username,expiration,${RIGHTS}\n0,eve,2027-01-31,,1.0,0.0,0.0,0.0,0.0,"{'visit': 130, 'labs': 130}"\n`,
  "PyCap's list, with instruments as a list of texts":
    '[{"username":"eve","expiration":"2027-01-31","data_access_group":null,"design":true,"forms":["visit:130","labs:130"]}]',
  "redcapAPI's data frame, with words and NA": `"","username","expiration","data_access_group","design","user_rights","visit_form_access","labs_form_access"\n"1","eve","2027-01-31",NA,"Access","No Access","View records/responses and edit records (survey responses are read-only)","View records/responses and edit records (survey responses are read-only)"\n`,
  "redcapAPI's data frame, without words": `"username","expiration","data_access_group","design","forms"\n"eve",2027-01-31,NA,TRUE,"visit:130,labs:130"\n`,
  "a spreadsheet with semicolons and empty columns at the end":
    "username;expiration;data_access_group;design;forms;;\r\neve;2027-01-31;;TRUE;visit:130,labs:130;;\r\n",
  "a spreadsheet with tabs and no last line end":
    "username\texpiration\tdata_access_group\tdesign\tforms\neve\t2027-01-31\t\ttrue\tvisit:1,labs:1",
  "our readable export":
    "Username,Expiration,Data Access Group,Project Design and Setup,Data Viewing Rights\neve,2027-01-31,,Yes,visit: View & edit; labs: View & edit\n",
};

describe("An access file is read", () => {
  for (const [name, text] of Object.entries(SHAPES))
    it(`from ${name}`, async () => {
      const { edits, refused, questions, ignored } = await read(text);
      const numbered = /^("")?,/.test(text) ? ['The column "#1" is ignored: it only numbers the rows.'] : [];
      assert.deepEqual([edits, refused, questions, ignored], [CHANGED, [], [], numbered]);
    });

  it("with every kind of line end, byte order mark and encoding", async () => {
    const lines = ["username,expiration,data_access_group,design,forms", 'eve,2027-01-31,,1,"visit:130,labs:130"'];
    for (const end of ["\n", "\r\n", "\r"])
      for (const mark of ["", "\uFEFF"])
        for (const encoding of ["utf8", "utf16le"] as const) {
          if (encoding === "utf16le" && mark === "") continue;
          for (const last of ["", end])
            assert.deepEqual((await read(Buffer.from(mark + lines.join(end) + last, encoding))).edits, CHANGED);
        }
  });

  it("with columns that nobody knows, which are named", async () => {
    const { edits, ignored } = await read(
      "username,data_access_group,shoe size,design,visit_form_access,forms\neve,,42,1,x,\n",
    );
    assert.deepEqual(
      [edits, ignored],
      [
        ["eve.design → 1"],
        [
          'The column "shoe size" is ignored: Users have no such column.',
          'The column "visit_form_access" is ignored: forms says the same.',
        ],
      ],
    );
  });

  it("line by line: what cannot be understood is refused with its line and the reason", async () => {
    const { edits, refused } = await read(
      'username,data_access_group,expiration,design,forms\neve,,31.1.2027,,\ndave,Paris,,,\nzoe,,,perhaps,"visit:99"\nann,,,,\nann,,,,\n',
    );
    assert.deepEqual(edits, []);
    assert.deepEqual(refused, [
      'Line 2: "31.1.2027" is not a date. Write it as YYYY-MM-DD, or leave it blank for never.',
      'Line 3: There is no data access group "Paris" in this project.',
      'Line 4: Project Design and Setup cannot be "perhaps". Use one of these: 0 (No) and 1 (Yes).',
      'Line 4: Data Viewing Rights of visit: "99" is not a code that REDCap has.',
      "Line 6: ann is listed more than once. Keep one of the rows.",
    ]);
  });

  it("with NA for no role, which is asked about like a blank", async () => {
    const { edits, questions } = await read("username,unique_role_name\ncarol,NA\nbob,Monitor\n");
    assert.deepEqual([edits, questions], [["bob.unique_role_name → U-3MON"], ["blankRoles"]]);
  });
});
