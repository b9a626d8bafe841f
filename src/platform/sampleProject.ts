import type { Connections } from "../app/connections/connections";
import type { Connection } from "../app/connections/connection";
import type { Clock } from "../app/ports";
import type { Emulator } from "../emulator/server/server";

/** The sample projects: an emulated REDCap on a loopback port of this window, with tokens of its own. */
export class SampleProject {
  private emulator: Promise<Emulator> | undefined;

  constructor(
    private readonly connections: Connections,
    private readonly clock: Clock,
  ) {}

  /** Starts the server on first use and adds its projects; later calls return those still in the list. */
  async open(): Promise<readonly Connection[]> {
    const running = this.connections.list().filter(({ sample }) => sample);
    if (running.length > 0) return running;
    const { sampleProjects, startEmulator } = await import("../emulator/server/server");
    const today = new Date(`${this.clock.today()}T12:00:00`);
    this.emulator ??= startEmulator({ projects: sampleProjects(today) });
    const { url, projects } = await this.emulator;
    const added: Connection[] = [];
    for (const { title, projectId, token, username } of projects) {
      const connection = {
        label: title,
        apiUrl: url,
        origin: new URL(url).origin,
        projectId,
        title,
        version: "",
        owner: username,
        sample: true as const,
      };
      added.push(await this.connections.add(connection, token));
    }
    return added;
  }

  async dispose(): Promise<void> {
    await (await this.emulator)?.close();
  }
}
