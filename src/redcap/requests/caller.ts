import { readText } from "../../net/transport/body";
import type { StopReason } from "../../net/rate/ledger";
import { HostStopped } from "../../net/rate/limiter";
import type { HostLimiter } from "../../net/rate/limiter";
import { wait } from "../../net/rate/wait";
import { LIMITS } from "../../net/transport/limits";
import type { FaultReason, PostResponse, Transport } from "../../net/transport/transport";
import { faultOf } from "../../net/transport/faults";
import { redactor } from "../../net/redact";
import type { Redactor } from "../../net/redact";
import type { Answer } from "../answer";
import { RedcapError } from "../errors";
import { networkError } from "../failures/networkError";
import { exportBytes } from "../answers/exportBytes";
import type { RawOptions } from "../answers/exportBytes";
import { hostStoppedSentence } from "../failures/hostStopped";

/** One line for the log: never a token, a body or a name. */
export interface CallLog {
  readonly content: string;
  readonly action: string;
  readonly format: string;
  readonly ms: number;
  readonly sentBytes: number;
  readonly receivedBytes: number;
  /** HTTP status, or the kind of failure. */
  readonly outcome: string;
}

export interface CallerOptions {
  readonly transport: Transport;
  readonly url: string;
  readonly token: string;
  readonly limiter?: HostLimiter;
  readonly maxBytes?: number;
  /** Pauses before the repeats of a read; a write is repeated only when not one byte was sent. */
  readonly retryDelaysMs?: readonly number[];
  readonly wait?: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** From 0 to 1: pauses are made longer or shorter by up to half. */
  readonly random?: () => number;
  readonly now?: () => number;
  readonly log?: (entry: CallLog) => void;
}

export interface Call {
  readonly params: Readonly<Record<string, string>>;
  readonly write: boolean;
  readonly signal?: AbortSignal | undefined;
}

/** What came of an answer, for the log. */
interface Receipt {
  bytes: number;
  /** Why it ended early, where its reader was told. */
  brokenBy?: RedcapError["kind"];
}

type Read<T> = (response: PostResponse, receipt: Receipt) => Promise<T>;

/** What a second attempt would meet again. */
const LASTING: ReadonlySet<FaultReason> = new Set([
  "cancelled",
  "certificate",
  "certificateFile",
  "cipher",
  "clientCertificate",
  "clientCertificateEnded",
  "clientCertificateRevoked",
  "dns",
  "handshake",
  "notTls",
  "packing",
  "proxy",
  "serverName",
  "tlsVersion",
  "tooLarge",
  "unchecked",
]);
const RETRYABLE_STATUS = new Set([408, 429, 502, 503, 504]);
/** How long a host is left alone after an answer that names no time. */
const PAUSE_MS: Readonly<Record<StopReason, number>> = { 429: 60_000, 503: 5_000, ban: 15 * 60_000 };

/** Sends calls of one connection: pacing, retries, errors by meaning, the log line. */
export class Caller {
  private readonly host: string;
  /** Takes this connection's token out of any text. */
  readonly hide: Redactor;

  constructor(private readonly options: CallerOptions) {
    this.host = new URL(options.url).host;
    this.hide = redactor(options.token);
  }

  /** What is made of the whole answer, which is logged as what it was judged to be. @throws {RedcapError} */
  async ask<T>(call: Call, judge: (answer: Answer) => T | Promise<T>): Promise<T> {
    return await this.attempts(call, async (response, receipt) => {
      const { text, bytes } = await readText(response, this.options.maxBytes ?? LIMITS.bodyBytes);
      receipt.bytes = bytes;
      return await judge({ status: response.status, headers: response.headers, text, hide: this.hide });
    });
  }

  /**
   * Hands over the answer's bytes as they come, once its beginning has shown that it is the table. The request is under
   * way, and counted so, until they are taken. What `take` throws is its own: it is not repeated, and passes as it is.
   * @throws {RedcapError}
   */
  async stream<T>(
    call: Call,
    asked: Pick<RawOptions, "list" | "format">,
    take: (bytes: AsyncIterable<Uint8Array>) => Promise<T>,
  ): Promise<T> {
    const { host, hide } = this;
    const taken = await this.attempts(call, (response, receipt) => {
      const note = (bytes: number) => void (receipt.bytes = bytes);
      return exportBytes(response, { ...asked, host, hide, note }, async (bytes) => {
        try {
          return { value: await take(bytes) };
        } catch (error) {
          if (error instanceof RedcapError) receipt.brokenBy = error.kind;
          return { error };
        }
      });
    });
    if ("error" in taken) throw taken.error;
    return taken.value;
  }

  private async attempts<T>(call: Call, read: Read<T>): Promise<T> {
    const delays = this.options.retryDelaysMs ?? [500, 2000];
    for (let attempt = 0; ; attempt++) {
      try {
        return await this.paced(call, read);
      } catch (error) {
        const delay = delays[attempt];
        if (delay === undefined || call.signal?.aborted || !repeatable(error, call.write)) throw error;
        // Windows that lost the same server do not come back all at once.
        await this.pause(delay * (0.5 + (this.options.random ?? Math.random)()), call.signal);
      }
    }
  }

  private async paced<T>(call: Call, read: Read<T>): Promise<T> {
    const send = () => this.once(call, read);
    const { limiter } = this.options;
    if (!limiter) return await send();
    try {
      return await limiter.run(send, call.signal);
    } catch (error) {
      if (error instanceof HostStopped) throw stoppedError(error, this.host);
      const stop = stopFor(error);
      if (stop) limiter.stop(stop.ms, stop.reason);
      throw error instanceof RedcapError ? error : networkError(faultOf(error, call.signal), this.host);
    }
  }

  private async pause(ms: number, signal?: AbortSignal): Promise<void> {
    try {
      await (this.options.wait ?? wait)(ms, signal);
    } catch (error) {
      throw networkError(faultOf(error, signal), this.host);
    }
  }

  private async once<T>(call: Call, read: Read<T>): Promise<T> {
    const { transport, url, token, log, now = Date.now } = this.options;
    const body = new URLSearchParams({ token, ...call.params }).toString();
    const start = now();
    const receipt: Receipt = { bytes: 0 };
    let outcome = "";
    try {
      const response = await transport.post({ url, body, signal: call.signal });
      outcome = String(response.status);
      const answer = await read(response, receipt);
      if (receipt.brokenBy) outcome = `${outcome} ${receipt.brokenBy}`;
      return answer;
    } catch (error) {
      const meant = error instanceof RedcapError ? error : networkError(faultOf(error, call.signal), this.host);
      outcome = outcome ? `${outcome} ${meant.kind}` : meant.kind;
      // Servers that show what they were sent show the token too.
      throw meant.redacted(this.hide);
    } finally {
      log?.({
        content: call.params["content"] ?? "",
        action: call.params["action"] ?? "",
        format: call.params["format"] ?? "",
        ms: now() - start,
        sentBytes: body.length,
        receivedBytes: receipt.bytes,
        outcome,
      });
    }
  }
}

function repeatable(error: unknown, write: boolean): boolean {
  if (!(error instanceof RedcapError)) return false;
  const { reason, sent, status } = error.details;
  if (reason && LASTING.has(reason)) return false;
  if (sent === "nothing" && reason) return true;
  // Outages come with status 200 too.
  const away = error.kind === "serverOffline" && status === 200;
  return !write && (reason === "reset" || away || (status !== undefined && RETRYABLE_STATUS.has(status)));
}

/** What an answer says about leaving the host alone; a write ends with it, a read comes back after the pause. */
function stopFor(error: unknown): { readonly reason: StopReason; readonly ms: number } | undefined {
  if (!(error instanceof RedcapError)) return undefined;
  const { status, retryAfterMs, limit } = error.details;
  if (error.kind !== "rateLimited" && status !== 503) return undefined;
  const reason = limit === "ban" ? "ban" : status === 503 ? "503" : "429";
  return { reason, ms: retryAfterMs ?? PAUSE_MS[reason] };
}

function stoppedError({ reason, ms }: HostStopped, host: string): RedcapError {
  return new RedcapError("rateLimited", hostStoppedSentence(host, reason, ms), { sent: "nothing", retryAfterMs: ms });
}
