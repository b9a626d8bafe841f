import { english } from "../core/text/message";
import type { Message } from "../core/text/message";
import type { ClientPlace } from "../app/connections/connections";
import { faultLine } from "../app/connections/faultLine";
import type { Log } from "../app/ports";
import type { RecentRequests } from "../app/connections/recentRequests";
import type { StopReason } from "../net/rate/ledger";
import { HostLimiter } from "../net/rate/limiter";
import type { OpenNetwork } from "../net/transport/network";
import { SharedRateLog } from "../net/rate/sharedRateLog";
import { wait } from "../net/rate/wait";
import { hostOf } from "../net/address";
import type { CallerOptions } from "../redcap/requests/caller";
import type { RedcapClient } from "../redcap/requests/client";
import { hostStoppedSentence } from "../redcap/failures/hostStopped";
import type { TlsMaterial } from "../net/tls/tlsMaterial";
import type { Settings } from "./settings";
import { Transports } from "./transports";
import type { ReadFile } from "./transports";

interface ClientNeeds {
  readonly settings: Pick<Settings, "proxy" | "unchecked" | "rate">;
  readonly log: Log;
  readonly trail: RecentRequests;
  /** Where all windows of this computer write down what they ask. */
  readonly folder: string;
  readonly readFile: ReadFile;
  /** Says that requests to a server pause for longer than a moment. */
  readonly warn: (said: Message) => void;
}

/** Makes clients that share one transport for each way through the network, and one limiter for each host. */
export class Clients {
  private readonly transports: Transports;
  private readonly limiters = new Map<string, HostLimiter>();

  readonly trail: RecentRequests;

  constructor(private readonly needs: ClientNeeds) {
    const { settings, readFile, trail } = needs;
    this.trail = trail;
    this.transports = new Transports(
      () => settings.proxy,
      () => settings.unchecked,
      readFile,
    );
  }

  /** What speaks with REDCap is read before the first request. */
  readonly create = async ({ url, token, project, network = {} }: ClientPlace): Promise<RedcapClient> => {
    const { RedcapClient } = await import("../redcap/requests/client");
    return this.trail.watch(new RedcapClient({ ...this.options(url, network, project), token }));
  };

  /** Finds out without a token whether a REDCap answers. @throws {RedcapError} */
  async checkApi(url: string, network: OpenNetwork, signal?: AbortSignal): Promise<void> {
    const { checkApi } = await import("../redcap/requests/checkApi");
    await checkApi(this.options(url, network), signal);
  }

  /** What the certificate files of a connection hold, where it has some. */
  async materialOf(network: OpenNetwork): Promise<TlsMaterial | undefined> {
    return await this.transports.materialOf(network)?.();
  }

  async readFile(place: string): Promise<Buffer> {
    return await this.needs.readFile(place);
  }

  dispose(): void {
    this.transports.dispose();
    for (const limiter of this.limiters.values()) limiter.close();
  }

  private options(url: string, network: OpenNetwork, project?: string): Omit<CallerOptions, "token"> {
    return {
      transport: this.transports.of(network),
      url,
      limiter: this.limiter(hostOf(url)),
      log: this.trail.noteFor(project, this.needs.log),
    };
  }

  /** Paces the requests to a host, together with all other windows. */
  limiter(host: string): HostLimiter {
    const known = this.limiters.get(host);
    if (known) return known;
    const log = new SharedRateLog({ folder: this.needs.folder, host, now: monotonic });
    const limiter = new HostLimiter(
      () => this.needs.settings.rate,
      { now: monotonic, wait },
      {
        log,
        onLogBroken: (error) =>
          this.needs.log.warn(
            `Requests to ${host} are counted for this window only, which keeps to an eighth of the rate: ${faultLine(error)}`,
          ),
        onStop: (reason, ms) => this.tellStop(host, reason, ms),
      },
    );
    this.limiters.set(host, limiter);
    return limiter;
  }

  private tellStop(host: string, reason: StopReason, ms: number): void {
    const said = hostStoppedSentence(host, reason, ms);
    this.needs.log.warn(english(said));
    if (ms >= WORTH_TELLING) this.needs.warn(said);
  }
}

/** A shorter pause is over before it is read about. */
const WORTH_TELLING = 5_000;

/** Milliseconds since this computer started: the same for all processes, and nobody sets this clock. */
function monotonic(): number {
  return Number(process.hrtime.bigint() / 1_000_000n);
}
