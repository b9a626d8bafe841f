import assert from "node:assert/strict";
import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { HostLimiter } from "../../../../src/net/rate/limiter";
import { against, badServer, failing, READ, TOKEN, whole, WRITE } from "../badServer";
import type { Manners } from "../badServer";

const answers =
  (text: string | Buffer, status = 200, headers: Readonly<Record<string, string>> = {}): Manners =>
  (response) =>
    response.writeHead(status, headers).end(text);
const silent: Manners = () => undefined;
const hangsUp: Manners = (response) => response.destroy();

function oneAtATime(): HostLimiter {
  const clock = { now: () => 0, wait: () => Promise.reject(new Error("nobody is too fast here")) };
  return new HostLimiter(() => ({ maxInFlight: 1, maxPerMinute: 300 }), clock);
}

describe("a call", () => {
  it("posts the token and its parameters as a form, and gives the answer's text", async () => {
    const seen: unknown[] = [];
    const notes: Manners = (response, { method, url, headers }) => {
      seen.push(method, url, headers["content-type"]);
      response.end("grüß\n");
    };
    await against(notes, async ({ caller, bodies }) => {
      const call = { params: { content: "user", data: "a=1&b=ü +" }, write: true };
      assert.equal(await caller().ask(call, whole), "grüß\n");
      assert.deepEqual(seen, ["POST", "/api/", "application/x-www-form-urlencoded"]);
      assert.deepEqual(Object.fromEntries(new URLSearchParams(bodies[0])), { token: TOKEN, ...call.params });
    })();
  });

  it(
    "is logged with what it was and how it ended, without token, body or names",
    against(answers("[]"), async ({ caller, log }) => {
      let now = 1000;
      await caller({ now: () => (now += 7) }).ask(READ, whole);
      const sentBytes = new URLSearchParams({ token: TOKEN, ...READ.params }).toString().length;
      assert.deepEqual(log, [
        { content: "user", action: "export", format: "json", ms: 7, sentBytes, receivedBytes: 2, outcome: "200" },
      ]);
    }),
  );

  it(
    "is logged as well when it fails",
    against(answers('{"error":"no"}', 403), async ({ caller, log }) => {
      await failing(caller().ask(WRITE, whole));
      assert.deepEqual(
        log.map(({ outcome, receivedBytes }) => [outcome, receivedBytes]),
        [["403 refused", 14]],
      );
    }),
  );

  for (const [encoding, pack] of [
    ["gzip", gzipSync],
    ["deflate", deflateSync],
    ["br", brotliCompressSync],
    ["GZIP", gzipSync],
  ] as const)
    it(
      `reads an answer packed as ${encoding}`,
      against(answers(pack("[1,2]"), 200, { "content-encoding": encoding }), async ({ caller }) => {
        assert.equal(await caller().ask(READ, whole), "[1,2]");
      }),
    );
});

describe("servers that misbehave", () => {
  it(
    "one that never answers: given up in time, and not asked again",
    against(
      silent,
      async ({ caller, bodies, log }) => {
        const error = await failing(caller().ask(READ, whole));
        assert.deepEqual([error.kind, error.details.sent, error.maybeDone], ["timedOut", "maybe", true]);
        assert.equal(bodies.length, 1);
        assert.equal(log[0]?.outcome, "timedOut");
      },
      { headersMs: 100 },
    ),
  );

  it(
    "one that stops in the middle of its answer",
    against(
      (response) => response.write("[1,"),
      async ({ caller }) => assert.equal((await failing(caller().ask(READ, whole))).kind, "timedOut"),
      { bodyIdleMs: 100 },
    ),
  );

  it(
    "one that sends a little now and then, for ever",
    against(
      (response) => {
        const timer = setInterval(() => response.write(" "), 20);
        response.on("close", () => clearInterval(timer));
      },
      async ({ caller }) => assert.equal((await failing(caller().ask(READ, whole))).kind, "timedOut"),
      { bodyMs: 200, bodyIdleMs: 5000 },
    ),
  );

  it(
    "one that hangs up: a read is tried again after growing pauses, a write is not",
    against(hangsUp, async ({ caller, bodies, pauses }) => {
      const read = await failing(caller().ask(READ, whole));
      assert.deepEqual([read.kind, read.details.reason, bodies.length], ["unreachable", "reset", 3]);
      assert.deepEqual(pauses, [500, 2000]);
      const write = await failing(caller().ask(WRITE, whole));
      assert.deepEqual([write.kind, write.maybeDone, bodies.length], ["unreachable", true, 4]);
    }),
  );

  it(
    "one that hangs up half-way through its answer",
    against(
      (response) => {
        response.writeHead(200, { "content-length": 100 }).write("[1,", () => response.destroy());
      },
      async ({ caller }) => {
        const error = await failing(caller().ask(WRITE, whole));
        assert.deepEqual([error.kind, error.maybeDone], ["unreachable", true]);
      },
    ),
  );

  it("one that is not there: even a write is tried again, for not one byte was sent", async () => {
    const server = await badServer(silent);
    const { url } = server;
    await server.close();
    const other = await badServer(silent);
    try {
      const error = await failing(other.caller({ url }).ask(WRITE, whole));
      assert.deepEqual([error.kind, error.details.reason, error.maybeDone], ["unreachable", "refused", false]);
      assert.match(error.message, /^127\.0\.0\.1:\d+ does not accept connections/);
      assert.deepEqual(other.pauses, [500, 2000]);
    } finally {
      await other.close();
    }
  });

  it(
    "one with a sign-in page in front of it",
    against(answers("<!DOCTYPE html><html><body>Please sign in</body></html>"), async ({ caller, bodies }) => {
      assert.equal((await failing(caller().ask(READ, whole))).kind, "notRedcap");
      assert.equal(bodies.length, 1);
    }),
  );

  for (const status of [301, 302, 303, 307, 308])
    it(`one that redirects with ${status}: the token never follows`, async () => {
      const elsewhere = await badServer(answers("[]"));
      const server = await badServer(answers("", status, { location: elsewhere.url }));
      try {
        const error = await failing(server.caller().ask(WRITE, whole));
        assert.deepEqual([error.kind, error.details.location], ["moved", elsewhere.url]);
        assert.deepEqual([server.bodies.length, elsewhere.bodies.length], [1, 0]);
      } finally {
        await server.close();
        await elsewhere.close();
      }
    });

  it(
    "one whose answer is larger than the limit: reading stops there",
    against(
      (response) => {
        const more = () => {
          while (response.write("x".repeat(64 * 1024)));
        };
        response.on("drain", more);
        more();
      },
      async ({ caller, bodies }) => {
        const error = await failing(caller({ maxBytes: 1_000_000 }).ask(READ, whole));
        assert.deepEqual([error.kind, error.maybeDone, bodies.length], ["tooLarge", true, 1]);
      },
    ),
  );

  it(
    "one whose small packed answer is large when unpacked",
    against(answers(gzipSync("x".repeat(2_000_000)), 200, { "content-encoding": "gzip" }), async ({ caller }) => {
      assert.equal((await failing(caller({ maxBytes: 1_000_000 }).ask(READ, whole))).kind, "tooLarge");
      assert.equal((await caller({ maxBytes: 2_000_000 }).ask(READ, whole)).length, 2_000_000);
    }),
  );

  it(
    "one that says gzip and sends something else, or half of it",
    against(
      (response, _request, hit) => {
        const body = hit === 1 ? Buffer.from("[1,2,3]") : gzipSync("[1,2,3]").subarray(0, 15);
        response.writeHead(200, { "content-encoding": "gzip" }).end(body);
      },
      async ({ caller }) => {
        for (const code of ["Z_DATA_ERROR", "Z_BUF_ERROR"]) {
          const error = await failing(caller().ask(READ, whole));
          assert.deepEqual([error.kind, error.serverText, error.maybeDone], ["unreadable", code, true]);
        }
      },
    ),
  );

  it(
    "one that shows what it was sent: the token is in no error and no log",
    against(
      (response, request, hit) => {
        response.writeHead(hit === 1 ? 500 : 403, { "content-type": "text/html" });
        response.end(hit === 1 ? `<html>token=${TOKEN}</html>` : JSON.stringify({ error: `token ${TOKEN}` }));
      },
      async ({ caller, log }) => {
        for (const call of [WRITE, WRITE]) {
          const error = await failing(caller().ask(call, whole));
          const everything = [error.stack, error.message, error.serverText, JSON.stringify(error.details)].join();
          assert.equal(everything.includes(TOKEN), false);
          assert.match(error.serverText, /\[token\]/);
        }
        assert.equal(JSON.stringify(log).includes(TOKEN), false);
      },
    ),
  );
});

describe("cancelling", () => {
  it(
    "before a call sends nothing",
    against(answers("[]"), async ({ caller, bodies }) => {
      const error = await failing(caller().ask({ ...READ, signal: AbortSignal.abort() }, whole));
      assert.deepEqual([error.kind, bodies.length], ["cancelled", 0]);
    }),
  );

  for (const [when, met] of [
    ["while the server is silent", (stop) => stop()],
    ["in the middle of an answer", (stop, response) => response.write("[", stop)],
  ] as const satisfies readonly (readonly [string, (stop: () => void, response: ServerResponse) => unknown])[])
    it(`${when} ends the call at once, for good`, async () => {
      const stop = new AbortController();
      const manners: Manners = (response) => void met(() => stop.abort(), response);
      await against(manners, async ({ caller, bodies, pauses }) => {
        const error = await failing(caller().ask({ ...WRITE, signal: stop.signal }, whole));
        assert.deepEqual([error.kind, error.maybeDone, bodies.length, pauses], ["cancelled", true, 1, []]);
      })();
    });

  it(
    "while others hold all places ends the wait at once",
    against(silent, async ({ caller, bodies }) => {
      const limiter = oneAtATime();
      const [first, second] = [new AbortController(), new AbortController()];
      const holding = failing(caller({ limiter }).ask({ ...READ, signal: first.signal }, whole));
      const waiting = failing(caller({ limiter }).ask({ ...READ, signal: second.signal }, whole));
      second.abort();
      assert.equal((await waiting).kind, "cancelled");
      assert.ok(bodies.length <= 1);
      first.abort();
      assert.equal((await holding).kind, "cancelled");
    }),
  );
});

describe("an answer as it streams", () => {
  const TABLE = { params: { ...READ.params, format: "csv" }, write: false };
  const CSV = { list: "user", format: "csv" } as const;
  type Bytes = AsyncIterable<Uint8Array>;

  async function collect(bytes: Bytes): Promise<Buffer> {
    const chunks: Uint8Array[] = [];
    for await (const chunk of bytes) chunks.push(chunk);
    return Buffer.concat(chunks);
  }

  async function one(bytes: Bytes): Promise<void> {
    for await (const _ of bytes) return;
  }

  const breaksOff: Manners = (response) => {
    response.writeHead(200, { "content-length": 1_000_000 });
    response.write("username\n".repeat(12_000), () => response.destroy());
  };
  const endless: Manners = (response) => {
    const more = () => {
      while (response.write("username\n".repeat(8 * 1024)));
    };
    response.on("drain", more);
    more();
  };

  it("has every byte as sent, beyond the limit for texts too", async () => {
    const bytes = Buffer.concat([
      Buffer.from("username\n"),
      Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * 7) % 256)),
    ]);
    await against(answers(bytes), async ({ caller, log }) => {
      assert.deepEqual(await caller({ maxBytes: 1000 }).stream(TABLE, CSV, collect), bytes);
      assert.deepEqual([log[0]?.outcome, log[0]?.receivedBytes], ["200", bytes.byteLength]);
    })();
  });

  it(
    "is an error instead when the beginning says so",
    against(answers("ERROR: You do not have permissions to use the API", 403), async ({ caller }) => {
      assert.equal((await failing(caller().stream(TABLE, CSV, collect))).kind, "badToken");
    }),
  );

  it(
    "ends as an error by meaning when the server hangs up, and is not asked for again",
    against(breaksOff, async ({ caller, bodies, log }) => {
      assert.equal((await failing(caller().stream(TABLE, CSV, collect))).kind, "unreachable");
      assert.deepEqual([bodies.length, log[0]?.outcome], [1, "200 unreachable"]);
    }),
  );

  it("closes the connection when it is a long page instead of data", async () => {
    let closed: Promise<unknown> | undefined;
    const page: Manners = (response, ...rest) => {
      closed = once(response, "close");
      response.writeHead(404).write("<html>");
      endless(response, ...rest);
    };
    await against(page, async ({ caller }) => {
      assert.equal((await failing(caller().stream(TABLE, CSV, collect))).kind, "wrongAddress");
      await closed;
    })();
  });

  const stop = new AbortController();
  for (const [end, manners, take, failure] of [
    ["all of it has come", answers("username\n".repeat(20_000)), collect, undefined],
    ["the server hangs up", breaksOff, collect, "RedcapError"],
    ["its reader has had enough", endless, one, undefined],
    ["its reader wants none of it", endless, () => Promise.resolve(), undefined],
    ["its reader fails", endless, () => Promise.reject(new TypeError("no disk")), "TypeError"],
    ["it is cancelled", endless, (bytes) => (stop.abort(), collect(bytes)), "RedcapError"],
  ] as const satisfies readonly (readonly [string, Manners, (bytes: Bytes) => Promise<unknown>, string | undefined])[])
    it(`keeps its connection and its place among the requests under way until ${end}`, async () => {
      let closed: Promise<unknown> | undefined;
      const first: Manners = (response, request, hit) => {
        if (hit > 1) return void response.end("[]");
        closed = once(response, "close");
        manners(response, request, hit);
      };
      await against(first, async ({ caller, bodies }) => {
        const limiter = oneAtATime();
        let other: Promise<string> | undefined;
        const streaming = caller({ limiter }).stream({ ...TABLE, signal: stop.signal }, CSV, async (bytes) => {
          other = caller({ limiter }).ask(READ, whole);
          // One that need not wait: had the other begun, it would have come before this one.
          await caller().ask(READ, whole);
          assert.equal(bodies.length, 2, "another request began");
          return await take(bytes);
        });
        if (failure) await assert.rejects(streaming, { name: failure });
        else await streaming;
        await closed;
        assert.equal(await other, "[]");
      })();
    });
});
