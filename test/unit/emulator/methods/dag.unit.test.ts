import assert from "node:assert/strict";
import fc from "fast-check";
import { uniqueGroupName } from "../../../../src/emulator/project/state";
import { errorOf, onBench, SMALL } from "../api";

describe("data access groups", () => {
  it(
    "are exported like the recorded file",
    onBench(async (bench) => {
      const { text } = await bench.raw({ content: "dag", format: "csv" });
      assert.equal(
        text,
        'data_access_group_name,unique_group_name,data_access_group_id\n"North Site",north_site,1001\n"South Site",south_site,1002\n',
      );
    }),
  );

  it(
    "that do not exist are an empty list; in CSV nothing at all, as PyCap and RedcapLite expect of every table",
    onBench(
      async (bench) => {
        const asked = async (format: string) => (await bench.raw({ content: "dag", format })).text;
        assert.equal(await asked("json"), "[]");
        assert.equal(await asked("csv"), "");
        assert.equal(await asked("xml"), '<?xml version="1.0" encoding="UTF-8" ?>\n<dags></dags>');
      },
      { ...SMALL, dags: [], users: SMALL.users.slice(0, 1) },
    ),
  );

  it(
    "are created with a blank unique name, which the server makes",
    onBench(async (bench) => {
      const names = ["dag-a", "A Very Long Name of a Site", "Zürich!", "North Site"];
      const rows = names.map((name) => ({ data_access_group_name: name, unique_group_name: "" }));
      assert.equal((await bench.importRows("dag", rows)).text, "4");
      const made = (await bench.list("dag")).slice(2).map((row) => row["unique_group_name"]);
      assert.deepEqual(made, ["daga", "a_very_long_name_o", "zrich", "north_site2"]);
    }),
  );

  it(
    "get another unique name with another name, and their members follow",
    onBench(async (bench) => {
      await bench.importRows("dag", [{ data_access_group_name: "Northern Site", unique_group_name: "north_site" }]);
      const ann = await bench.row("user", "ann");
      assert.equal(ann?.["data_access_group"], "northern_site");
      assert.equal((await bench.row("userDagMapping", "ann"))?.["redcap_data_access_group"], "northern_site");
      const old = await bench.importRows("userDagMapping", [
        { username: "ann", redcap_data_access_group: "north_site" },
      ]);
      assert.equal(old.status, 400);
    }),
  );

  it(
    "are refused without a name or with a unique name that does not exist",
    onBench(async (bench) => {
      const answer = await bench.importRows("dag", [
        { data_access_group_name: "" },
        { data_access_group_name: "East", unique_group_name: "east" },
      ]);
      assert.match(errorOf(answer), /"data_access_group_name" is missing.*\n.*"east" does not exist/);
      assert.equal(bench.project.dags.length, 2);
    }),
  );

  it(
    "leave their members in no group when they are deleted; unknown names do not count",
    onBench(async (bench) => {
      const fields = { content: "dag", action: "delete", "dags[0]": "north_site", "dags[1]": "nowhere" };
      assert.equal((await bench.send(fields)).text, "1");
      assert.equal((await bench.row("user", "ann"))?.["data_access_group"], "");
      assert.match((await bench.send({ content: "dag", action: "delete" })).text, /'dags' parameter/);
    }),
  );

  it(
    "can be switched by people who may, to groups they may switch to, or to all records",
    onBench(
      async (bench) => {
        const eve = bench.as("eve");
        const change = async (fields: Record<string, string>) =>
          (await bench.send({ content: "dag", action: "switch", ...eve, ...fields })).status;
        assert.equal(await change({ dag: "south_site" }), 200);
        assert.equal(bench.project.users.get("eve")?.dag?.unique, "south_site");
        assert.equal(await change({ dag: "east" }), 400);
        assert.equal(await change({ dag: "nowhere" }), 400);
        assert.equal(await change({}), 400);
        assert.equal(await change({ dag: "" }), 200);
        assert.equal(bench.project.users.get("eve")?.dag, undefined);
        assert.equal((await bench.send({ content: "dag", action: "switch", dag: "north_site" })).status, 400);
      },
      {
        ...SMALL,
        dags: ["North Site", "South Site", "East"],
        users: [
          ...SMALL.users,
          { username: "eve", rights: ["api_import"], dag: "North Site", switcher: ["North Site", "South Site"] },
        ],
      },
    ),
  );

  it(
    "have a number in the last of 18 letters where another group has the same 18",
    onBench(async (bench) => {
      const unique = "a".repeat(18);
      const dags = [unique, `${"a".repeat(17)}2`].map((each) => ({ unique: each, name: each, id: 1 }));
      assert.equal(uniqueGroupName({ ...bench.project, dags }, "A".repeat(30)), `${"a".repeat(17)}3`);
      await Promise.resolve();
    }),
  );

  it(
    "have unique names that are short, plain and never shared, whatever people call them",
    onBench(async (bench) => {
      fc.assert(
        fc.property(fc.string(), (name) => {
          const unique = uniqueGroupName(bench.project, name);
          assert.match(unique, /^[a-z0-9_]{1,18}$/);
          assert.ok(bench.project.dags.every((dag) => dag.unique !== unique));
        }),
      );
      await Promise.resolve();
    }),
  );
});
