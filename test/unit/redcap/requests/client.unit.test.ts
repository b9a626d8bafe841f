import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { FORMATS } from "../../../../src/codec/format";
import { encode } from "../../../../src/codec/codec";
import { column, tableOf } from "../../../../src/core/dataTable";
import type { DataTable } from "../../../../src/core/dataTable";
import { TABLE_NAMES } from "../../../../src/core/access/tables";
import type { ProjectSeed } from "../../../../src/emulator/project/seed";
import { LIMITS } from "../../../../src/net/transport/limits";
import { createUndiciTransport } from "../../../../src/net/transport/undiciTransport";
import { RedcapClient } from "../../../../src/redcap/requests/client";
import { Bench, READER, SMALL } from "../../emulator/api";
import { badServer, failing } from "../badServer";

/** One emulator, asked by the client of ours over HTTP with the owner's token. */
function withClient(
  work: (client: RedcapClient, bench: Bench) => Promise<void>,
  seed?: ProjectSeed,
): () => Promise<void> {
  return async () => {
    const bench = await Bench.start(seed);
    const transport = createUndiciTransport({ limits: LIMITS });
    try {
      await work(new RedcapClient({ transport, url: bench.emulator.url, token: bench.token }), bench);
    } finally {
      await transport.close();
      await bench.close();
    }
  };
}

/** A client whose server gives this answer to everything. */
function answered(text: string, work: (client: RedcapClient) => Promise<void>): () => Promise<void> {
  return async () => {
    const server = await badServer((response) => response.end(text));
    try {
      await work(new RedcapClient({ transport: server.transport, url: server.url, token: "A".repeat(32) }));
    } finally {
      await server.close();
    }
  };
}

const down = (table: DataTable, name: string) => table.rows.map(column(table, name));
const example = (file: string) => readFileSync(`test/fixtures/examples/${file}`, "utf8");

/** The fields of the newest request, without what the test does not look at. */
function lastRequest(bench: Bench): Record<string, string> {
  return Object.fromEntries(bench.emulator.requests.at(-1)?.params ?? []);
}

describe("exports", () => {
  it(
    "give the five tables with the server's columns, order and types",
    withClient(async (client) => {
      const users = await client.exportUsers();
      assert.deepEqual(down(users, "username"), ["ann", "owner"]);
      assert.deepEqual(down(users, "calendar"), [1, 1]);
      assert.deepEqual(down(users, "forms")[0], { intake: 130, visit: 130 });
      const roles = await client.exportUserRoles();
      assert.deepEqual([down(roles, "unique_role_name"), down(roles, "reports")], [[READER], ["1"]]);
      const assignments = await client.exportUserRoleAssignments();
      assert.deepEqual(assignments.columns, ["username", "unique_role_name", "data_access_group"]);
      assert.deepEqual(down(await client.exportDags(), "unique_group_name"), ["north_site", "south_site"]);
      const groups = await client.exportUserDagAssignments();
      assert.deepEqual(groups.rows, [
        ["ann", "north_site"],
        ["owner", ""],
      ]);
    }),
  );

  it(
    "ask for JSON, with an action, and for nothing else",
    withClient(async (client, bench) => {
      const asked = async (work: Promise<unknown>) => {
        await work;
        const { content, ...rest } = lastRequest(bench);
        assert.deepEqual(rest, { action: "export", format: "json", returnFormat: "json" });
        return content;
      };
      assert.equal(await asked(client.exportUsers()), "user");
      assert.equal(await asked(client.exportUserRoles()), "userRole");
      assert.equal(await asked(client.exportUserRoleAssignments()), "userRoleMapping");
      assert.equal(await asked(client.exportDags()), "dag");
      assert.equal(await asked(client.exportUserDagAssignments()), "userDagMapping");
      assert.equal(await asked(client.exportProjectInfo()), "project");
      assert.equal(await asked(client.exportInstruments()), "instrument");
      assert.equal(await asked(client.exportVersion()), "version");
      assert.equal(await asked(client.exportLogging()), "log");
    }),
  );

  it(
    "tell what the project is, which instruments it has and which REDCap it runs on",
    withClient(async (client) => {
      const { raw, ...info } = await client.exportProjectInfo();
      assert.deepEqual(info, { projectId: 5, title: "Small", inProduction: false });
      assert.deepEqual([raw.get("project_language"), raw.get("production_time")], ["English", ""]);
      assert.deepEqual(await client.exportInstruments(), [
        { name: "intake", label: "Intake" },
        { name: "visit", label: "Visit" },
      ]);
      assert.equal(await client.exportVersion(), "16.1.3");
    }),
  );

  it(
    "give the log, narrowed as asked",
    withClient(async (client, bench) => {
      await client.exportDags();
      const log = await client.exportLogging({ logtype: "manage", user: "owner", beginTime: "2000-01-01 00:00" });
      assert.deepEqual(down(log, "details"), ["Export DAGs (API)"]);
      const { logtype, user, beginTime } = lastRequest(bench);
      assert.deepEqual([logtype, user, beginTime], ["manage", "owner", "2000-01-01 00:00"]);
      assert.equal((await client.exportLogging({ user: "ann" })).rows.length, 0);
    }),
  );

  for (const format of FORMATS)
    it(
      `give the bytes of every table as sent, as ${format}`,
      withClient(async (client, bench) => {
        for (const content of TABLE_NAMES) {
          const chunks: Uint8Array[] = [];
          await client.exportRaw(content, format, async (bytes) => {
            for await (const chunk of bytes) chunks.push(chunk);
          });
          const { text } = await bench.raw({ content, action: "export", format });
          assert.equal(Buffer.concat(chunks).toString(), text, content);
        }
      }),
    );
});

describe("imports", () => {
  it(
    "of rows answer how many the server took, for all five tables",
    withClient(async (client, bench) => {
      const { project } = bench;
      assert.equal(
        await client.importUsers(
          tableOf(
            ["username", "design"],
            [
              ["ben", "1"],
              ["cat", "0"],
            ],
          ),
        ),
        2,
      );
      assert.equal(project.users.get("ben")?.own.rights.get("design"), 1);
      assert.equal(await client.importUserRoles(tableOf(["role_label"], [["New"]])), 1);
      assert.deepEqual(
        [...project.roles.values()].map(({ label }) => label),
        ["Reader", "New"],
      );
      assert.equal(
        await client.importUserRoleAssignments(tableOf(["username", "unique_role_name"], [["ben", READER]])),
        1,
      );
      assert.equal(project.users.get("ben")?.role?.id, READER);
      assert.equal(
        await client.importDags(tableOf(["data_access_group_name", "unique_group_name"], [["East", ""]])),
        1,
      );
      assert.equal(project.dags.at(-1)?.unique, "east");
      assert.equal(
        await client.importUserDagAssignments(tableOf(["username", "redcap_data_access_group"], [["ben", "east"]])),
        1,
      );
      assert.equal(project.users.get("ben")?.dag?.unique, "east");
    }),
  );

  for (const format of FORMATS)
    it(
      `take a ${format} document as it stands, and answers in any format`,
      withClient(async (client, bench) => {
        const rows = tableOf(
          ["username", "firstname", "calendar", "forms"],
          [["dan o'neil", "", "1", { intake: 130 }]],
        );
        const text = encode(rows, format, "user");
        for (const returnFormat of FORMATS) {
          assert.equal(await client.importUsers({ text, format }, { returnFormat }), 1);
          const sent = lastRequest(bench);
          assert.deepEqual([sent["data"], sent["format"], sent["returnFormat"]], [text, format, returnFormat]);
        }
        const dan = bench.project.users.get("dan o'neil");
        assert.equal(dan?.own.rights.get("calendar"), 1);
        assert.equal(dan?.own.forms.get("intake"), 130);
      }),
    );

  it(
    "that the server refuses say why, in any return format, and change nothing",
    withClient(async (client, bench) => {
      const rows = tableOf(["username", "data_access_group"], [["ann", "nowhere"]]);
      for (const returnFormat of FORMATS) {
        const error = await failing(client.importUsers(rows, { returnFormat }));
        assert.equal(error.kind, "refused");
        assert.equal(
          error.serverText,
          'The Data Access Group "nowhere" of the user "ann" does not exist in this project.',
        );
      }
      assert.equal(bench.project.users.get("ann")?.dag?.unique, "north_site");
    }),
  );

  it(
    "of people in a role are refused by REDCap with a meaning of its own",
    withClient(async (client) => {
      await client.importUserRoleAssignments(tableOf(["username", "unique_role_name"], [["ann", READER]]));
      const error = await failing(client.importUsers(tableOf(["username", "design"], [["ann", "1"]])));
      assert.equal(error.kind, "userInRole");
    }),
  );
});

describe("deletes", () => {
  it(
    "send an array of keys and answer how many were there",
    withClient(async (client, bench) => {
      assert.equal(await client.deleteUsers(["ann", "nobody"]), 1);
      const { "users[0]": first, "users[1]": second, action } = lastRequest(bench);
      assert.deepEqual([first, second, action], ["ann", "nobody", "delete"]);
      assert.equal(await client.deleteUserRoles([READER], { returnFormat: "xml" }), 1);
      assert.equal(await client.deleteDags(["north_site", "south_site"], { returnFormat: "csv" }), 2);
      assert.deepEqual([...bench.project.users.keys()], ["owner"]);
      assert.deepEqual([bench.project.roles.size, bench.project.dags.length], [0, 0]);
    }),
  );

  it(
    "of nothing are refused by the server",
    withClient(async (client) => {
      assert.match((await failing(client.deleteDags([]))).serverText, /^The 'dags' parameter is either missing/);
    }),
  );
});

describe("switching the group of the token's owner", () => {
  const owner = { username: "owner", rights: ["*"], switcher: ["North Site", "South Site"] };

  it(
    "goes to one of the owner's groups and back to none, and nowhere else",
    withClient(
      async (client, bench) => {
        const at = () => bench.project.users.get("owner")?.dag?.unique;
        await client.switchDag("south_site");
        assert.equal(at(), "south_site");
        assert.equal((await failing(client.switchDag("nowhere"))).kind, "refused");
        assert.equal(at(), "south_site");
        await client.switchDag("");
        assert.equal(at(), undefined);
      },
      { ...SMALL, users: [owner] },
    ),
  );

  it("is done when the server says 1, and not when it says anything else", async () => {
    await answered("1", (client) => client.switchDag("south_site"))();
    for (const text of ["0", "[]", "true"])
      await answered(text, async (client) => {
        const error = await failing(client.switchDag("south_site"));
        assert.deepEqual([error.kind, error.serverText, error.maybeDone], ["unreadable", text, true]);
      })();
  });
});

describe("rights and tokens", () => {
  it(
    "a wrong token and a missing right are told apart",
    withClient(async (client, bench) => {
      const transport = createUndiciTransport({ limits: LIMITS });
      const as = (token: string) => new RedcapClient({ transport, url: bench.emulator.url, token });
      try {
        const wrong = await failing(as("F".repeat(32)).exportUsers());
        assert.equal(wrong.kind, "badToken");
        await client.importUsers(tableOf(["username", "api_export"], [["ben", "1"]]));
        const ben = as(bench.emulator.addToken(5, "ben"));
        assert.equal(
          (await failing(ben.importDags(tableOf(["data_access_group_name"], [["x"]])))).kind,
          "missingRight",
        );
        const { kind, details } = await failing(ben.exportDags());
        assert.deepEqual([kind, details.rights], ["missingRight", ["API Export", "Data Access Groups"]]);
      } finally {
        await transport.close();
      }
    }),
  );
});

describe("answers that are not what was asked for", () => {
  const ROWS = tableOf(["username"], [["ann"]]);

  for (const text of ['{"success": true}', "[]", '[{"username":"ann"}]', "", "username\nann\n"])
    it(
      `"${text.trim().slice(0, 20)}" is no count: the server may have done anything`,
      answered(text, async (client) => {
        const error = await failing(client.importUsers(ROWS));
        assert.deepEqual([error.kind, error.serverText, error.maybeDone], ["unreadable", text, true]);
        assert.match(error.message, /did not say how many users it took/);
        assert.match((await failing(client.deleteDags(["a"]))).message, /how many data access groups/);
      }),
    );

  for (const text of ["1", '{"username":"ann"}', "[{", '["ann"]', "username\nann\n", ""])
    it(
      `"${text.trim()}" is no table`,
      answered(text, async (client) => {
        for (const ask of [() => client.exportUsers(), () => client.exportLogging(), () => client.exportInstruments()])
          assert.equal((await failing(ask())).kind, "unreadable");
      }),
    );

  it("a project without a number is none", async () => {
    for (const text of ["[]", "{}", '{"project_id":"x"}', '{"project_id":0}', "16.1.3"])
      await answered(text, async (client) => {
        assert.equal((await failing(client.exportProjectInfo())).kind, "unreadable");
      })();
  });

  it("a version stands alone: an address in a sentence is none", async () => {
    for (const text of ["blocked for 10.0.0.17", "16", "", '{"version":"16.1.3"}'])
      await answered(text, async (client) => {
        assert.equal((await failing(client.exportVersion())).kind, "unreadable");
      })();
    await answered('"17.4.2"\n', async (client) => assert.equal(await client.exportVersion(), "17.4.2"))();
  });

  it(
    "an unreadable answer is kept for the report, but not all of a long one, and without a token",
    answered(`${"A".repeat(32)} ${"x".repeat(5000)}`, async (client) => {
      const error = await failing(client.exportUsers());
      assert.match(error.serverText, /^\[token\] x+$/);
      assert.ok(error.serverText.length <= 2000);
    }),
  );
});

describe("examples of what a project says about itself", () => {
  it(
    "context/i01-instruments.json: instruments in the project's order",
    answered(example("context/i01-instruments.json"), async (client) => {
      assert.deepEqual(await client.exportInstruments(), [
        { name: "demographics", label: "Demographics" },
        { name: "medical_history", label: "Medical History" },
        { name: "lab_results", label: "Lab Results" },
      ]);
    }),
  );

  it(
    "context/l02-doc-log.json: a log with other columns, and seconds",
    answered(example("context/l02-doc-log.json"), async (client) => {
      const log = await client.exportLogging();
      assert.deepEqual(log.columns.slice(0, 4), ["timestamp", "username", "action", "details"]);
      assert.deepEqual(down(log, "timestamp"), ["2024-06-15 14:23:45", "2024-06-15 14:20:12"]);
      assert.deepEqual(down(log, "username"), ["admin_user", "data_coordinator"]);
    }),
  );

  it(
    "context/v01-version.txt: the version, bare",
    answered(example("context/v01-version.txt"), async (client) => {
      assert.equal(await client.exportVersion(), "16.1.3");
    }),
  );
});
