import assert from "node:assert/strict";
import { generateProject } from "../../../../src/emulator/project/generate";
import { parseProjectSeed } from "../../../../src/emulator/project/seed";
import type { ProjectSeed } from "../../../../src/emulator/project/seed";
import { sampleProjects } from "../../../../src/emulator/project/samples";
import { Bench, SMALL } from "../api";

describe("project files", () => {
  it("are the JSON of a project", () => {
    assert.deepEqual(parseProjectSeed(JSON.stringify(SMALL)), SMALL);
  });

  it("may begin with the mark of an editor, and call an instrument like something of JavaScript", () => {
    const seed = { ...SMALL, users: [{ username: "owner", forms: { constructor: 1 } }] };
    assert.deepEqual(parseProjectSeed(`\uFEFF${JSON.stringify(seed)}`), seed);
  });

  it("may say everything that they can", () => {
    const full = {
      ...SMALL,
      ...{ formCodes: "bits", inProduction: true, features: ["randomization"], extraRights: ["fly_2"] },
      users: [{ username: "owner", expiration: "", switcher: ["North Site"], forms: {}, formsExport: 3 }],
    };
    assert.deepEqual(parseProjectSeed(JSON.stringify(full)), full);
  });

  it("say where they are wrong", () => {
    const broken = (change: object) => () => parseProjectSeed(JSON.stringify({ ...SMALL, ...change }));
    assert.throws(() => parseProjectSeed("{"), /it is not JSON/);
    assert.throws(broken({ title: "" }), /^Error: title: must not be empty$/);
    assert.throws(
      broken({ users: [{ username: "a", expiration: "soon" }] }),
      /^Error: users\.0\.expiration: must be a date/,
    );
    assert.throws(broken({ userz: [] }), /^Error: userz: /);
    assert.throws(broken({ projectId: 1.5 }), /^Error: projectId: /);
    assert.throws(broken({ formCodes: "letters" }), /^Error: formCodes: /);
    assert.throws(broken({ features: ["flying"] }), /^Error: features\.0: /);
    assert.throws(broken({ extraRights: ["No right"] }), /^Error: extraRights\.0: /);
    for (const expiration of ["x2026-01-31", "2026-01-311"])
      assert.throws(broken({ users: [{ username: "a", expiration }] }), /must be a date/);
    for (const forms of ["all", null, { intake: "1" }])
      assert.throws(broken({ users: [{ username: "a", forms }] }), /^Error: users\.0\.forms: /);
    for (const name of ["1st", "Intake", "in-take"])
      assert.throws(broken({ instruments: [{ name, label: "" }] }), /instruments\.0\.name/);
    assert.throws(() => parseProjectSeed("7"), /^Error: the project: /);
    assert.throws(broken({ instruments: [{ name: "Not a name", label: "" }] }), /instruments\.0\.name/);
  });

  it("must not name what the project does not have", async () => {
    const refuses = (change: Partial<ProjectSeed>, message: RegExp) =>
      assert.rejects(() => Bench.start({ ...SMALL, ...change }), message);
    const owner = SMALL.users[0] ?? { username: "owner" };
    await refuses({ owner: "nobody" }, /the owner "nobody" is not among the users/);
    await refuses({ users: [owner, { username: "a", role: "X" }] }, /there is no role "X"/);
    await refuses({ users: [owner, { username: "a", dag: "X" }] }, /there is no group "X"/);
    await refuses({ users: [owner, { username: "a", forms: { x: 1 } }] }, /there is no instrument "x"/);
    await refuses({ users: [owner, { username: "a", rights: ["flying"] }] }, /there is no right "flying"/);
    await refuses({ users: [owner, owner] }, /the user "owner" stands twice/);
    const [role = { label: "" }] = SMALL.roles ?? [];
    await refuses({ roles: [role, role] }, /two roles have the id "U-123ABCDEFG"/);
  });
});

describe("sample projects", () => {
  const today = new Date("2026-03-10T09:00:00");
  const [trial, registry, pilot] = sampleProjects(today);

  it("have a trial of forty people, six roles and four groups", () => {
    assert.equal(trial?.users.length, 40);
    assert.equal(trial?.roles?.length, 6);
    assert.equal(trial?.dags?.length, 4);
    assert.ok(trial && trial.instruments.length >= 8 && trial.instruments.length <= 10);
  });

  it("show every state of an expiration, counted from today", () => {
    const days = new Set(trial?.users.map((user) => user.expiration));
    for (const day of ["2026-03-10", "2026-03-22", "2026-03-07"]) assert.ok(days.has(day), day);
  });

  it("have somebody without role and rights, and somebody with all of them", () => {
    const single = trial?.users.filter((user) => user.role === undefined && user.username !== "demo_admin") ?? [];
    assert.ok(single.some((user) => user.rights === undefined));
    assert.ok(single.some((user) => user.rights?.includes("*")));
  });

  it("have an old registry without groups, and a pilot with its owner only", () => {
    assert.deepEqual(
      [registry?.formCodes, registry?.users.length, registry?.roles?.length, registry?.dags],
      ["legacy", 6, 2, undefined],
    );
    assert.deepEqual(
      pilot?.users.map((user) => user.username),
      ["demo_admin"],
    );
  });

  it("can be served, by old servers too", async () => {
    for (const seed of sampleProjects(today))
      for (const version of ["10.5.1", "14.1.0", "16.1.3"]) {
        const bench = await Bench.start(seed, { version });
        assert.equal((await bench.list("user")).length, seed.users.length);
        await bench.close();
      }
  });
});

describe("generateProject", () => {
  it("makes as many people and instruments as asked for, the same each time", async () => {
    const size = { users: 120, instruments: 15, roles: 3, dags: 2 };
    assert.deepEqual(generateProject(size), generateProject(size));
    const bench = await Bench.start(generateProject(size));
    const users = await bench.list("user");
    assert.equal(users.length, 120);
    assert.equal(Object.keys(users[0]?.["forms"] ?? {}).length, 15);
    assert.equal((await bench.list("userRole")).length, 3);
    await bench.close();
  });
});
