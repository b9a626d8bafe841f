import assert from "node:assert/strict";
import type { ProjectSeed } from "../../../src/emulator/project/seed";
import { atLeast } from "../../../src/emulator/version";
import { errorOf, onBench, SMALL } from "./api";
import type { Bench } from "./api";

const FULL: ProjectSeed = { ...SMALL, features: ["randomization", "mycap", "resolution"], extraRights: ["ai_tools"] };

/** First version with a column, or first one without it. */
const USER_COLUMNS: readonly (readonly [column: string, without: string, having: string])[] = [
  ["data_export", "12.5.2", "10.5.1"],
  ["forms_export", "10.5.1", "12.5.2"],
  ["alerts", "12.5.2", "14.1.0"],
  ["api_modules", "13.12.1", "14.1.0"],
  ["email_logging", "14.0.12", "14.4.0"],
  ["data_access_group_label", "15.9.9", "16.0.0"],
  ["data_quality_resolution", "14.4.0", "16.1.3"],
  ["mycap_participants", "12.5.2", "13.0.0"],
];

describe("columns by version", () => {
  for (const [column, without, having] of USER_COLUMNS)
    it(`${column}: not in ${without}, in ${having}`, async () => {
      for (const [version, expected] of [
        [without, false],
        [having, true],
      ] as const)
        await onBench(async (bench) => assert.equal(column in ((await bench.list("user"))[0] ?? {}), expected), FULL, {
          version,
        })();
    });

  it(
    "brings columns of features only to projects that use them",
    onBench(async (bench) => {
      const [row] = await bench.list("user");
      assert.ok(!Object.keys(row ?? {}).some((name) => /random|mycap|resolution/.test(name)));
    }),
  );

  it(
    "stores and shows a right of a future version like any other",
    onBench(async (bench) => {
      await bench.importRows("user", [{ username: "ann", ai_tools: 1 }]);
      assert.equal((await bench.row("user", "ann"))?.["ai_tools"], 1);
      assert.equal((await bench.list("userRole"))[0]?.["ai_tools"], "0");
    }, FULL),
  );

  it(
    "10.5: no role API, and no group id",
    onBench(
      async (bench) => {
        for (const content of ["userRole", "userRoleMapping"]) {
          const answer = await bench.send({ content });
          assert.deepEqual(
            [answer.status, errorOf(answer)],
            [400, 'The value of the parameter "content" is not valid'],
          );
        }
        assert.deepEqual(Object.keys((await bench.list("dag"))[0] ?? {}), [
          "data_access_group_name",
          "unique_group_name",
        ]);
        assert.equal((await bench.send({ content: "version" })).text, "10.5.1");
      },
      SMALL,
      { version: "10.5.1" },
    ),
  );
});

describe("values that old servers do not have", () => {
  const people: ProjectSeed = {
    ...SMALL,
    formCodes: "bits",
    roles: [
      { label: "Monitor", rights: ["user_rights:2"], forms: { intake: 129 }, formsExport: { intake: 2, visit: 3 } },
    ],
    users: [
      { username: "owner", rights: ["*"], forms: 154, formsExport: 1 },
      { username: "ann", forms: 130, formsExport: { intake: 2 } },
      { username: "ben", role: "Monitor" },
    ],
  };
  const shown = (name: string) => async (bench: Bench) => (await bench.list("user")).map((user) => user[name]);

  it("form codes above 128, before 15.6, whatever the project asks for", async () => {
    const forms = shown("forms");
    await onBench(
      async (bench) =>
        assert.deepEqual(await forms(bench), [
          { intake: 1, visit: 1 },
          { intake: 2, visit: 0 },
          { intake: 3, visit: 3 },
        ]),
      people,
      { version: "15.5.9" },
    )();
    await onBench(
      async (bench) =>
        assert.deepEqual(await forms(bench), [
          { intake: 130, visit: 130 },
          { intake: 129, visit: 128 },
          { intake: 154, visit: 154 },
        ]),
      people,
      { version: "15.6.0" },
    )();
  });

  it("export levels by instrument, before 11: the strongest stands for all of them", async () => {
    await onBench(async (bench) => assert.deepEqual(await shown("data_export")(bench), [2, 3, 1]), people, {
      version: "10.5.1",
    })();
  });

  it("read-only User Rights, before 14.1: there they are none, and no import may give them", async () => {
    const give = (bench: Bench) => bench.importRows("user", [{ username: "ann", user_rights: 2 }]);
    await onBench(
      async (bench) => {
        assert.deepEqual(await shown("user_rights")(bench), [0, 0, 1]);
        assert.equal(errorOf(await give(bench)), 'The value "2" of "user_rights" is incorrect for the user "ann"');
      },
      people,
      { version: "14.0.9" },
    )();
    await onBench(
      async (bench) => {
        assert.deepEqual(await shown("user_rights")(bench), [0, 2, 1]);
        assert.equal((await give(bench)).text, "1");
      },
      people,
      { version: "14.1.0" },
    )();
  });
});

describe("atLeast", () => {
  it("compares part by part, as numbers", () => {
    assert.equal(atLeast("14.10.0", "14.4.0"), true);
    assert.equal(atLeast("9.5", "14.4.0"), false);
    assert.equal(atLeast("16.0.0", "16"), true);
    assert.equal(atLeast("16", "16.0.1"), false);
  });
});
