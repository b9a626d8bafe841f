import assert from "node:assert/strict";
import { verbatim } from "../../../../src/core/text/message";
import { diagnosticsText } from "../../../../src/app/diagnosis/diagnostics";
import type { DiagnosticFacts } from "../../../../src/app/diagnosis/diagnostics";
import { RecentRequests } from "../../../../src/app/connections/recentRequests";
import { RedcapError } from "../../../../src/redcap/errors";
import { fixedClock, quietLog } from "../memory";
import { openSite, SEED } from "../site";

const CALL = { content: "user", action: "export", format: "json", ms: 35, sentBytes: 120, receivedBytes: 4711 };

async function facts(): Promise<DiagnosticFacts> {
  const site = await openSite({
    seed: { ...SEED, title: "Study of Anna Berg's patients" },
  });
  try {
    const snapshot = await site.projects.load(site.id);
    const connection = site.connections.require(site.id);
    const trail = new RecentRequests(fixedClock());
    trail.noteFor(site.id, quietLog())({ ...CALL, outcome: "200" });
    trail.noteFor(undefined, quietLog())({ ...CALL, outcome: "403 badToken" });
    const failed = new RedcapError("missingRight", verbatim("ann lacks it"), { status: 403, serverText: "ann" });
    const { owner: _, ...unowned } = connection;
    return {
      versions: ["REDCap Access 0.1.0", "VS Code 1.139.1"],
      surroundings: ["in a browser"],
      settings: [
        { name: "redcapAccess.requestsPerMinute", value: 300, isDefault: true },
        { name: "redcapAccess.removalLimit", value: 9, isDefault: false },
        { name: "redcapAccess.exportFolder", value: "/home/carol/patients", isDefault: false },
        { name: "redcapAccess.servers", value: ["https://redcap.clinic.example/"], isDefault: false },
        { name: "http.proxy", value: "", isDefault: true },
      ],
      projects: [
        { connection, state: site.projects.state(site.id), snapshot, changes: 3 },
        {
          connection: { ...unowned, id: "other", label: "Dr. Lee", version: "carol's server" },
          state: { status: "failed", error: failed },
          snapshot: undefined,
          changes: 0,
        },
      ],
      requests: trail.last,
    };
  } finally {
    await site.close();
  }
}

describe("diagnostics", () => {
  it("tell versions, settings, counts and the last outcomes", async () => {
    assert.equal(
      diagnosticsText(await facts()),
      [
        "REDCap Access 0.1.0",
        "VS Code 1.139.1",
        "",
        "Surroundings:",
        "  in a browser",
        "",
        "Settings:",
        "  redcapAccess.requestsPerMinute: 300",
        "  redcapAccess.removalLimit: 9 (set)",
        "  redcapAccess.exportFolder: set",
        "  redcapAccess.servers: 1 entry",
        "  http.proxy: default",
        "",
        "Projects:",
        "  project 1 on server 1: REDCap 16.1.3, whose token is known, loaded, 6 users, 3 roles, 2 DAGs, 2 instruments, 3 changes not yet in REDCap",
        "  project 2 on server 1: REDCap of unknown version, whose token is not known, failed (missingRight 403)",
        "",
        "Last requests, newest first:",
        "  12:00:00 another project, user export json: 403 badToken, 35 ms, 120 bytes out, 4711 bytes in",
        "  12:00:00 project 1, user export json: 200, 35 ms, 120 bytes out, 4711 bytes in",
        "",
      ].join("\n"),
    );
  });

  it("name no person, project, server, file or token", async () => {
    const known = await facts();
    const text = diagnosticsText(known);
    const [first] = known.projects;
    assert.ok(first?.snapshot);
    const names = [
      ...first.snapshot.people.keys(),
      ...[...first.snapshot.roles.values()].flatMap(({ id, label }) => [id, label]),
      ...[...first.snapshot.dags.values()].flatMap(({ id, name }) => [id, name]),
      ...[first.connection.id, first.connection.apiUrl, new URL(first.connection.origin).host, "Berg", "Lee", "clinic"],
      ...["carol", "/home", SEED.title],
    ];
    for (const name of names) assert.equal(text.split(/[^\w.:/@-]+/).includes(name), false, name);
  });
});
