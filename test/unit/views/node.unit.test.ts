import assert from "node:assert/strict";
import { nodeId, standsUnder } from "../../../src/views/node";

describe("nodeId", () => {
  it("names a node by its ids and the path above", () => {
    const under = nodeId({ kind: "users", connectionId: "pid12" });
    assert.equal(
      nodeId({ kind: "user", connectionId: "pid12", username: "a/b c", under }),
      "pid12/users/user/a%2Fb%20c",
    );
  });

  it("bears half a letter in any name", () => {
    const at = { connectionId: "pid12", under: "pid12" };
    for (const node of [
      { kind: "user", username: "\ud83d", ...at },
      { kind: "role", roleId: "\ud83d", ...at },
      { kind: "dag", dagId: "\ud83d", ...at },
      { kind: "userGroup", by: "role", key: "\ud83d", connectionId: "pid12" },
    ] as const)
      assert.match(nodeId(node), /%EF%BF%BD$/);
  });
});

describe("where a person stands", () => {
  const at = { kind: "user", connectionId: "pid12", username: "ann" } as const;
  const under = (node: Parameters<typeof nodeId>[0]) => standsUnder({ ...at, under: nodeId(node) });

  it("is a role or a group, or neither", () => {
    const path = { connectionId: "pid12", under: "pid12/roles" };
    assert.equal(under({ kind: "role", roleId: "U-1", ...path }), "role");
    assert.equal(under({ kind: "dag", dagId: "boston", ...path }), "dag");
    assert.equal(under({ kind: "users", connectionId: "pid12" }), undefined);
    for (const key of ["U-1", "", "a/role:b"])
      for (const by of ["role", "dag"] as const)
        assert.equal(under({ kind: "userGroup", connectionId: "pid12", by, key }), by);
  });
});
