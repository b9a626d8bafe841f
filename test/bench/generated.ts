import { loadProject } from "../../src/app/projects/loadProject";
import type { Snapshot } from "../../src/core/access/snapshot";
import { generateProject, startEmulator } from "../../src/emulator/server/server";
import { LIMITS } from "../../src/net/transport/limits";
import { createUndiciTransport } from "../../src/net/transport/undiciTransport";
import { RedcapClient } from "../../src/redcap/requests/client";

/** A generated project, read through HTTP as the extension reads one. */
export async function loadGenerated(options: Parameters<typeof generateProject>[0]): Promise<Snapshot> {
  const emulator = await startEmulator({ projects: [generateProject(options)] });
  const transport = createUndiciTransport({ limits: LIMITS });
  try {
    const client = new RedcapClient({ transport, url: emulator.url, token: emulator.projects[0]?.token ?? "" });
    return await loadProject(client, { now: () => Date.now() });
  } finally {
    await transport.close();
    await emulator.close();
  }
}
