import assert from "node:assert/strict";
import { FileProjects } from "../../../../src/app/files/fileProject";
import { ImportedIds } from "../../../../src/app/files/importedIds";
import {
  MemoryFiles,
  memorySecrets,
  secretsBesideSamples,
  stateBesideSamples,
} from "../../../../src/app/projects/sampleStores";
import { forgetProject } from "../../../../src/app/apply/forgetProject";
import { GridViews } from "../../../../src/app/stored/gridViews";
import type { SecretStore, StateStore } from "../../../../src/app/ports";
import { TRIAL } from "../connections/trial";
import { fixedClock } from "../memory";
import { wire } from "../wiring";

const fileAt = (name: string) => ({ id: `file:///x/${name}`, manifest: () => Promise.resolve(undefined) });

/** Everything that one computer keeps, as text to search in. */
function computer() {
  const [global, workspace, secret] = [
    new Map<string, unknown>(),
    new Map<string, unknown>(),
    new Map<string, string>(),
  ];
  const store = (map: Map<string, unknown>): StateStore => ({
    get: (key) => map.get(key),
    set: (key, value) => Promise.resolve(void (value === undefined ? map.delete(key) : map.set(key, value))),
  });
  const memory = memorySecrets();
  const secrets: SecretStore = {
    get: (key) => memory.get(key),
    set: (key, value) => memory.set(key, value).then(() => void secret.set(key, value)),
    delete: (key) => memory.delete(key).then(() => void secret.delete(key)),
  };
  const files = new MemoryFiles();
  const kept = () => JSON.stringify([[...global], [...workspace], [...secret], [...files.files]]);
  return {
    state: stateBesideSamples(store(global)),
    workspace: store(workspace),
    secrets: secretsBesideSamples(secrets),
    files,
    kept,
  };
}

async function used(sample?: true) {
  const { state, workspace, secrets, files, kept } = computer();
  const transport = { post: () => Promise.reject(new Error("sends nothing")), close: () => Promise.resolve() };
  const wiring = wire({ state, secrets, files, clock: fixedClock(), transport, removalLimit: 5 });
  const { connections, drafts, journal } = wiring;
  const { id } = await connections.add({ ...TRIAL, ...(sample ? { sample } : {}) }, "A".repeat(32));
  const gridViews = new GridViews(state);
  const fileProjects = new FileProjects(connections, workspace);
  const importedIds = new ImportedIds();
  importedIds.add(id, new Map([["U-1", "Monitor"]]));
  for (const draft of ["users", "roles", "dags", "assignments"] as const)
    await gridViews.keep(id, draft, JSON.stringify({ filter: "carol" }));
  await fileProjects.choose(fileAt("users.csv"), id);
  if (!sample) {
    await connections.setNetwork(id, { certificates: { pfx: "/x.p12" }, passphrase: "open sesame" });
    await drafts.save(id, "users", "username\ncarol\n");
    await files.write(`drafts/${id}.roles.json`, "{");
    await drafts.read(id, "roles");
    await drafts.save(id, "roles", "unique_role_name\n");
    await files.write(`journal/${id}/x.json`, "{");
    await files.write(`locks/${id}.json`, '{"version":1,"holder":"gone","at":0}');
    await journal.list(id);
  }
  return { id, kept, keepers: { ...wiring, gridViews, fileProjects, importedIds }, gridViews, fileProjects };
}

describe("A project that is removed", () => {
  it("leaves nothing: no token, draft, history, lock or copy, and nothing of how it was looked at", async () => {
    const { id, kept, keepers, gridViews } = await used();
    assert.deepEqual(gridViews.get(id, "roles"), { filter: "carol" });
    assert.match(kept(), /gridView/);
    await forgetProject(keepers, id);
    assert.doesNotMatch(kept(), new RegExp(`${id}|carol|AAAA|sesame|x\\.p12`));
    assert.equal(gridViews.get(id, "roles"), undefined);
    assert.equal(keepers.importedIds.of(id).size, 0);
  });

  it("leaves what belongs to the others", async () => {
    const { id, kept, keepers, gridViews, fileProjects } = await used();
    const other = await keepers.connections.add({ ...TRIAL, projectId: 13 }, "B".repeat(32));
    await gridViews.keep(other.id, "users", '{"filter":"bob"}');
    await fileProjects.choose(fileAt("roles.csv"), other.id);
    await forgetProject(keepers, id);
    assert.deepEqual(gridViews.get(other.id, "users"), { filter: "bob" });
    assert.deepEqual(await fileProjects.of(fileAt("roles.csv")), other);
    assert.match(kept(), /BBBB/);
  });
});

describe("A sample project", () => {
  it("leaves nothing of how its grids and files were looked at, from the first", async () => {
    const { id, kept, gridViews, fileProjects } = await used(true);
    assert.doesNotMatch(kept(), new RegExp(`${id}|carol`));
    assert.deepEqual(gridViews.get(id, "users"), { filter: "carol" });
    assert.equal((await fileProjects.of(fileAt("users.csv")))?.id, id);
  });
});
