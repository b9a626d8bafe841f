import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { Emulator } from "../../../src/emulator/server/server";
import type { Rate } from "../../../src/net/rate/ledger";
import { HostLimiter } from "../../../src/net/rate/limiter";
import { LIMITS } from "../../../src/net/transport/limits";
import type { Limits } from "../../../src/net/transport/limits";
import { SharedRateLog } from "../../../src/net/rate/sharedRateLog";
import type { Transport } from "../../../src/net/transport/transport";
import { RedcapClient } from "../../../src/redcap/requests/client";
import type { CallLog } from "../../../src/redcap/requests/caller";
import { isRedcapError } from "../../../src/redcap/errors";
import { BODY_FAULTS } from "./bodyFaults";
import { CONNECTION_FAULTS } from "./connectionFaults";
import type { Fault } from "./fault";
import { faultProxy } from "./faultProxy";
import type { FaultProxy } from "./faultProxy";
import { Kept } from "./kept";
import { METHODS, startServer } from "./methods";
import type { Method } from "./methods";
import { openPlaces } from "./places";
import type { Places } from "./places";
import { PAGE_FAULTS, STATUS_FAULTS } from "./statusFaults";

export const FAULTS: readonly Fault[] = [...CONNECTION_FAULTS, ...STATUS_FAULTS, ...PAGE_FAULTS, ...BODY_FAULTS];

export interface Adapter {
  readonly name: "undici" | "fetch";
  /** @param ca The authority to trust, where the transport can be told. */
  readonly create: (limits: Limits, ca: Buffer) => Transport;
}

export interface Cell {
  readonly method: Method;
  readonly fault: Fault;
  /** What does not hold; empty when all is well. */
  readonly complaints: readonly string[];
}

/** One line for each thing that does not hold. */
export function complaintsOf(cells: readonly Cell[]): readonly string[] {
  return cells.flatMap(({ method, fault, complaints }) =>
    complaints.map((complaint) => `${fault.name}, ${method.name}: ${complaint}`),
  );
}

const MOST_BYTES = 1_000_000;
const LONG: Limits = { ...LIMITS, bodyBytes: MOST_BYTES };
const SHORT: Limits = { ...LONG, connectMs: 400, headersMs: 300, bodyIdleMs: 300, bodyMs: 400 };
const DAY = 24 * 3_600_000;
const RATE: Rate = { maxInFlight: 8, maxPerMinute: 300 };
/** Something to do: every sentence has one of these. */
const ACTION = /\b(?:add|ask|change|check|give|leave out|open|refresh|stop|take|try again|wait)\b/i;

/** A server, the places where there is none, and what every method answers when nothing is wrong. */
export class Matrix {
  private readonly logs: SharedRateLog[] = [];

  private constructor(
    private readonly adapter: Adapter,
    private readonly emulator: Emulator,
    private readonly places: Places,
    private readonly patient: Transport,
    private readonly hasty: Transport,
    private readonly good: ReadonlyMap<Method, unknown>,
    /** One for each method, so that cells of a row can run side by side. */
    private readonly proxies: ReadonlyMap<Method, FaultProxy>,
    private readonly kept: Kept,
  ) {}

  static async open(adapter: Adapter): Promise<Matrix> {
    const emulator = await startServer();
    const places = await openPlaces(emulator.url);
    const create = (limits: Limits) => adapter.create(limits, places.ca);
    const patient = create(LONG);
    const client = new RedcapClient({ transport: patient, url: emulator.url, token: tokenOf(emulator) });
    for (const { call } of METHODS) await call(client);
    const good = new Map<Method, unknown>();
    for (const method of METHODS) good.set(method, await method.call(client));
    const proxies = new Map<Method, FaultProxy>();
    for (const method of METHODS) proxies.set(method, await faultProxy(emulator.url));
    const kept = new Kept();
    await kept.fill();
    return new Matrix(adapter, emulator, places, patient, create(SHORT), good, proxies, kept);
  }

  async close(): Promise<void> {
    await Promise.all([this.patient.close(), this.hasty.close()]);
    await Promise.all([...this.proxies.values()].map((proxy) => proxy.close()));
    await Promise.all([this.places.close(), this.emulator.close()]);
    this.kept.remove();
  }

  /** Every method that the fault can happen to. */
  async row(fault: Fault, methods: readonly Method[] = METHODS): Promise<readonly Cell[]> {
    const before = this.kept.digest();
    const cells = await Promise.all(
      methods
        .filter(fault.happensTo ?? (() => true))
        .map(async (method) => ({ method, fault, complaints: await this.complaints(fault, method) })),
    );
    const after = [
      ...(this.kept.digest() === before ? [] : ["something on disk changed"]),
      ...(this.kept.holds(this.secret) ? ["the token is on disk"] : []),
    ];
    this.logs.splice(0).forEach((log) => log.close());
    this.kept.forgetRequests();
    return cells.map((cell) => ({ ...cell, complaints: [...cell.complaints, ...after] }));
  }

  private async complaints(fault: Fault, method: Method): Promise<readonly string[]> {
    const proxy = this.proxies.get(method);
    if (!proxy) throw new Error(`no proxy for ${method.name}`);
    const log: CallLog[] = [];
    const clock = new QuickClock();
    const client = (url: string) => this.client(fault, url, { log, clock });
    const first = client(fault.place ? this.places.url[fault.place] : proxy.url);
    proxy.meet(fault.manner);
    const found: string[] = [];
    const expected = ((this.adapter.name === "fetch" && fault.overFetch) || fault.expected)(method);
    const result = await method.call(first).then(
      (value: unknown) => ({ value }),
      (error: unknown) => ({ error }),
    );
    if ("value" in result) {
      const { doubts, ...value } = { doubts: undefined, ...(result.value as object) };
      if (typeof expected === "object") found.push("the call succeeds");
      else if (expected === "doubted" && (!doubts || !isDeepStrictEqual(value, this.good.get(method))))
        found.push("the call does not say what can be read in two ways");
      else if (expected === "fine" && !isDeepStrictEqual(result.value, this.good.get(method)))
        found.push("the call gives something else than without the fault");
    } else if (typeof expected === "string") found.push(`the call fails: ${String(result.error)}`);
    else found.push(...wrongError(result.error, expected));
    if (method.write && proxy.arrived.length > 1) found.push(`the write was sent ${proxy.arrived.length} times`);
    if (this.places.trespasses() > 0) found.push("something was sent to a server that is not to be trusted");
    const shown = JSON.stringify([log, "error" in result ? texts(result.error) : ""]);
    if (this.secret.test(shown)) found.push("the token is in the error or the log");
    if (log.length === 0) found.push("nothing is logged");
    proxy.meet();
    // Longer than any server has asked to be left alone.
    clock.time += DAY;
    const again = await method.call(fault.place ? client(proxy.url) : first).catch(String);
    if (!isDeepStrictEqual(again, this.good.get(method)))
      found.push(`the next call does not succeed: ${String(again)}`);
    return found;
  }

  private client(fault: Fault, url: string, { log, clock }: { log: CallLog[]; clock: QuickClock }): RedcapClient {
    // In a folder of its own, where no other cell's requests and stops count.
    const folder = join(this.kept.limits, String(this.logs.length));
    const requests = new SharedRateLog({ folder, host: new URL(url).host, now: clock.now });
    this.logs.push(requests);
    return new RedcapClient({
      transport: fault.slow ? this.hasty : this.patient,
      url,
      token: tokenOf(this.emulator),
      limiter: new HostLimiter(() => RATE, clock, { log: requests }),
      retryDelaysMs: [0],
      wait: clock.wait,
      log: (entry) => log.push(entry),
    });
  }

  private get secret(): RegExp {
    return new RegExp(tokenOf(this.emulator), "i");
  }
}

/** Waits are over at once. */
class QuickClock {
  time = DAY;
  readonly now = () => this.time;
  readonly wait = (ms: number) => Promise.resolve(void (this.time += ms));
}

function wrongError(error: unknown, { kind, advice }: { readonly kind: string; readonly advice: RegExp }): string[] {
  if (!isRedcapError(error)) return [`an error of another class: ${String(error)}`];
  const found = error.kind === kind ? [] : [`${error.kind} (${error.serverText.slice(0, 60)}) instead of ${kind}`];
  if (!advice.test(error.message) || !ACTION.test(error.message))
    found.push(`the sentence does not say what to do: ${error.message}`);
  return found;
}

function texts(error: unknown): unknown {
  return error instanceof Error ? [error.message, error.stack, { ...error }, texts(error.cause)] : String(error);
}

function tokenOf(emulator: Emulator): string {
  return emulator.projects[0]?.token ?? "";
}
