import assert from "node:assert/strict";
import { Connections } from "../../../../src/app/connections/connections";
import type { Connection } from "../../../../src/app/connections/connection";
import type { SecretStore, StateStore } from "../../../../src/app/ports";
import { RedcapClient } from "../../../../src/redcap/requests/client";
import { isRedcapError } from "../../../../src/redcap/errors";
import { memorySecrets } from "../../../../src/app/projects/sampleStores";
import { memoryState } from "../memory";
import { TRIAL } from "./trial";

const [OLD, NEW] = ["A".repeat(32), "B".repeat(32)];

const OWNED = { ...TRIAL, owner: "ann" };
const SAMPLE: Omit<Connection, "id"> = { ...OWNED, label: "Sample", projectId: 21, sample: true };

/** One window; another one with the same stores is the same computer after a restart. */
function open(state: StateStore = memoryState(), secrets: SecretStore = memorySecrets()) {
  const made: string[] = [];
  const createClient = ({ url, token }: { url: string; token: string }) => {
    made.push(`${token} at ${url}`);
    const post = () => Promise.reject(new Error("these specifications send nothing"));
    return new RedcapClient({ transport: { post, close: () => Promise.resolve() }, url, token });
  };
  const connections = new Connections({ state, secrets, createClient });
  let changes = 0;
  connections.onDidChange(() => (changes += 1));
  /** How often the list has said that it changed since the last call. */
  const changed = () => [changes, (changes = 0)][0];
  return { connections, made, state, secrets, changed, restart: () => open(state, secrets) };
}

const tokenGone = (error: unknown) => isRedcapError(error, "badToken") && error.message.includes("Replace Token");

describe("Connections: the list", () => {
  it("keeps projects in the order in which they were added, through a restart", async () => {
    const { connections, restart, changed } = open();
    assert.deepEqual(connections.list(), []);
    const first = await connections.add(OWNED, OLD);
    const second = await connections.add({ ...OWNED, projectId: 13 }, NEW);
    assert.deepEqual(first, { id: first.id, ...OWNED });
    assert.notEqual(first.id, second.id);
    assert.equal(changed(), 2);
    assert.deepEqual(restart().connections.list(), [first, second]);
  });

  it("keeps sample projects for this window only, and their ids out of the store", async () => {
    const { connections, state, restart } = open();
    const trial = await connections.add(OWNED, OLD);
    const sample = await connections.add(SAMPLE, NEW);
    await connections.update(trial.id, { label: "Mine" });
    assert.deepEqual(connections.list(), [{ ...trial, label: "Mine" }, sample]);
    assert.deepEqual(state.get("connections"), { version: 1, connections: [{ ...trial, label: "Mine" }] });
    assert.deepEqual(restart().connections.list(), [{ ...trial, label: "Mine" }]);
  });

  it("finds a project by server and number", async () => {
    const { connections } = open();
    const trial = await connections.add(OWNED, OLD);
    assert.deepEqual(connections.get(trial.id), trial);
    assert.deepEqual(connections.find(OWNED.apiUrl, 12), trial);
    assert.equal(connections.find(OWNED.apiUrl, 13), undefined);
    assert.equal(connections.find("https://redcap.example.org/api/", 12), undefined);
  });

  it("keeps a record that it cannot read, and its token, whatever happens to the others", async () => {
    const { connections, state, secrets } = open();
    const [trial, other] = [await connections.add(OWNED, OLD), await connections.add({ ...OWNED, projectId: 13 }, NEW)];
    const broken = { ...other, projectId: "13" };
    await state.set("connections", { version: 1, connections: [broken, trial] });
    const kept = () => (state.get("connections") as { connections: readonly unknown[] }).connections;
    await connections.update(trial.id, { label: "Mine" });
    assert.deepEqual(kept(), [{ ...trial, label: "Mine" }, broken]);
    await connections.replaceToken(trial.id, NEW, "bob");
    const third = await connections.add({ ...OWNED, projectId: 14 }, OLD);
    await connections.setNetwork(third.id, { adapter: "fetch" });
    await connections.remove(trial.id);
    await connections.remove(third.id);
    assert.deepEqual(kept(), [broken]);
    assert.match((await secrets.get(`token.${other.id}`)) ?? "", new RegExp(NEW));
    assert.deepEqual(connections.list(), []);
    assert.deepEqual(connections.unreadable(), [{ stored: broken, id: other.id, label: "Trial" }]);
  });

  it("forgets a record that it cannot read, and its token, when somebody says so", async () => {
    const { connections, state, secrets } = open();
    const trial = await connections.add(OWNED, OLD);
    const broken = { id: "pid13-0a1b", label: "Broken" };
    const twin = { id: trial.id };
    await secrets.set("token.pid13-0a1b", "x");
    await state.set("connections", { version: 1, connections: [trial, broken, twin] });
    for (const record of connections.unreadable()) await connections.forgetUnreadable(record);
    assert.deepEqual([connections.list(), connections.unreadable()], [[trial], []]);
    assert.equal(await secrets.get("token.pid13-0a1b"), undefined);
    assert.notEqual(await secrets.get(`token.${trial.id}`), undefined, "the token of a project that can be read stays");
  });

  it("keeps a whole list that it cannot read aside when a project is added", async () => {
    const { connections, state } = open();
    const later = { version: 2, projects: ["secret of a later version"] };
    await state.set("connections", later);
    const added = await connections.add(OWNED, OLD);
    assert.deepEqual(connections.list(), [added]);
    assert.deepEqual(state.get("unreadable connections"), { version: 1, values: [later] });
  });

  it("says what to do about a project that is no longer there", () => {
    const { connections } = open();
    assert.equal(connections.get("gone"), undefined);
    assert.throws(() => connections.require("gone"), /no longer in the list\. Add it again\./);
  });

  for (const [kind, project] of [
    ["a project", OWNED],
    ["a sample project", SAMPLE],
  ] as const)
    it(`changes label and owner of ${kind}, and nothing else`, async () => {
      const { connections, changed } = open();
      const other = await connections.add({ ...OWNED, projectId: 13 }, OLD);
      const { id } = await connections.add(project, OLD);
      changed();
      await connections.update(id, { label: "Mine", owner: "bob" });
      assert.deepEqual(connections.get(id), { id, ...project, label: "Mine", owner: "bob" });
      assert.deepEqual(connections.get(other.id), other);
      assert.equal(changed(), 1);
    });
});

describe("Connections: tokens", () => {
  it("makes one client for each project, from its own address and token", async () => {
    const { connections, made } = open();
    const { id } = await connections.add(OWNED, OLD);
    const [one, two] = await Promise.all([connections.client(id), connections.client(id)]);
    assert.equal(one, two);
    assert.deepEqual(made, [`${OLD} at ${OWNED.apiUrl}`]);
  });

  it("keeps tokens out of everything but the secret store", async () => {
    const { connections, state } = open();
    const { id } = await connections.add(OWNED, OLD);
    await connections.replaceToken(id, NEW, "bob");
    const text = JSON.stringify([connections.list(), state.get("connections")]);
    assert.deepEqual([text.includes(OLD), text.includes(NEW)], [false, false]);
  });

  it("has the token after a restart", async () => {
    const { connections, restart } = open();
    const { id } = await connections.add(OWNED, OLD);
    const later = restart();
    await later.connections.client(id);
    assert.deepEqual(later.made, [`${OLD} at ${OWNED.apiUrl}`]);
  });

  it("sends no token to a server that came into the record later", async () => {
    const { connections, state, restart } = open();
    const trial = await connections.add(OWNED, OLD);
    const moved = { ...trial, apiUrl: "https://evil.example/api/", origin: "https://evil.example" };
    await state.set("connections", { version: 1, connections: [moved] });
    const later = restart();
    await assert.rejects(later.connections.client(trial.id), tokenGone);
    assert.deepEqual(later.made, []);
  });

  it("asks for a token that has gone from the secret store, and takes one that came back", async () => {
    const { connections, secrets } = open();
    const { id } = await connections.add(OWNED, OLD);
    const kept = await secrets.get(`token.${id}`);
    await secrets.delete(`token.${id}`);
    await assert.rejects(connections.client(id), tokenGone);
    await secrets.set(`token.${id}`, kept ?? "");
    assert.ok((await connections.client(id)) instanceof RedcapClient);
  });

  for (const [kind, project] of [
    ["a project", OWNED],
    ["a sample project", SAMPLE],
  ] as const) {
    it(`replaces the token of ${kind}: the next client has the new one, and the owner is the new one's`, async () => {
      const { connections, made, changed } = open();
      const { id } = await connections.add(project, OLD);
      const before = await connections.client(id);
      changed();
      await connections.replaceToken(id, NEW, "bob");
      assert.notEqual(await connections.client(id), before);
      assert.deepEqual(made, [`${OLD} at ${project.apiUrl}`, `${NEW} at ${project.apiUrl}`]);
      assert.deepEqual(connections.get(id), { id, ...project, owner: "bob" });
      assert.equal(changed(), 1);
    });

    it(`forgets whose token ${kind} had when nobody knows whose the new one is`, async () => {
      const { connections } = open();
      const { id } = await connections.add(project, OLD);
      await connections.replaceToken(id, NEW, undefined);
      const { owner: _owner, ...rest } = project;
      assert.deepEqual(connections.get(id), { id, ...rest });
    });

    it(`removes ${kind} with its token and its client`, async () => {
      const { connections, secrets, changed } = open();
      const other = await connections.add({ ...OWNED, projectId: 13 }, NEW);
      const { id } = await connections.add(project, OLD);
      await connections.client(id);
      changed();
      await connections.remove(id);
      assert.deepEqual(connections.list(), [other]);
      assert.equal(await secrets.get(`token.${id}`), undefined);
      await assert.rejects(connections.client(id), /no longer in the list/);
      assert.ok((await connections.client(other.id)) instanceof RedcapClient);
      assert.equal(changed(), 1);
    });
  }
});
