import assert from "node:assert/strict";
import { DEFAULT_SWITCHES, SETTINGS } from "../../../src/emulator/switches";
import type { Switches } from "../../../src/emulator/switches";
import { errorOf, onBench, READER } from "./api";
import type { Bench } from "./api";

let now = Date.parse("2026-06-15T12:00:00Z");
const pass = (ms: number) => void (now += ms);

/** Which settings have a test. */
const tried = new Map<string, readonly string[]>();

/** What a behaviour looks like under every setting of its switch; a setting left out is a compile error. */
function underEverySetting<Name extends keyof Switches>(
  name: Name,
  what: string,
  expectations: Readonly<Record<Switches[Name], unknown>>,
  observe: (bench: Bench) => Promise<unknown>,
): void {
  tried.set(name, Object.keys(expectations));
  describe(`switch ${name}: ${what}`, () => {
    for (const setting of Object.keys(expectations) as Switches[Name][])
      it(
        `${setting}${setting === DEFAULT_SWITCHES[name] ? " (as recorded)" : ""}`,
        onBench(async (bench) => assert.deepEqual(await observe(bench), expectations[setting]), undefined, {
          switches: { [name]: setting },
          clock: () => new Date(now),
        }),
      );
  });
}

const assign = (bench: Bench, role: string) =>
  bench.importRows("userRoleMapping", [{ username: "ann", unique_role_name: role }]);

underEverySetting(
  "rightsAfterUnassign",
  "what somebody may do who left a role",
  {
    own: { calendar: 1, reports: 0, forms: { intake: 130, visit: 130 } },
    role: { calendar: 0, reports: 1, forms: { intake: 129, visit: 129 } },
    none: { calendar: 0, reports: 0, forms: { intake: 128, visit: 128 } },
  },
  async (bench) => {
    await assign(bench, READER);
    await assign(bench, "");
    const row = await bench.row("user", "ann");
    return { calendar: row?.["calendar"], reports: row?.["reports"], forms: row?.["forms"] };
  },
);

underEverySetting(
  "userImportWithoutDag",
  "the group of somebody whose row has no data_access_group",
  { clear: "", keep: "north_site" },
  async (bench) => {
    await bench.importRows("user", [{ username: "ann", expiration: "2031-01-31" }]);
    return (await bench.row("user", "ann"))?.["data_access_group"];
  },
);

underEverySetting(
  "mappingImportWithoutDag",
  "the group of somebody whose role mapping row has none",
  { keep: "north_site", clear: "" },
  async (bench) => {
    await assign(bench, READER);
    return (await bench.row("userRoleMapping", "ann"))?.["data_access_group"];
  },
);

underEverySetting(
  "mappingExportWithoutRole",
  "people without role in the mapping",
  { listed: ["ann", "owner"], omitted: ["ann"] },
  async (bench) => {
    await assign(bench, READER);
    return (await bench.list("userRoleMapping")).map((row) => row["username"]);
  },
);

underEverySetting(
  "unknownRole",
  "an id of a role that the project does not have",
  { error: ["Reader"], create: ["Reader", "Copied"] },
  async (bench) => {
    const answer = await bench.importRows("userRole", [{ unique_role_name: "U-999XXXXXXX", role_label: "Copied" }]);
    if (answer.status === 400) assert.equal(errorOf(answer), "Invalid Unique Role Names: U-999XXXXXXX");
    else assert.equal(bench.project.roles.has("U-999XXXXXXX"), false, "the server makes its own id");
    return (await bench.list("userRole")).map((row) => row["role_label"]);
  },
);

underEverySetting(
  "unknownUserInMapping",
  "a mapping row for somebody outside the project",
  { error: [400, 400, false], ghost: [200, 200, true] },
  async (bench) => [
    (await bench.importRows("userRoleMapping", [{ username: "nobody", unique_role_name: READER }])).status,
    (await bench.importRows("userDagMapping", [{ username: "nobody", redcap_data_access_group: "" }])).status,
    bench.project.users.has("nobody"),
  ],
);

underEverySetting(
  "namesToDelete",
  "a request to delete Ann, who is listed as ann",
  { anyCase: ["1", false], asWritten: ["0", true] },
  async (bench) => [
    (await bench.send({ content: "user", action: "delete", "users[0]": "Ann" })).text,
    bench.project.users.has("ann"),
  ],
);

underEverySetting(
  "imports",
  "good rows of a request with a bad one, and rows of one that has none",
  {
    atomic: [400, ["ben"], 200, ["cid", "dee"]],
    partial: [400, [], 200, ["cid", "dee"]],
    half: [400, [], 500, ["cid"]],
  },
  async (bench) => {
    const bad = await bench.importRows("user", [{ username: "ben" }, { username: "c?" }]);
    const lacks = ["ben"].filter((name) => !bench.project.users.has(name));
    const good = await bench.importRows("user", [{ username: "cid" }, { username: "dee" }]);
    const has = ["cid", "dee"].filter((name) => bench.project.users.has(name));
    return [bad.status, lacks, good.status, has];
  },
);

underEverySetting(
  "newRoleId",
  "the id of a new role in the first export, in the next, in the fifth, and three seconds later",
  {
    visible: [true, true, true, true],
    later: [false, true, true, true],
    late: [false, false, true, true],
    seconds: [false, false, false, true],
  },
  async (bench) => {
    await bench.importRows("userRole", [{ role_label: "New" }]);
    const seen = async () => (await bench.list("userRole")).at(-1)?.["unique_role_name"] !== "";
    const first = [await seen(), await seen()];
    for (let export_ = 3; export_ < 5; export_++) await seen();
    first.push(await seen());
    pass(3000);
    return [...first, await seen()];
  },
);

underEverySetting(
  "newRoles",
  "a new role in the first export and in the fourth",
  { listed: [true, true], lagging: [false, true] },
  async (bench) => {
    await bench.importRows("userRole", [{ role_label: "New" }]);
    const seen = async () => (await bench.list("userRole")).some((row) => row["role_label"] === "New");
    const first = await seen();
    for (let export_ = 2; export_ < 4; export_++) await seen();
    return [first, await seen()];
  },
);

underEverySetting(
  "reads",
  "who is in the project after somebody was added, at once and two seconds later",
  { current: [true, true], lagging: [false, true] },
  async (bench) => {
    await bench.importRows("user", [{ username: "ben" }]);
    const first = (await bench.row("user", "ben")) !== undefined;
    pass(2000);
    return [first, (await bench.row("user", "ben")) !== undefined];
  },
);

underEverySetting(
  "names",
  "what is kept of the name of a role",
  {
    asSent: "<b>Auditors</b> & guests of all",
    stripped: "Auditors & guests of all",
    entities: "&lt;b&gt;Auditors&lt;/b&gt; &amp; guests of all",
    cut: "<b>Auditors</b> & gu",
  },
  async (bench) => {
    await bench.importRows("userRole", [{ role_label: "<b>Auditors</b> & guests of all" }]);
    return (await bench.list("userRole")).at(-1)?.["role_label"];
  },
);

underEverySetting(
  "passedOver",
  "the role of somebody who was taken out of it, after the first row that puts them back and the second",
  { never: [READER, READER], once: ["", READER], always: ["", ""] },
  async (bench) => {
    const put = async (id: string) => {
      await bench.importRows("userRoleMapping", [{ username: "ann", unique_role_name: id }]);
      return bench.project.users.get("ann")?.role?.id ?? "";
    };
    await put(READER);
    await put("");
    return [await put(READER), await put(READER)];
  },
);

underEverySetting(
  "mappingClears",
  "the expiration of somebody who is put into a role",
  { nothing: "2030-01-01", expiration: "" },
  async (bench) => {
    const ann = bench.project.users.get("ann");
    if (ann) ann.expiration = "2030-01-01";
    await bench.importRows("userRoleMapping", [{ username: "ann", unique_role_name: READER }]);
    return ann?.expiration;
  },
);

underEverySetting(
  "formsLeftOut",
  "the instruments of a person and of a role whose rows have no forms",
  { keep: [130, 1, 129, 2], clear: [128, 0, 128, 0] },
  async (bench) => {
    await bench.importRows("user", [{ username: "ann", calendar: "0" }]);
    await bench.importRows("userRole", [{ unique_role_name: READER, role_label: "Reader" }]);
    const person = await bench.row("user", "ann");
    const [role] = await bench.list("userRole");
    return [person, role].flatMap((row) =>
      ["forms", "forms_export"].map((name) => (row?.[name] as Record<string, number>)["intake"]),
    );
  },
);

underEverySetting(
  "mappedNames",
  "Zoe in the user table and in both mappings",
  { asAdded: ["Zoe", "Zoe", "Zoe"], lowerCase: ["Zoe", "zoe", "zoe"] },
  async (bench) => {
    await bench.importRows("user", [{ username: "Zoe" }]);
    const lists = await Promise.all(["user", "userRoleMapping", "userDagMapping"].map((table) => bench.list(table)));
    return lists.map((rows) => rows.map(({ username }) => username).find((name) => /zoe/i.test(String(name))));
  },
);

underEverySetting(
  "ownerInDag",
  "the groups, asked for by somebody who is in one",
  { served: ["north_site", "south_site"], refused: [400, [], []] },
  async (bench) => {
    const { project } = bench;
    const owner = project.users.get("owner");
    if (owner) owner.dag = project.dags[0];
    const answer = await bench.raw({ content: "dag", format: "json" });
    if (answer.status === 200)
      return (JSON.parse(answer.text) as { unique_group_name: string }[]).map((dag) => dag.unique_group_name);
    assert.match(answer.text, /because you have beed assigned to a Data Access Group/);
    const others = ["user", "userRole", "userRoleMapping", "project", "instrument", "version"];
    const refused = [];
    for (const content of others)
      if ((await bench.raw({ content, format: "json" })).status !== 200) refused.push(content);
    const still = await bench.raw({ content: "userDagMapping", format: "json" });
    return [answer.status, refused, still.status === 400 ? [] : ["userDagMapping"]];
  },
);

const firstCell = (content: string, column: string) => async (bench: Bench) =>
  ((await bench.list(content)) as readonly Record<string, unknown>[]).map((row) => row[column])[0];

underEverySetting(
  "formMaps",
  "the forms of a person",
  {
    map: { intake: 130, visit: 130 },
    objects: [{ intake: 130 }, { visit: 130 }],
    texts: ["intake:130", "visit:130"],
  },
  firstCell("user", "forms"),
);

underEverySetting("codes", "a right", { plain: 1, decimal: "1.0" }, firstCell("user", "calendar"));

underEverySetting("days", "no end date", { plain: "", timed: "0000-00-00" }, firstCell("user", "expiration"));

underEverySetting("lists", "two people", { list: [0, 1], gaps: { 0: "ann", 2: "owner" } }, async (bench) => {
  const rows = JSON.parse((await bench.raw({ content: "user", format: "json" })).text) as Record<
    string,
    { username: string }
  >;
  if (Array.isArray(rows)) return rows.map((_, at) => at);
  return Object.fromEntries(Object.entries(rows).map(([at, { username }]) => [at, username]));
});

describe("a content that a module switches off", () => {
  it(
    "is refused with the module's words, in every format, and nothing else is",
    onBench(async (bench) => {
      bench.emulator.off.set("dag", "Not for you.");
      const { status, text } = await bench.raw({ content: "dag", format: "json" });
      assert.deepEqual([status, text], [403, '{"error":"Not for you."}']);
      assert.equal((await bench.raw({ content: "dag", format: "csv" })).text, "ERROR: Not for you.");
      assert.equal((await bench.raw({ content: "user", format: "json" })).status, 200);
      bench.emulator.off.delete("dag");
      assert.equal((await bench.raw({ content: "dag", format: "json" })).status, 200);
    }),
  );
});

describe("switches", () => {
  for (const [name, settings] of Object.entries(SETTINGS))
    it(`${name} is tried under every setting`, () => {
      const missing = settings.filter((setting) => !tried.get(name)?.includes(setting));
      const advice = `add to underEverySetting("${name}", …) in test/unit/emulator/switches.unit.test.ts what it does`;
      assert.deepEqual(missing, [], `the switch ${name} has no test for ${missing.join(", ")}: ${advice}`);
    });

  it("play what is best attested, the first setting of each, unless told otherwise", () =>
    assert.deepEqual(
      Object.values(DEFAULT_SWITCHES),
      Object.values(SETTINGS).map(([first]) => first),
    ));

  it(
    "can be turned while the server runs",
    onBench(async (bench) => {
      assert.deepEqual({ ...bench.emulator.switches }, DEFAULT_SWITCHES);
      bench.emulator.switches.mappingExportWithoutRole = "omitted";
      assert.deepEqual(await bench.list("userRoleMapping"), []);
      bench.emulator.switches = { ...DEFAULT_SWITCHES };
      assert.equal((await bench.list("userRoleMapping")).length, 2);
    }),
  );
});
