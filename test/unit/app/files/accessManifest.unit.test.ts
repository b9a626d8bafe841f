import assert from "node:assert/strict";
import { english } from "../../../../src/core/text/message";
import { readFileSync } from "node:fs";
import {
  isFolderOf,
  MANIFEST_SCHEMA,
  readManifest,
  serverOf,
  tableFile,
  writeManifest,
} from "../../../../src/app/files/accessManifest";
import type { AccessManifest } from "../../../../src/app/files/accessManifest";
import { DRAFT_NAMES } from "../../../../src/core/edits/draftTables";

const MANIFEST: AccessManifest = {
  server: "https://redcap.example.edu/redcap/",
  projectId: 12,
  title: 'Trial "A"',
  redcapVersion: "16.1.3",
  tables: ["users", "roles"],
};
const text = (change: object) => JSON.stringify({ ...MANIFEST, ...change });
const problem = (of: string) => {
  const read = readManifest(of);
  return "problem" in read ? english(read.problem) : "none";
};

describe("The manifest of a folder of access", () => {
  it("is written the same each time, and read as it was written", () => {
    const written = writeManifest(MANIFEST);
    assert.deepEqual(readManifest(written), MANIFEST);
    assert.equal(written, writeManifest({ ...MANIFEST, tables: [...MANIFEST.tables] }));
    assert.match(written, /^\{\n {2}"\$schema": "redcap-access:\/schemas\/redcap-access\.schema\.json",\n/);
    assert.match(written, /[^\n]\n$/);
  });

  it("takes nothing into the program that does not belong there", () => {
    const read = readManifest('{"token": "0".repeat, "x": 1}');
    assert.match("problem" in read ? english(read.problem) : "none", /^redcap-access\.json is not valid JSON\. /);
    assert.deepEqual(readManifest(text({ token: "A".repeat(32), apiUrl: "https://evil.example/api/" })), MANIFEST);
  });

  it("says what is wrong with it", () => {
    assert.match(problem(text({ projectId: "12" })), /^In redcap-access\.json, "projectId" is not what/);
    assert.match(problem(text({ server: "redcap.example.edu" })), /"server" is not the address of a server/);
    assert.match(problem(text({ tables: ["users", "../../etc/passwd"] })), /"tables\.1" is not/);
    assert.match(problem("null"), /^redcap-access\.json is not what REDCap Access writes\. /);
  });

  it("is of a connection with the same server and project only", () => {
    const connection = { apiUrl: "https://redcap.example.edu/redcap/api/", projectId: 12 };
    assert.equal(serverOf(connection), MANIFEST.server);
    assert.equal(isFolderOf(MANIFEST, connection), true);
    assert.equal(isFolderOf(MANIFEST, { ...connection, projectId: 13 }), false);
    assert.equal(isFolderOf(MANIFEST, { ...connection, apiUrl: "https://redcap.example.edu/api/" }), false);
  });

  it("has a schema that knows the same properties and tables", () => {
    const file = readFileSync("media/schemas/redcap-access.schema.json", "utf8");
    const schema = JSON.parse(file) as {
      properties: Record<string, { items?: { enum: string[] } }>;
      required: string[];
    };
    assert.deepEqual(schema.required, Object.keys(MANIFEST));
    assert.deepEqual(Object.keys(schema.properties), ["$schema", ...Object.keys(MANIFEST)]);
    assert.deepEqual(schema.properties["tables"]?.items?.enum, DRAFT_NAMES);
    assert.equal(MANIFEST_SCHEMA.split("/").at(-1), "redcap-access.schema.json");
    assert.deepEqual(DRAFT_NAMES.map(tableFile), ["users.csv", "roles.csv", "dags.csv", "assignments.csv"]);
  });
});
