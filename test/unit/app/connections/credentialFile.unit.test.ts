import assert from "node:assert/strict";
import { english } from "../../../../src/core/text/message";
import { readCredentialFile } from "../../../../src/app/connections/credentialFile";

const [A, B] = ["A".repeat(32), "b".repeat(32)];
const HEADER = "redcap_uri,username,project_id,token,comment";
const SITE = "https://redcap.example.edu/api/";

const file = (...rows: readonly string[]) => [HEADER, ...rows, ""].join("\n");

function reading(text: string) {
  const { credentials, problems } = readCredentialFile(text);
  return { credentials, problems: problems.map(english) };
}

describe("readCredentialFile", () => {
  it("reads address, token, username, project and comment of each row", () => {
    const { credentials, problems } = reading(
      file(`${SITE},ann,12,${A},"Trial, main"`, `https://example.org/redcap/,bob,13,${B},`),
    );
    assert.deepEqual(problems, []);
    assert.deepEqual(credentials, [
      {
        address: { apiUrl: SITE, origin: "https://redcap.example.edu", host: "redcap.example.edu" },
        token: A,
        username: "ann",
        projectId: "12",
        comment: "Trial, main",
      },
      {
        address: { apiUrl: "https://example.org/redcap/api/", origin: "https://example.org", host: "example.org" },
        token: B,
        username: "bob",
        projectId: "13",
        comment: "",
      },
    ]);
  });

  for (const [what, text] of [
    ["remarks and empty lines", `# made by hand\n${HEADER}\n\n  # the trial\n${SITE},ann,12,${A},\n`],
    ["a byte order mark and Windows line ends", `\uFEFF${file(`${SITE},ann,12,${A},`).replaceAll("\n", "\r\n")}`],
    ["a byte order mark before a remark", `\uFEFF# remark\n${file(`${SITE},ann,12,${A},`)}`],
    ["quotes around everything", `"redcap_uri","username","project_id","token"\n"${SITE}","ann","12","${A}"`],
    ["blanks around values", `${HEADER}\n ${SITE} , ann , 12 , ${A} ,\n`],
    [
      "columns in another order, and some of its own",
      `note,token,project_id,username,redcap_uri\nx,${A},12,ann,${SITE}`,
    ],
    ["semicolons", `${HEADER.replaceAll(",", ";")}\n${SITE};ann;12;${A};`],
  ] as const)
    it(`reads a file with ${what}`, () => {
      const { credentials, problems } = reading(text);
      assert.deepEqual(problems, []);
      assert.deepEqual(
        credentials.map(({ address, token, username, projectId, comment }) => [
          address.apiUrl,
          token,
          username,
          projectId,
          comment,
        ]),
        [[SITE, A, "ann", "12", ""]],
      );
    });

  it("says which rows cannot be used and why, never with the token, and takes the others", () => {
    const { credentials, problems } = reading(
      file(`${SITE},ann,12,${A}1,`, `http://redcap.example.edu/api/,ann,13,${A},`, `${SITE},ann,14,${B},`),
    );
    assert.deepEqual(problems, [
      "Row 1: A token has 32 characters, digits and the letters A to F. Copy it again from REDCap's API page.",
      "Row 2: The address must begin with https://. Plain http would send the token readable for everyone on the way.",
    ]);
    assert.deepEqual(
      credentials.map(({ projectId }) => projectId),
      ["14"],
    );
  });

  it("refuses a super token by its name", () => {
    const { credentials, problems } = reading(file(`${SITE},ann,12,${A}${A},`));
    assert.equal(credentials.length, 0);
    assert.match(problems.join(), /^Row 1: This is a super token/);
  });

  it("names the columns that are missing", () => {
    assert.deepEqual(reading(`redcap_uri,token\n${SITE},${A}`), {
      credentials: [],
      problems: ["The file lacks the columns username and project_id. The first line must name the columns."],
    });
    assert.equal(reading("").problems.length, 1);
  });

  it("says so when an open quote swallows the rows below it", () => {
    const { problems } = reading(file(`${SITE},ann,12,${A},"the trial`, `${SITE},ann,13,${B},`));
    assert.deepEqual(problems, ["A quoted cell is not closed properly. Check the quotes around here."]);
  });
});
