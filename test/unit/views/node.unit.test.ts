import assert from "node:assert/strict";
import { nodeId } from "../../../src/views/node";

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
