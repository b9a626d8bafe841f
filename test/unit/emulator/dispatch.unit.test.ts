import assert from "node:assert/strict";
import { resolveMethod } from "../../../src/emulator/dispatch";
import { onBench } from "./api";

const ACTIONS = ["export", "import", "switch", "delete", "createFolder", "rename", "list", "", "invalid"];

const all = (method: string) => ACTIONS.map(() => method);
const BY_ACTION = ["export", "import", "switch", "delete", "createFolder", "error", "list", "export", "error"];
const IMPORT_UNLESS_DELETE = ACTIONS.map((action) => (action === "delete" ? "delete" : "import"));

/** Recorded against a real server (AndrewPoppe/ApiUserRights): method by action, with data and without. */
const RECORDED: readonly (readonly [content: string, withData: readonly string[], without: readonly string[]])[] = [
  ["instrument", all("import"), all("export")],
  ["user", IMPORT_UNLESS_DELETE, BY_ACTION],
  ["userRole", IMPORT_UNLESS_DELETE, BY_ACTION],
  ["userRoleMapping", all("import"), all("export")],
  ["userDagMapping", all("import"), all("export")],
  ["dag", BY_ACTION, BY_ACTION],
  ["log", all("import"), all("export")],
  ["version", all("export"), all("export")],
  // The recording says "error" for a project with data: the token is no super token. See createProject.
  ["project", all("create"), all("export")],
];

function resolved(content: string, action: string, hasData: boolean): string {
  try {
    return resolveMethod(content, action, hasData);
  } catch {
    return "error";
  }
}

describe("which method a request reaches", () => {
  for (const [content, withData, without] of RECORDED)
    it(`of ${content} is as recorded for every action, with data and without`, () => {
      assert.deepEqual(
        ACTIONS.map((action) => resolved(content, action, true)),
        withData,
      );
      assert.deepEqual(
        ACTIONS.map((action) => resolved(content, action, false)),
        without,
      );
    });

  it(
    "imports users without any action, as PyCap does",
    onBench(async (bench) => {
      const answer = await bench.send({ content: "user", data: '[{"username":"ben"}]' });
      assert.equal(answer.text, "1");
      assert.ok(bench.project.users.has("ben"));
    }),
  );

  it(
    "exports groups when data comes without action=import: nothing is changed",
    onBench(async (bench) => {
      const answer = await bench.send({ content: "dag", data: '[{"data_access_group_name":"East"}]' });
      assert.equal((JSON.parse(answer.text) as unknown[]).length, 2);
      assert.equal(bench.project.dags.length, 2);
    }),
  );

  it(
    "exports a mapping when action=import comes without data",
    onBench(async (bench) => {
      const answer = await bench.send({ content: "userRoleMapping", action: "import" });
      assert.equal((JSON.parse(answer.text) as unknown[]).length, 2);
    }),
  );

  it(
    "takes data that is there but empty as an import of nothing",
    onBench(async (bench) => {
      for (const data of ["", "[]"]) {
        const answer = await bench.send({ content: "user", action: "import", data });
        assert.deepEqual([answer.status, answer.text], [200, "0"]);
      }
      assert.equal((await bench.raw({ content: "user", action: "import", data: "[]" })).status, 200);
      for (const data of ["<users></users>", '<?xml version="1.0" encoding="UTF-8" ?>\n<users/>'])
        assert.equal((await bench.raw({ content: "user", format: "xml", data })).text, "0");
    }),
  );

  it(
    "refuses contents, actions and formats that do not exist, and methods that a content does not have",
    onBench(async (bench) => {
      const refused = async (fields: Record<string, string>) => (await bench.raw({ format: "csv", ...fields })).text;
      assert.equal(await refused({ content: "users" }), 'ERROR: The value of the parameter "content" is not valid');
      assert.equal(await refused({}), 'ERROR: The value of the parameter "content" is not valid');
      assert.match(await refused({ content: "user", action: "rename" }), /"action" is not valid/);
      assert.match(await refused({ content: "user", action: "switch" }), /"action" is not valid/);
      assert.match(await refused({ content: "instrument", data: "a" }), /"action" is not valid/);
      const format = await bench.raw({ content: "user", format: "odm" });
      assert.match(format.text, /^<\?xml.*"format" is not valid/);
    }),
  );
});
