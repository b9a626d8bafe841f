import assert from "node:assert/strict";
import { FileProjects } from "../../../../src/app/files/fileProject";
import { writeManifest } from "../../../../src/app/files/accessManifest";
import type { Connection } from "../../../../src/app/connections/connection";
import { memoryState } from "../memory";

const connection = (id: string, host: string, projectId: number): Connection => ({
  ...{ id, projectId, label: id, title: id, version: "16.1.3" },
  ...{ origin: `https://${host}`, apiUrl: `https://${host}/api/` },
});

describe("The project of a file", () => {
  const list = [connection("a", "one.example.org", 12), connection("b", "two.example.org", 12)];
  const connections = { list: () => list, get: (id: string) => list.find((each) => each.id === id) };
  const manifest = (server: string, projectId: number) =>
    writeManifest({ server, projectId, title: "Trial", redcapVersion: "16.1.3", tables: ["users"] });
  const file = (text?: string) => ({ id: "file:///x/users.csv", manifest: () => Promise.resolve(text) });

  it("is the one of the manifest beside it, by server and number", async () => {
    const projects = new FileProjects(connections, memoryState());
    assert.equal((await projects.of(file(manifest("https://two.example.org/", 12))))?.id, "b");
    assert.equal(await projects.of(file(manifest("https://two.example.org/", 13))), undefined);
  });

  it("is else the one that the person chose, and nobody's until then", async () => {
    const projects = new FileProjects(connections, memoryState());
    assert.equal(await projects.of(file()), undefined);
    await projects.choose(file(), "a");
    assert.equal((await projects.of(file()))?.id, "a");
    assert.equal((await projects.of(file("no manifest")))?.id, "a");
  });

  it("is the chosen one also beside a manifest, for as long as that names the same project", async () => {
    const projects = new FileProjects(connections, memoryState());
    const absent = file(manifest("https://three.example.org/", 1));
    await projects.choose(absent, "a");
    assert.equal((await projects.of(absent))?.id, "a");
    const present = file(manifest("https://two.example.org/", 12));
    assert.equal((await projects.of(present))?.id, "b");
    await projects.choose(present, "a");
    assert.equal((await projects.of(present))?.id, "a");
    assert.equal(await projects.of(absent), undefined);
  });

  it("is the manifest's again once the chosen one is no longer in the list", async () => {
    const projects = new FileProjects(connections, memoryState());
    const present = file(manifest("https://two.example.org/", 12));
    await projects.choose(present, "gone");
    assert.equal((await projects.of(present))?.id, "b");
  });

  it("is not the chosen one where a manifest names another that nobody has added", async () => {
    const projects = new FileProjects(connections, memoryState());
    await projects.choose(file(), "a");
    assert.equal(await projects.of(file(manifest("https://three.example.org/", 1))), undefined);
  });
});
