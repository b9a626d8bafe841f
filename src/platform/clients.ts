import type { ClientPlace } from "../app/connections";
import type { Log } from "../app/ports";
import type { RequestTrail } from "../app/requestTrail";
import { HostLimiter } from "../net/limiter";
import { lazyTransport } from "../net/lazyTransport";
import { LIMITS } from "../net/limits";
import type { Transport } from "../net/transport";
import { RedcapClient } from "../redcap/client";
import type { Settings } from "./settings";

/** Makes clients that share one transport, and one limiter for each host. */
export class Clients {
  private readonly transport: Transport;
  private readonly limiters = new Map<string, HostLimiter>();

  constructor(
    private readonly settings: Settings,
    private readonly log: Log,
    readonly trail: RequestTrail,
  ) {
    this.transport = lazyTransport(() => {
      const { proxy } = settings;
      return { limits: LIMITS, ...(proxy ? { proxy } : {}) };
    });
  }

  readonly create = ({ url, token, project }: ClientPlace): RedcapClient => {
    const { host } = new URL(url);
    const log = this.trail.noteFor(project, this.log);
    return this.trail.watch(
      new RedcapClient({ transport: this.transport, url, token, limiter: this.limiter(host), log }),
    );
  };

  dispose(): void {
    void this.transport.close();
  }

  private limiter(host: string): HostLimiter {
    const known = this.limiters.get(host);
    if (known) return known;
    const limiter = new HostLimiter(() => this.settings.rate, { now: () => Date.now(), wait });
    this.limiters.set(host, limiter);
    return limiter;
  }
}

function wait(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(new DOMException("The wait was cancelled.", "AbortError"));
    });
  });
}
