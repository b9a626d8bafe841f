import assert from "node:assert/strict";
import { errorOf, onBench, READER } from "../api";

describe("user-role assignments", () => {
  it(
    "take people out of their role when the column is missing, and put them into a group when it is there",
    onBench(async (bench) => {
      const row = { username: "ann", unique_role_name: READER, data_access_group: "south_site" };
      assert.equal((await bench.importRows("userRoleMapping", [row])).text, "1");
      assert.deepEqual(await bench.row("userRoleMapping", "ann"), row);
      await bench.importRows("userRoleMapping", [{ username: "ann" }]);
      assert.deepEqual(await bench.row("userRoleMapping", "ann"), { ...row, unique_role_name: "" });
      await bench.importRows("userRoleMapping", [{ username: "ann", data_access_group: "" }]);
      assert.equal((await bench.row("userRoleMapping", "ann"))?.["data_access_group"], "");
    }),
  );

  it(
    "refuse people twice, unknown people, groups and roles, and say all of it",
    onBench(async (bench) => {
      const answer = await bench.importRows("userRoleMapping", [
        { username: "ann", unique_role_name: READER },
        { username: "ann", unique_role_name: "" },
        { username: "nobody", unique_role_name: READER },
        { username: "owner", unique_role_name: "Reader", data_access_group: "west" },
      ]);
      assert.equal(answer.status, 400);
      const lines = errorOf(answer).split("\n");
      assert.match(lines[0] ?? "", /"ann" is listed more than once/);
      assert.match(lines[1] ?? "", /"nobody" does not exist/);
      assert.match(lines[2] ?? "", /Group "west" of the user "owner"/);
      assert.deepEqual(lines.slice(3), ["Invalid Unique Role Names: Reader"]);
      assert.equal((await bench.row("userRoleMapping", "ann"))?.["unique_role_name"], "");
    }),
  );

  it(
    "bring a person's own rights back under the role that they leave",
    onBench(async (bench) => {
      const before = await bench.row("user", "ann");
      await bench.importRows("userRoleMapping", [{ username: "ann", unique_role_name: READER }]);
      await bench.importRows("userRoleMapping", [{ username: "ann", unique_role_name: "" }]);
      assert.deepEqual(await bench.row("user", "ann"), before);
    }),
  );
});

describe("user-DAG assignments", () => {
  it(
    "list everybody, and a blank or missing group takes people out",
    onBench(async (bench) => {
      assert.deepEqual(await bench.list("userDagMapping"), [
        { username: "ann", redcap_data_access_group: "north_site" },
        { username: "owner", redcap_data_access_group: "" },
      ]);
      const rows = [{ username: "ann" }, { username: "owner", redcap_data_access_group: "south_site" }];
      assert.equal((await bench.importRows("userDagMapping", rows)).text, "2");
      assert.equal((await bench.row("userDagMapping", "ann"))?.["redcap_data_access_group"], "");
      assert.equal((await bench.row("user", "owner"))?.["data_access_group_label"], "South Site");
    }),
  );

  it(
    "refuse groups that do not exist and people twice",
    onBench(async (bench) => {
      const twice = { username: "ann", redcap_data_access_group: "" };
      const answer = await bench.importRows("userDagMapping", [
        twice,
        twice,
        { username: "owner", redcap_data_access_group: "North Site" },
      ]);
      assert.match(errorOf(answer), /"ann" is listed more than once.*\n.*"North Site"/);
      assert.equal((await bench.row("userDagMapping", "ann"))?.["redcap_data_access_group"], "north_site");
    }),
  );
});
