import assert from "node:assert/strict";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { readText } from "../../../../src/net/transport/body";
import { createFetchTransport } from "../../../../src/net/transport/fetchTransport";
import { LIMITS } from "../../../../src/net/transport/limits";
import type { Limits } from "../../../../src/net/transport/limits";
import { NetworkFault } from "../../../../src/net/transport/transport";
import type { PostResponse, Transport } from "../../../../src/net/transport/transport";
import { createUndiciTransport } from "../../../../src/net/transport/undiciTransport";
import { badServer, TOKEN } from "../../redcap/badServer";
import type { BadServer, Manners } from "../../redcap/badServer";

const ADAPTERS: Readonly<Record<string, (limits: Limits) => Transport>> = {
  undici: (limits) => createUndiciTransport({ limits }),
  fetch: (limits) => createFetchTransport({ limits }),
};

const silent: Manners = () => undefined;
const read = async (answer: PostResponse) => (await readText(answer, LIMITS.bodyBytes)).text;

/** What both ways to the network owe their callers. */
for (const [name, create] of Object.entries(ADAPTERS))
  describe(`the ${name} adapter`, () => {
    async function at<T>(
      manners: Manners,
      work: (transport: Transport, server: BadServer) => Promise<T>,
      limits: Partial<Limits> = {},
    ): Promise<T> {
      const server = await badServer(manners);
      const transport = create({ ...LIMITS, ...limits });
      try {
        return await work(transport, server);
      } finally {
        await server.close();
        await transport.close();
      }
    }

    /** The fault that a post to such a server ends with, its body included. */
    async function fault(manners: Manners, limits: Partial<Limits> = {}, signal?: AbortSignal, take = read) {
      return await at(
        manners,
        async (transport, { url }) => {
          const error = await transport
            .post({ url, body: `token=${TOKEN}`, signal })
            .then(take)
            .catch(identity);
          assert.ok(error instanceof NetworkFault, String(error));
          assert.doesNotMatch(JSON.stringify([error, error.message]), new RegExp(TOKEN));
          return [error.reason, error.sent];
        },
        limits,
      );
    }

    it("posts a form and gives status, headers in small letters and the body, whatever the status", async () => {
      const seen: unknown[] = [];
      const manners: Manners = (response, { method, headers }) => {
        seen.push(method, headers["content-type"], headers.cookie);
        response.writeHead(418, { "X-Odd": "Yes", "set-cookie": "a=b" }).end("tea");
      };
      await at(manners, async (transport, { url, bodies }) => {
        for (let time = 0; time < 2; time++) {
          const answer = await transport.post({ url, body: "a=1" });
          assert.deepEqual([answer.status, answer.headers.get("x-odd"), await read(answer)], [418, "Yes", "tea"]);
        }
        assert.deepEqual(bodies, ["a=1", "a=1"]);
      });
      assert.deepEqual(seen.slice(3), ["POST", "application/x-www-form-urlencoded", undefined]);
    });

    for (const [encoding, pack] of [
      ["gzip", gzipSync],
      ["deflate", deflateSync],
      ["br", brotliCompressSync],
    ] as const)
      it(`unpacks ${encoding}`, async () => {
        const manners: Manners = (response) =>
          response.writeHead(200, { "content-encoding": encoding }).end(pack("[1]"));
        await at(manners, async (transport, { url }) => {
          assert.equal(await read(await transport.post({ url, body: "" })), "[1]");
        });
      });

    for (const status of [301, 302, 303, 307, 308])
      it(`tells where ${status} points and does not go there`, async () => {
        const manners: Manners = (response) => response.writeHead(status, { location: "/elsewhere" }).end();
        await at(manners, async (transport, { url, bodies }) => {
          const answer = await transport.post({ url, body: "token=x" });
          assert.deepEqual([answer.status, answer.headers.get("location")], [status, "/elsewhere"]);
          assert.equal(await read(answer), "");
          assert.deepEqual(bodies, ["token=x"]);
        });
      });

    it("gives up a server that never answers", async () => {
      assert.deepEqual(await fault(silent, { connectMs: 50, headersMs: 50 }), ["timeout", "maybe"]);
    });

    /** What a server writes into the socket again and again, after it has read a request. */
    const endless =
      (text: string, first = ""): Manners =>
      (response) => {
        const { socket } = response;
        socket?.write(first);
        const timer = setInterval(() => socket?.write(text), 5);
        socket?.on("close", () => clearInterval(timer));
        socket?.on("error", () => undefined);
      };
    const head = "HTTP/1.1 200 OK\r\n";
    const quick = { connectMs: 100, headersMs: 200, bodyMs: 300, bodyIdleMs: 200 };

    for (const [what, text, first, expected] of [
      ["103 answers", "HTTP/1.1 103 Early Hints\r\nlink: </a>; rel=preload\r\n\r\n", "", /timeout/],
      ["102 answers", "HTTP/1.1 102 Processing\r\n\r\n", "", /timeout/],
      ["header that drips", "x", `${head}a: `, /timeout|tooLarge/],
      ["headers", `a: ${"x".repeat(2000)}\r\n`, head, /timeout|tooLarge|reset/],
      ["status line", "x".repeat(2000), "HTTP/1.1 200 ", /timeout|tooLarge|reset|other/],
      ["trailers", "a: x\r\n", `${head}transfer-encoding: chunked\r\n\r\n1\r\n[\r\n0\r\n`, /timeout|tooLarge|reset/],
      [
        "chunk extension",
        "x".repeat(100),
        `${head}transfer-encoding: chunked\r\n\r\n1;a=`,
        /timeout|tooLarge|reset|other/,
      ],
      ["body of a refusal", " ", "HTTP/1.1 403 Forbidden\r\ncontent-length: 9000000\r\n\r\n", /timeout/],
      ["body of a redirect", " ", "HTTP/1.1 302 Found\r\nlocation: /\r\ncontent-length: 9000000\r\n\r\n", /timeout/],
    ] as const)
      it(`gives up a server with an endless ${what}`, async () => {
        const [reason, sent] = await fault(endless(text, first), quick);
        assert.match(String(reason), expected);
        assert.equal(sent, "maybe");
      });

    it("reads an answer in an encoding that nobody knows as it came", async () => {
      for (const encoding of ["constructor", "__proto__", "toString"]) {
        const manners: Manners = (response) => response.writeHead(200, { "content-encoding": encoding }).end("[1]");
        await at(manners, async (transport, { url }) => {
          assert.equal(await read(await transport.post({ url, body: "" })), "[1]", encoding);
        });
      }
    });

    it("gives up a body that stalls", async () => {
      const stalls: Manners = (response) => response.write("[1,");
      assert.deepEqual(await fault(stalls, { bodyIdleMs: 50 }), ["timeout", "maybe"]);
    });

    it("gives up a body that drips for ever", async () => {
      const drips: Manners = (response) => {
        const timer = setInterval(() => response.write(" "), 10);
        response.on("close", () => clearInterval(timer));
      };
      assert.deepEqual(await fault(drips, { bodyMs: 150, bodyIdleMs: 5000 }), ["timeout", "maybe"]);
    });

    it("stops at the size it may read, counted after unpacking", async () => {
      const bomb: Manners = (response) =>
        response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(Buffer.alloc(5_000_000)));
      assert.deepEqual(await fault(bomb, { bodyBytes: 1_000_000 }), ["tooLarge", "maybe"]);
    });

    it("tells a connection that broke, before and in the middle of the answer", async () => {
      assert.deepEqual(await fault((response) => response.destroy()), ["reset", "maybe"]);
      const half: Manners = (response) => {
        response.writeHead(200, { "content-length": 100 }).write("[1,", () => response.destroy());
      };
      assert.deepEqual(await fault(half), ["reset", "maybe"]);
    });

    it("stops when it is told to, while it waits and while it reads", async () => {
      const stop = new AbortController();
      assert.deepEqual(await fault(() => stop.abort(), {}, stop.signal), ["cancelled", "maybe"]);
      const later = new AbortController();
      const begins: Manners = (response) => response.write("[1,");
      const abort = async (answer: PostResponse) => (later.abort(), await read(answer));
      assert.deepEqual(await fault(begins, {}, later.signal, abort), ["cancelled", "maybe"]);
    });

    it("knows when not one byte was sent", async () => {
      const server = await badServer(silent);
      await server.close();
      const transport = create(LIMITS);
      const reason = async (url: string) => {
        const error = await transport.post({ url, body: "" }).catch(identity);
        assert.ok(error instanceof NetworkFault);
        return [error.reason, error.sent];
      };
      assert.deepEqual(await reason(server.url), ["refused", "nothing"]);
      assert.deepEqual(await reason("http://redcap.invalid/api/"), ["dns", "nothing"]);
      await transport.close();
    });
  });

describe("the fetch adapter alone", () => {
  it("takes the global's fetch at each call, for VS Code puts its own there", async () => {
    const original = globalThis.fetch;
    const transport = createFetchTransport({ limits: LIMITS });
    const asked: unknown[] = [];
    try {
      globalThis.fetch = (input) => {
        asked.push(input);
        return Promise.resolve(new Response("[]"));
      };
      assert.equal(await read(await transport.post({ url: "https://redcap.invalid/api/", body: "" })), "[]");
      assert.deepEqual(asked, ["https://redcap.invalid/api/"]);
    } finally {
      globalThis.fetch = original;
    }
  });

  const answered = async (body: string, headers: Readonly<Record<string, string>>) => {
    const transport = createFetchTransport({
      limits: LIMITS,
      fetch: () => () => Promise.resolve(new Response(body, { headers })),
    });
    return await read(await transport.post({ url: "https://redcap.invalid/api/", body: "" }));
  };

  it("takes an answer that ends before its length for broken, also where it ends between two rows", async () => {
    const rows = "username,email\nann,\n";
    for (const length of [rows.length + 1, rows.length + 5])
      await assert.rejects(answered(rows, { "content-length": String(length) }), {
        name: "NetworkFault",
        ...{ reason: "reset", sent: "maybe" },
      });
    assert.equal(await answered(rows, { "content-length": String(rows.length) }), rows);
  });

  it("takes the length for that of the packed bytes where something is packed, and for none where it is no number", async () => {
    for (const headers of [
      { "content-length": "100", "content-encoding": "gzip" },
      { "content-length": "100", "content-encoding": "identity, x-unknown" },
      { "content-length": "4, 100" },
      { "content-length": "" },
      {},
    ])
      assert.equal(await answered("[1]", headers), "[1]");
    await assert.rejects(answered("[1]", { "content-length": "100", "content-encoding": "identity" }), {
      reason: "reset",
    });
  });
});

function identity(error: unknown): unknown {
  return error;
}
