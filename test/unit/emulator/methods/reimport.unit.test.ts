import assert from "node:assert/strict";
import type { ProjectSeed } from "../../../../src/emulator/project/seed";
import { onBench, SMALL } from "../api";

/** Names and labels with everything that a format has to escape. */
const AWKWARD: ProjectSeed = {
  ...SMALL,
  dags: ['Comma, and "quotes"', "Zürich & <Genf>", "two  blanks"],
  roles: [
    { label: 'Data "Entry", <all> & more', rights: ["reports", "lock_records:2"], forms: { intake: 146, visit: 129 } },
    { label: "=1+1", rights: ["user_rights:2"], forms: 154, formsExport: { intake: 3 } },
  ],
  users: [
    { username: "owner", firstname: "O'Neil", lastname: "<b>&amp;</b>", rights: ["*"], forms: 154, formsExport: 1 },
    { username: "ann.o'hara@example.org", rights: ["calendar"], dag: "two  blanks", expiration: "2031-01-31" },
  ],
};

const TABLES = ["user", "userRole", "userRoleMapping", "dag", "userDagMapping"];

describe("importing an export again changes nothing", () => {
  for (const format of ["csv", "json", "xml"])
    for (const content of TABLES)
      it(
        `${content} as ${format}`,
        onBench(async (bench) => {
          const exported = async () => (await bench.raw({ content, format })).text;
          const before = await exported();
          const rows = (await bench.list(content)).length;
          const answer = await bench.raw({ content, format, action: "import", data: before });
          assert.deepEqual([answer.status, answer.text], [200, String(rows)]);
          assert.equal(await exported(), before);
        }, AWKWARD),
      );

  for (const format of ["csv", "json", "xml"])
    it(
      `nor does one without rows, as ${format}`,
      onBench(
        async (bench) => {
          for (const content of ["dag", "userRole"]) {
            const data = (await bench.raw({ content, format })).text;
            const answer = await bench.raw({ content, format, action: "import", data });
            assert.deepEqual([content, answer.status, answer.text], [content, 200, "0"]);
          }
        },
        { ...SMALL, dags: [], roles: [], users: SMALL.users.slice(0, 1) },
      ),
    );
});
