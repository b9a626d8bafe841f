import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { HostLimiter } from "../../../../src/net/rate/limiter";
import { SharedRateLog } from "../../../../src/net/rate/sharedRateLog";
import { wait } from "../../../../src/net/rate/wait";
import { RedcapClient } from "../../../../src/redcap/requests/client";
import { against, failing, READ, whole, WRITE } from "../badServer";
import type { Manners } from "../badServer";

describe("trying again", () => {
  const recovers =
    (status: number, times: number, body = ""): Manners =>
    (response, _request, hit) =>
      hit <= times ? response.writeHead(status).end(body) : response.end("[]");

  for (const status of [408, 502, 503, 504])
    it(
      `a read gets over ${status}`,
      against(recovers(status, 2), async ({ caller, bodies, pauses }) => {
        assert.equal(await caller().ask(READ, whole), "[]");
        assert.deepEqual([bodies.length, pauses], [3, [500, 2000]]);
      }),
    );

  it(
    "so does a table that is passed on as it was sent, of which nobody got anything before",
    against(recovers(503, 1), async ({ transport, url, bodies }) => {
      const client = new RedcapClient({ transport, url, token: "A".repeat(32), retryDelaysMs: [0] });
      const chunks: Uint8Array[] = [];
      await client.exportRaw("dag", "json", async (bytes) => {
        for await (const chunk of bytes) chunks.push(chunk);
      });
      assert.deepEqual([Buffer.concat(chunks).toString(), bodies.length], ["[]", 2]);
    }),
  );

  it(
    "a write does not: it may have been carried out",
    against(recovers(503, 9), async ({ caller, bodies, pauses }) => {
      assert.equal((await failing(caller().ask(WRITE, whole))).maybeDone, true);
      assert.deepEqual([bodies.length, pauses], [1, []]);
    }),
  );

  it(
    "a read gets over a database that is away for a moment, whatever the status says",
    against(
      recovers(
        200,
        1,
        "The hostname (db) / username (u) / password (p) combination could not connect to the MySQL server.",
      ),
      async ({ caller, bodies }) => {
        assert.equal(await caller().ask(READ, whole), "[]");
        assert.equal(bodies.length, 2);
      },
    ),
  );

  it(
    "other failures are final",
    against(recovers(500, 9), async ({ caller, bodies }) => {
      assert.equal((await failing(caller().ask(READ, whole))).kind, "serverOffline");
      assert.equal(bodies.length, 1);
    }),
  );

  it("pauses are longer or shorter by chance, by half at most", async () => {
    for (const [random, expected] of [
      [0, [250, 1000]],
      [1, [750, 3000]],
    ] as const)
      await against(recovers(502, 2), async ({ caller, pauses }) => {
        await caller({ random: () => random }).ask(READ, whole);
        assert.deepEqual(pauses, expected);
      })();
  });

  it(
    "ends with the pause in which a call is cancelled",
    against(recovers(502, 9), async ({ caller, bodies }) => {
      const stop = new AbortController();
      const pause = (ms: number, signal?: AbortSignal) => {
        const pausing = wait(ms, signal);
        stop.abort();
        return pausing;
      };
      const call = caller({ wait: pause, retryDelaysMs: [60_000] }).ask({ ...READ, signal: stop.signal }, whole);
      assert.equal((await failing(call)).kind, "cancelled");
      assert.equal(bodies.length, 1);
    }),
  );
});

describe("a server that asks for fewer requests", () => {
  /** A limiter whose waits are over at once, and written down. */
  function quick(log?: SharedRateLog) {
    let now = 0;
    const waits: number[] = [];
    const clock = { now: () => now, wait: (ms: number) => Promise.resolve(void (waits.push(ms), (now += ms))) };
    const limiter = new HostLimiter(() => ({ maxInFlight: 8, maxPerMinute: 300 }), clock, log ? { log } : {});
    return { limiter, waits, now: () => now };
  }
  const once =
    (status: number, headers: Readonly<Record<string, string>> = {}, body = ""): Manners =>
    (response, _request, hit) =>
      hit === 1 ? response.writeHead(status, headers).end(body) : response.end("[]");

  for (const [name, status, headers, ms] of [
    ["429 and a time", 429, { "retry-after": "30" }, 30_000],
    ["429 without a time", 429, {}, 60_000],
    ["503 and a time", 503, { "retry-after": "7" }, 7_000],
    ["503 without a time", 503, {}, 5_000],
  ] as const)
    it(
      `by ${name}: is left alone for so long, then a read comes back`,
      against(once(status, headers), async ({ caller, bodies }) => {
        const { limiter, waits } = quick();
        assert.equal(await caller({ limiter }).ask(READ, whole), "[]");
        assert.deepEqual([bodies.length, waits], [2, [ms]]);
      }),
    );

  it(
    "a write does not come back, and what is asked next waits",
    against(once(429, { "retry-after": "30" }), async ({ caller, bodies }) => {
      const { limiter, waits } = quick();
      const polite = caller({ limiter });
      assert.equal((await failing(polite.ask(WRITE, whole))).kind, "rateLimited");
      assert.deepEqual([bodies.length, waits], [1, []]);
      assert.equal(await polite.ask(READ, whole), "[]");
      assert.deepEqual([bodies.length, waits], [2, [30_000]]);
    }),
  );

  it("for longer than anybody would wait: every call says so at once, and sends nothing", async () => {
    for (const [manners, sentence] of [
      [
        once(429, { "retry-after": "3600" }),
        /asks for fewer requests \(status 429\), so no window .* until .*\. Wait until then\.$/,
      ],
      [
        once(200, {}, "<html>Your IP address has been banned</html>"),
        /blocks this computer .*\. Ask its administrator to lift the block\.$/,
      ],
    ] as const)
      await against(manners, async ({ caller, bodies }) => {
        const { limiter, waits } = quick();
        assert.equal((await failing(caller({ limiter }).ask(READ, whole))).kind, "rateLimited");
        const next = await failing(caller({ limiter }).ask(WRITE, whole));
        assert.deepEqual([next.kind, next.maybeDone, bodies.length, waits], ["rateLimited", false, 1, []]);
        assert.match(next.message, sentence);
      })();
  });

  it("is left alone by all windows of this computer", async () => {
    const folder = mkdtempSync(join(tmpdir(), "limits-"));
    await against(once(429, { "retry-after": "3600" }), async ({ caller, bodies, url }) => {
      const window = () => quick(new SharedRateLog({ folder, host: new URL(url).host, now: () => 0 })).limiter;
      assert.equal((await failing(caller({ limiter: window() }).ask(READ, whole))).kind, "rateLimited");
      assert.match((await failing(caller({ limiter: window() }).ask(READ, whole))).message, /status 429/);
      assert.equal(bodies.length, 1);
    })();
    rmSync(folder, { recursive: true });
  });
});
