import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { resolveMethod } from "../../../../src/emulator/server/dispatch";
import { onBench } from "../api";

interface Recorded {
  readonly content: string;
  readonly action: string;
  readonly hasData: boolean;
  readonly resolvesTo: string;
}

/** Recorded against a real server: the method by content and action, with data and without. */
const RECORDED = JSON.parse(
  readFileSync("test/fixtures/examples/tables/t01-dispatch.json", "utf8"),
) as readonly Recorded[];

/** The recording says "error" for a project with data: its token was no super token. See createProject. */
function expected({ content, hasData, resolvesTo }: Recorded): string {
  return content === "project" && hasData ? "create" : resolvesTo;
}

function resolved(content: string, action: string, hasData: boolean): string {
  try {
    return resolveMethod(content, action, hasData);
  } catch {
    return "error";
  }
}

describe("which method a request reaches", () => {
  for (const content of new Set(RECORDED.map((row) => row.content)))
    it(`of ${content} is as recorded for every action, with data and without`, () => {
      const rows = RECORDED.filter((row) => row.content === content);
      assert.equal(rows.length, 18);
      assert.deepEqual(
        rows.map(({ action, hasData }) => [action, hasData, resolved(content, action, hasData)]),
        rows.map((row) => [row.action, row.hasData, expected(row)]),
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
