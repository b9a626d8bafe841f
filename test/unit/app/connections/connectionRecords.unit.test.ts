import assert from "node:assert/strict";
import { readConnections } from "../../../../src/app/connections/connectionRecords";
import { TRIAL } from "./trial";

const GOOD = { id: "c1", ...TRIAL };

const read = (...stored: readonly unknown[]) => readConnections(stored).connections;

describe("readConnections", () => {
  it("gives back what was stored, with the owner where there is one", () => {
    const owned = { ...GOOD, id: "c2", owner: "ann" };
    assert.deepEqual(read(GOOD, owned), [GOOD, owned]);
  });

  for (const [what, change] of [
    ["an id that could name another file", { id: "../c1" }],
    ["no label", { label: undefined }],
    ["an address that does not end in /api/", { apiUrl: "https://redcap.example.edu/" }],
    ["an address of another kind", { apiUrl: "file:///api/", origin: "null" }],
    ["an address that cannot be read", { apiUrl: "https://[/api/" }],
    ["an address of another server than its origin", { apiUrl: "https://redcap.example.org/api/" }],
    ["a project number that is none", { projectId: 1.5 }],
    ["an owner that is no name", { owner: 7 }],
  ] as const)
    it(`leaves out a project with ${what}, and keeps the others`, () => {
      const other = { ...GOOD, id: "c2" };
      assert.deepEqual(read({ ...GOOD, ...change }, other), [other]);
    });

  it("says of one that it cannot read what it is called, as far as it says so itself, and gives it back as it was", () => {
    const noProject = { ...GOOD, projectId: 1.5 };
    const noId = { ...noProject, id: "../c1" };
    assert.deepEqual(readConnections([noProject, noId, "c3", null]).unreadable, [
      { stored: noProject, id: "c1", label: "Trial" },
      { stored: noId, label: "Trial" },
      { stored: "c3" },
      { stored: null },
    ]);
  });

  it("keeps nothing that it does not know: a stored record makes no sample project, and brings no token along", () => {
    assert.deepEqual(read({ ...GOOD, sample: true, token: "0".repeat(32) }), [GOOD]);
  });
});
