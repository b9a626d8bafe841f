import assert from "node:assert/strict";
import { onBench, SMALL } from "./api";
import type { Bench } from "./api";

const AT_NOON = { clock: () => new Date("2026-03-10T12:34:56") };

describe("project information", () => {
  it(
    "is one object with numbers for flags, in CSV a header and one row",
    onBench(
      async (bench) => {
        const info = JSON.parse((await bench.send({ content: "project" })).text) as Record<string, unknown>;
        assert.equal(Object.keys(info).length, 27);
        assert.deepEqual([info["project_id"], info["project_title"], info["in_production"]], [5, "Small", 0]);
        assert.deepEqual([info["creation_time"], info["production_time"]], ["2026-03-10 12:34:56", ""]);
        const { text } = await bench.raw({ content: "project", format: "csv" });
        assert.match(text, /^project_id,project_title,.*\n5,Small,"2026-03-10 12:34:56",,0,.*\n$/);
      },
      SMALL,
      AT_NOON,
    ),
  );
});

describe("instruments", () => {
  it(
    "come in the project's order",
    onBench(async (bench) => {
      assert.deepEqual(await bench.list("instrument"), [
        { instrument_name: "intake", instrument_label: "Intake" },
        { instrument_name: "visit", instrument_label: "Visit" },
      ]);
    }),
  );
});

describe("version", () => {
  it(
    "is bare text whatever the format, for super tokens too",
    onBench(async (bench) => {
      for (const format of ["csv", "json", "xml"])
        assert.equal((await bench.raw({ content: "version", format })).text, "16.1.3");
      assert.equal((await bench.raw({ content: "version", token: "S".repeat(64) })).text, "16.1.3");
    }),
  );
});

describe("the log", () => {
  it(
    "names every call and every change of access, newest first, with the columns as recorded",
    onBench(
      async (bench) => {
        await bench.importRows("user", [{ username: "ben" }, { username: "ann", calendar: 0 }]);
        await bench.importRows("userRole", [{ role_label: "New" }]);
        await bench.importRows("userRoleMapping", [{ username: "ann", unique_role_name: "U-123ABCDEFG" }]);
        await bench.importRows("dag", [{ data_access_group_name: "East" }]);
        await bench.importRows("userDagMapping", [{ username: "ann", redcap_data_access_group: "east" }]);
        await bench.send({ content: "user", action: "delete", "users[0]": "ben" });
        await bench.list("user");
        const log = await bench.list("log");
        assert.deepEqual(log[0], {
          timestamp: "2026-03-10 12:34",
          username: "owner",
          action: "Manage/Design ",
          details: "Export users (API)",
          record: "",
        });
        assert.deepEqual(
          log.map(({ action, details }) => [action, details]),
          [
            ["Manage/Design ", "Export users (API)"],
            ["Manage/Design ", "Delete users (API)"],
            ["Delete user", "user = 'ben'"],
            ["Manage/Design ", "Import User-DAG assignments (API)"],
            ["Manage/Design ", "Import DAGs (API)"],
            ["Create data access group", "data_access_group_name = 'East'"],
            ["Manage/Design ", "Import User-Role assignments (API)"],
            ["User assigned to role", "user = 'ann', role = 'Reader', unique_role_name = 'U-123ABCDEFG'"],
            ["Manage/Design ", "Import user roles (API)"],
            ["Create user role", "role = 'New'"],
            ["Manage/Design ", "Import users (API)"],
            ["Update user", "user = 'ann'"],
            ["Add user", "user = 'ben'"],
          ],
        );
      },
      SMALL,
      AT_NOON,
    ),
  );

  it(
    "can be narrowed by kind, person and time",
    onBench(
      async (bench) => {
        await bench.importRows("user", [{ username: "ben" }]);
        const count = async (fields: Record<string, string>) =>
          (JSON.parse((await bench.send({ content: "log", ...fields })).text) as unknown[]).length;
        assert.equal(await count({ logtype: "user" }), 1);
        assert.equal(await count({ logtype: "user", user: "ann" }), 0);
        assert.equal(await count({ logtype: "user", beginTime: "2026-03-10 12:34", endTime: "2026-03-10 12:35" }), 1);
        assert.equal(await count({ beginTime: "2026-03-10 12:35" }), 0);
        assert.equal(await count({ logtype: "user", beginTime: "2026-03-10 12:34:59" }), 1);
        assert.equal(await count({ record: "7" }), 0);
      },
      SMALL,
      AT_NOON,
    ),
  );

  it(
    "keeps silent about requests that were refused",
    onBench(async (bench) => {
      await bench.importRows("user", [{ username: "?" }]);
      assert.equal(bench.project.log.length, 0);
    }),
  );

  const moveTwo = (bench: Bench) =>
    bench.importRows("userDagMapping", [
      { username: "ann", redcap_data_access_group: "south_site" },
      { username: "nobody", redcap_data_access_group: "" },
    ]);

  it(
    "names a refused request of which a part was carried out",
    onBench(
      async (bench) => {
        assert.equal((await moveTwo(bench)).status, 400);
        assert.equal(bench.project.users.get("ann")?.dag?.unique, "south_site");
        assert.deepEqual(
          bench.project.log.map(({ details }) => details),
          ["Import User-DAG assignments (API)"],
        );
      },
      SMALL,
      { switches: { imports: "partial" } },
    ),
  );

  it(
    "writes assignments to groups with a capital letter up to 11.x",
    onBench(
      async (bench) => {
        await bench.importRows("userDagMapping", [{ username: "ann", redcap_data_access_group: "" }]);
        assert.equal(bench.project.log.at(-1)?.details, "Import User-DAG Assignments (API)");
      },
      SMALL,
      { version: "11.4.4" },
    ),
  );
});
