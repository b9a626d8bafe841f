import assert from "node:assert/strict";
import { errorOf, onBench, READER } from "../api";

describe("user roles", () => {
  it(
    "come with rights as text, forms as numbers, and the lock columns in the reverse order",
    onBench(async (bench) => {
      const [reader] = await bench.list("userRole");
      assert.deepEqual([reader?.["role_label"], reader?.["reports"], reader?.["design"]], ["Reader", "1", "0"]);
      assert.deepEqual(reader?.["forms"], { intake: 129, visit: 129 });
      const locks = Object.keys(reader ?? {}).filter((name) => name.startsWith("lock_"));
      assert.deepEqual(locks, ["lock_records_customization", "lock_records", "lock_records_all_forms"]);
    }),
  );

  it(
    "are created with a label alone, listed last, and named by the server",
    onBench(async (bench) => {
      assert.equal((await bench.importRows("userRole", [{ role_label: "New Role" }])).text, "1");
      const role = (await bench.list("userRole")).at(-1);
      assert.equal(role?.["role_label"], "New Role");
      assert.match(String(role?.["unique_role_name"]), /^U-\d{3}[A-Z0-9]{7}$/);
      assert.deepEqual(role?.["forms"], { intake: 128, visit: 128 });
    }),
  );

  it(
    "may share a label; the id tells them apart",
    onBench(async (bench) => {
      await bench.importRows("userRole", [{ role_label: "Reader" }, { unique_role_name: "", role_label: "Reader" }]);
      const ids = (await bench.list("userRole")).map((role) => role["unique_role_name"]);
      assert.equal(new Set(ids).size, 3);
    }),
  );

  it(
    "change by id, keep what the row leaves out, and change their members at once",
    onBench(async (bench) => {
      await bench.importRows("userRoleMapping", [{ username: "ann", unique_role_name: READER }]);
      await bench.importRows("userRole", [{ unique_role_name: READER, design: "1", forms: { visit: 130 } }]);
      const [role] = await bench.list("userRole");
      assert.deepEqual([role?.["role_label"], role?.["design"], role?.["reports"]], ["Reader", "1", "1"]);
      const ann = await bench.row("user", "ann");
      assert.deepEqual([ann?.["design"], ann?.["forms"]], [1, { intake: 128, visit: 130 }]);
    }),
  );

  it(
    "that do not exist are named after all wrong forms, one line per form and list",
    onBench(async (bench) => {
      const wrong = (id: string) => ({
        unique_role_name: id,
        role_label: "Copied",
        forms: { other: 1 },
        forms_export: { other: 1 },
      });
      const answer = await bench.importRows("userRole", [wrong("U-527D39JXAC"), wrong("U-2119C4Y87T")]);
      const line = (id: string) =>
        `The form named "other" is incorrect for the user role "${id}" The form does not exist in this project.`;
      assert.deepEqual(errorOf(answer).split("\n"), [
        line("U-527D39JXAC"),
        line("U-527D39JXAC"),
        line("U-2119C4Y87T"),
        line("U-2119C4Y87T"),
        "Invalid Unique Role Names: U-527D39JXAC, U-2119C4Y87T",
      ]);
    }),
  );

  it(
    "leave their members without a role when they are deleted; unknown ids do not count",
    onBench(async (bench) => {
      await bench.importRows("userRoleMapping", [{ username: "ann", unique_role_name: READER }]);
      const fields = { content: "userRole", action: "delete", "roles[0]": READER, "roles[1]": "U-000NOTHING" };
      assert.equal((await bench.send(fields)).text, "1");
      assert.equal((await bench.row("userRoleMapping", "ann"))?.["unique_role_name"], "");
      assert.match((await bench.send({ content: "userRole", action: "delete" })).text, /'roles' parameter/);
    }),
  );
});
