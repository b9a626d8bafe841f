import assert from "node:assert/strict";
import { knownServers, userRightsPage } from "../../../../src/app/connections/connection";
import type { Connection } from "../../../../src/app/connections/connection";

function at(server: string, more: Partial<Connection> = {}): Connection {
  const { origin } = new URL(server);
  const rest = { projectId: 12, title: "Trial", version: "16.1.3", ...more };
  return { id: "c1", label: "Trial", apiUrl: `${server}api/`, origin, ...rest };
}

describe("userRightsPage", () => {
  it("stands below the folder of the server's version, wherever REDCap is installed", () => {
    assert.equal(
      userRightsPage(at("https://redcap.example.edu/")),
      "https://redcap.example.edu/redcap_v16.1.3/UserRights/index.php?pid=12",
    );
    assert.equal(
      userRightsPage(at("https://example.edu/api/redcap/", { version: "15.0.0", projectId: 7 })),
      "https://example.edu/api/redcap/redcap_v15.0.0/UserRights/index.php?pid=7",
    );
  });
});

describe("knownServers", () => {
  it("offers the servers of known projects first, then those of the setting", () => {
    const known = [at("https://b.example.edu/"), at("https://a.example.edu/redcap/")];
    assert.deepEqual(knownServers(known, ["https://c.example.edu/"]), [
      "https://b.example.edu/",
      "https://a.example.edu/redcap/",
      "https://c.example.edu/",
    ]);
  });

  it("offers each once, however the setting writes it", () => {
    const known = [at("https://a.example.edu/redcap/"), at("https://a.example.edu/redcap/", { projectId: 13 })];
    const settings = [
      "https://a.example.edu/redcap",
      "A.example.edu/redcap/api/",
      "b.example.edu",
      "https://b.example.edu/",
    ];
    assert.deepEqual(knownServers(known, settings), ["https://a.example.edu/redcap/", "https://b.example.edu/"]);
  });

  it("offers nothing that a token may not be sent to, and no sample project", () => {
    const sample = at("http://127.0.0.1:4711/", { sample: true });
    assert.deepEqual(knownServers([sample], ["", "http://redcap.example.edu/", "https://u:p@redcap.example.edu/"]), []);
  });
});
