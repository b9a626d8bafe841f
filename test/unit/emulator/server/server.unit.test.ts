import assert from "node:assert/strict";
import { request } from "node:http";
import { connect } from "node:net";
import { startEmulator } from "../../../../src/emulator/server/server";
import { onBench, post, SMALL } from "../api";

/** `fetch` does not let anybody set these headers. */
function rawPost(url: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = request(url, { method: "POST", headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    call.on("error", reject).end("content=version");
  });
}

describe("the server", () => {
  it(
    "listens on 127.0.0.1 only, with an address that ends in /api/",
    onBench(async ({ emulator }) => {
      assert.match(emulator.url, /^http:\/\/127\.0\.0\.1:\d+\/api\/$/);
      const { port } = new URL(emulator.url);
      const other = await new Promise<string>((resolve) => {
        const socket = connect(Number(port), "127.0.0.2");
        socket.once("connect", () => resolve("connected")).once("error", () => resolve("refused"));
        socket.once("close", () => socket.destroy());
      });
      assert.equal(other, "refused");
    }),
  );

  it(
    "refuses foreign Host headers and everything that a web page sends",
    onBench(async ({ emulator }) => {
      const { port } = new URL(emulator.url);
      assert.equal(await rawPost(emulator.url, { host: `localhost:${port}` }), 403, "no token, but past the door");
      assert.equal(await rawPost(emulator.url, { host: `redcap.example.org:${port}` }), 403);
      assert.equal(await rawPost(emulator.url, { origin: emulator.url }), 403);
      assert.equal(emulator.requests.length, 1, "only the first got as far as the API");
    }),
  );

  it(
    "answers 501 to other methods and without the last slash, 404 anywhere else",
    onBench(async ({ emulator }) => {
      const get = await fetch(emulator.url);
      assert.equal(get.status, 501);
      assert.equal(
        await get.text(),
        '<?xml version="1.0" encoding="UTF-8" ?><hash><error>The requested method is not implemented.</error></hash>',
      );
      assert.equal((await post(emulator.url.slice(0, -1), {})).status, 501);
      const elsewhere = await post(emulator.url.replace("/api/", "/"), {});
      assert.equal(elsewhere.status, 404);
      assert.match(elsewhere.text, /^<!DOCTYPE HTML/);
    }),
  );

  it(
    "refuses bodies over its limit with 413 and stays alive",
    onBench(
      async (bench) => {
        const answer = await bench.send({ content: "user", data: "x".repeat(3000) });
        assert.equal(answer.status, 413);
        assert.equal((await bench.send({ content: "version" })).status, 200);
      },
      SMALL,
      { maxBodyBytes: 2000 },
    ),
  );

  it(
    "remembers requests without their tokens",
    onBench(async (bench) => {
      await bench.send({ content: "user", action: "delete", "users[0]": "nobody" });
      const [last] = bench.emulator.requests;
      assert.equal(last?.status, 200);
      assert.deepEqual(
        [...(last?.params ?? [])],
        [
          ["format", "json"],
          ["returnFormat", "json"],
          ["content", "user"],
          ["action", "delete"],
          ["users[0]", "nobody"],
        ],
      );
    }),
  );

  it(
    "names the type of each format",
    onBench(async (bench) => {
      const typeOf = async (format: string) => (await bench.raw({ content: "dag", format })).type;
      assert.equal(await typeOf("csv"), "text/csv; charset=utf-8");
      assert.equal(await typeOf("json"), "application/json; charset=utf-8");
      assert.equal(await typeOf("xml"), "text/xml; charset=utf-8");
    }),
  );

  it("keeps its projects apart and their tokens random", async () => {
    const seeds = [SMALL, { ...SMALL, projectId: 6, title: "Other" }];
    const first = await startEmulator({ projects: seeds, idSeed: 1 });
    const second = await startEmulator({ projects: seeds, idSeed: 1 });
    try {
      const tokens = [...first.projects, ...second.projects].map(({ token }) => token);
      assert.equal(new Set(tokens).size, 4);
      const [, other] = first.projects;
      await post(first.url, {
        token: other?.token ?? "",
        content: "user",
        data: "<users><item><username>x</username></item></users>",
      });
      assert.deepEqual([first.state(5).users.has("x"), first.state(6).users.has("x")], [false, true]);
      assert.equal((await post(second.url, { token: other?.token ?? "", content: "version" })).status, 403);
      assert.throws(() => first.state(7), /no project 7/);
      assert.throws(() => first.addToken(5, "nobody"), /"nobody" is not a user/);
    } finally {
      await Promise.all([first.close(), second.close()]);
    }
  });
});
