import type { Rate } from "../../../src/net/rate/ledger";
import { HostLimiter } from "../../../src/net/rate/limiter";
import { LIMITS } from "../../../src/net/transport/limits";
import { SharedRateLog } from "../../../src/net/rate/sharedRateLog";
import { createUndiciTransport } from "../../../src/net/transport/undiciTransport";
import { wait } from "../../../src/net/rate/wait";
import { RedcapClient } from "../../../src/redcap/requests/client";

export interface HammerOptions {
  readonly folder: string;
  readonly url: string;
  readonly token: string;
  readonly requests: number;
  readonly windowMs: number;
  readonly rate: Rate;
}

/** When each request ran, by the clock that all processes share. */
export interface Hammered {
  readonly spans: readonly { readonly from: number; readonly to: number }[];
  readonly broken: readonly string[];
}

/** One of several processes that ask one server as fast as they may. */
async function hammer({ folder, url, token, requests, windowMs, rate }: HammerOptions): Promise<Hammered> {
  const now = () => Number(process.hrtime.bigint() / 1_000_000n);
  const log = new SharedRateLog({ folder, host: new URL(url).host, now });
  const broken: string[] = [];
  const limiter = new HostLimiter(
    () => rate,
    { now, wait },
    { log, windowMs, onLogBroken: (error) => broken.push(String(error)) },
  );
  const transport = createUndiciTransport({ limits: LIMITS });
  const client = new RedcapClient({ transport, url, token });
  const spans = await Promise.all(
    Array.from({ length: requests }, () =>
      limiter.run(async () => {
        const from = now();
        await client.exportVersion();
        return { from, to: now() };
      }),
    ),
  );
  await transport.close();
  return { spans, broken };
}

void hammer(JSON.parse(process.argv[2] ?? "") as HammerOptions).then((report) =>
  process.send?.(report, () => process.disconnect()),
);
