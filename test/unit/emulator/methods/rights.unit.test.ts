import assert from "node:assert/strict";
import { errorOf, onBench, READER, SMALL } from "../api";
import type { Bench, Fields } from "../api";
import type { ProjectSeed, UserSeed } from "../../../../src/emulator/project/seed";

const API_DENIED = "You do not have permissions to use the API";
const NO_IMPORT = "You do not have API Import/Update privileges";
const NO_DELETE = "You do not have Delete Record privileges";
const insufficient = (...rights: string[]) =>
  `Insufficient user privileges: You must have ${rights.map((right) => `'${right}' privileges`).join(" and ")} in the project.`;

const withUser = (user: Partial<UserSeed>): ProjectSeed => ({
  ...SMALL,
  users: [...SMALL.users, { username: "eve", ...user }],
});

const USER_IMPORT = { content: "user", data: '[{"username":"new.one"}]' };
const DAG_IMPORT = { content: "dag", action: "import", data: '[{"data_access_group_name":"East"}]' };

/** Rights of a token's owner, a request, and what comes of it: a status and the error, or no error. */
const CASES: readonly (readonly [rights: readonly string[], request: Fields, status: number, error?: string])[] = [
  [["user_rights"], { content: "user" }, 403, API_DENIED],
  [["api_import"], { content: "user" }, 400, insufficient("API Export", "User Rights")],
  [["api_export"], { content: "user" }, 400, insufficient("API Export", "User Rights")],
  [["api_export", "user_rights:2"], { content: "user" }, 200],
  [["api_export", "user_rights"], { content: "userRole" }, 200],
  [["api_export"], { content: "userRoleMapping" }, 400, insufficient("API Export", "User Rights")],
  [["api_export", "user_rights"], { content: "dag" }, 400, insufficient("API Export", "Data Access Groups")],
  [["api_export", "data_access_groups"], { content: "userDagMapping" }, 200],
  [["api_export"], { content: "log" }, 400, insufficient("API Export", "Logging")],
  [["api_export", "logging"], { content: "log" }, 200],
  [["api_export"], { content: "project" }, 200],
  [["api_import"], { content: "instrument" }, 403, API_DENIED],
  [[], { content: "version" }, 200],
  [["api_export", "user_rights"], USER_IMPORT, 403, NO_IMPORT],
  [["api_import", "user_rights:2"], USER_IMPORT, 400, insufficient("API Import/Update", "User Rights")],
  [["api_import", "user_rights"], USER_IMPORT, 200],
  [["api_import", "user_rights"], DAG_IMPORT, 400, insufficient("API Import/Update", "Data Access Groups")],
  [["api_import", "data_access_groups"], DAG_IMPORT, 200],
  [["api_import", "user_rights"], { content: "user", action: "delete", "users[0]": "ann" }, 403, NO_DELETE],
  [["api_import", "user_rights", "record_delete"], { content: "user", action: "delete", "users[0]": "ann" }, 200],
  [["api_import", "user_rights"], { content: "userRole", action: "delete", "roles[0]": READER }, 403, NO_DELETE],
  [["api_import", "data_access_groups"], { content: "dag", action: "delete", "dags[0]": "north_site" }, 200],
];

describe("rights of the token's owner", () => {
  for (const [rights, request, status, error] of CASES) {
    const action = request["action"] ?? (request["data"] ? "import" : "export");
    it(
      `${rights.join(" + ") || "no rights"}: ${action} ${request["content"]} ${error ? `is refused with ${status}` : "works"}`,
      onBench(async (bench) => {
        const answer = await bench.send({ ...request, ...bench.as("eve") });
        assert.equal(answer.status, status, answer.text);
        if (error) assert.equal(errorOf(answer), error);
      }, withUser({ rights })),
    );
  }

  it(
    "are those of the role for people in a role, whatever their own",
    onBench(
      async (bench) => {
        assert.equal((await bench.send({ content: "user", ...bench.as("eve") })).status, 403);
        await bench.importRows("userRoleMapping", [{ username: "eve", unique_role_name: "" }]);
        assert.equal((await bench.send({ content: "user", ...bench.as("eve") })).status, 200);
      },
      withUser({ role: "Reader", rights: ["*"] }),
    ),
  );

  const ON = (day: string) => ({ clock: () => new Date(`${day}T12:00:00`) });
  const expiring = withUser({ rights: ["*"], expiration: "2026-03-10" });
  const statusOf = (bench: Bench) => bench.send({ content: "user", ...bench.as("eve") }).then(({ status }) => status);

  it(
    "last through the day of expiration",
    onBench(async (bench) => assert.equal(await statusOf(bench), 200), expiring, ON("2026-03-10")),
  );
  it(
    "end after it",
    onBench(async (bench) => assert.equal(await statusOf(bench), 403), expiring, ON("2026-03-11")),
  );

  it(
    "end with the person's removal, also for somebody who comes back",
    onBench(
      async (bench) => {
        const token = bench.as("eve");
        await bench.send({ content: "user", action: "delete", "users[0]": "eve" });
        assert.equal((await bench.send({ content: "version", ...token })).status, 403);
        await bench.importRows("user", [{ username: "eve", api_export: 1 }]);
        assert.equal((await bench.send({ content: "version", ...token })).status, 403);
      },
      withUser({ rights: ["*"] }),
    ),
  );

  it(
    "are none with a wrong token, said in the envelope of each format",
    onBench(async (bench) => {
      const refused = (fields: Fields) => bench.raw({ token: "A".repeat(32), content: "user", ...fields });
      const csv = await refused({ format: "csv" });
      assert.deepEqual([csv.status, csv.text, csv.type], [403, `ERROR: ${API_DENIED}`, "text/csv; charset=utf-8"]);
      assert.equal((await refused({ format: "csv", returnFormat: "json" })).text, `{"error":"${API_DENIED}"}`);
      const xml = `<?xml version="1.0" encoding="UTF-8" ?><hash><error>${API_DENIED}</error></hash>`;
      assert.equal((await refused({})).text, xml);
    }),
  );

  it(
    "let people lock themselves out",
    onBench(async (bench) => {
      const answer = await bench.importRows("user", [{ username: "owner", api_export: 0, api_import: 0 }]);
      assert.equal(answer.text, "1");
      assert.equal((await bench.send({ content: "user" })).status, 403);
    }),
  );

  it(
    "do not matter for the case in which a token is written",
    onBench(async (bench) => {
      const answer = await bench.send({ content: "version", token: ` ${bench.token.toLowerCase()}\n` });
      assert.equal(answer.text, "16.1.3");
    }),
  );
});
