import { isRedcapError } from "../../redcap/errors";
import type { Clock } from "../ports";

interface Asked {
  readonly at: number;
  readonly version: Promise<string>;
}

/** Versions of servers: asked for now and then rather than with each of their projects. */
export class ServerVersions {
  private readonly asked = new Map<string, Asked>();

  constructor(
    private readonly clock: Pick<Clock, "now">,
    private readonly keepMs: number,
  ) {}

  /** The version of the server at this address; whoever comes while it is asked waits for the same answer. */
  async of(apiUrl: string, ask: () => Promise<string>): Promise<string> {
    const before = this.asked.get(apiUrl);
    if (!before || this.clock.now() - before.at >= this.keepMs) return await this.ask(apiUrl, ask);
    try {
      return await before.version;
    } catch (error) {
      // Who cancelled one load did not cancel this one.
      if (!isRedcapError(error, "cancelled")) throw error;
      return await this.of(apiUrl, ask);
    }
  }

  private async ask(apiUrl: string, ask: () => Promise<string>): Promise<string> {
    const asked = { at: this.clock.now(), version: ask() };
    this.asked.set(apiUrl, asked);
    try {
      return await asked.version;
    } catch (error) {
      if (this.asked.get(apiUrl) === asked) this.asked.delete(apiUrl);
      throw error;
    }
  }
}
