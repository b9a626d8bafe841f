import assert from "node:assert/strict";
import { explain, faultLine } from "../../../../src/app/connections/faultLine";
import { RecentRequests } from "../../../../src/app/connections/recentRequests";
import { english, verbatim } from "../../../../src/core/text/message";
import { RedcapClient } from "../../../../src/redcap/requests/client";
import { RedcapError } from "../../../../src/redcap/errors";
import { badServer, failing, TOKEN } from "../../redcap/badServer";
import type { Manners } from "../../redcap/badServer";
import { fixedClock, quietLog } from "../memory";

/** A token that is no run of 32 hexadecimal digits, so that only who knows it can hide it. */
const ODD = "q1w2e3r4t5y6u7i8o9p0";

async function ask(manners: Manners, token: string, project?: string) {
  const server = await badServer(manners);
  const [trail, log] = [new RecentRequests(fixedClock()), quietLog()];
  const note = trail.noteFor(project, log);
  const { url, transport } = server;
  const client = trail.watch(new RedcapClient({ url, transport, token, retryDelaysMs: [], now: () => 0, log: note }));
  try {
    return { client, trail, log, error: await failing(client.exportUsers()) };
  } finally {
    await server.close();
  }
}

/** Says back what it was sent, as some servers do. */
const echo =
  (write: (token: string) => string): Manners =>
  (response) =>
    response.writeHead(400, { "content-type": "application/json" }).end(JSON.stringify({ error: write(ODD) }));

const NOTATIONS: Readonly<Record<string, (token: string) => string>> = {
  plain: (token) => `token=${token}`,
  URL: (token) => [...token].map((letter) => `%${letter.charCodeAt(0).toString(16)}`).join(""),
  Base64: (token) => Buffer.from(`token=${token}&content=user`).toString("base64"),
  "split by a newline": (token) => `${token.slice(0, 9)}\n${token.slice(9)}`,
};

describe("the log of requests", () => {
  it("tells method, project, format, duration, sizes and status, and nothing else", async () => {
    const { log, trail } = await ask(
      (response) => response.writeHead(403).end(`ERROR: carol@example.org may not, ${TOKEN}`),
      TOKEN,
      "pid12-3f9c1b2a",
    );
    assert.deepEqual(log.lines, ["pid12-3f9c1b2a user export json: 403 refused, 0 ms, 95 bytes out, 66 bytes in"]);
    const [last] = trail.last;
    assert.deepEqual(last, {
      content: "user",
      action: "export",
      format: "json",
      ms: 0,
      sentBytes: 95,
      receivedBytes: 66,
      outcome: "403 refused",
      project: "pid12-3f9c1b2a",
      at: Date.parse("2026-06-15T12:00:00Z"),
    });
  });
});

describe("the doors to log and messages", () => {
  for (const [name, write] of Object.entries(NOTATIONS)) {
    it(`know the tokens in use: ${name}`, async () => {
      const { error, trail, client } = await ask(echo(write), ODD);
      assert.equal(`${error.message} ${error.serverText}`.includes(write(ODD)), false);
      assert.match(error.message, /\[token\]/);
      const doors = { ...quietLog(), hide: trail.hide };
      const said = english(explain(new Error(`It broke at ${write(ODD)}.`), doors) ?? verbatim(""));
      assert.match(said, /^It broke at .*\[token\].*\.$/s);
      assert.equal(said.includes(write(ODD)), false);
      assert.equal(doors.lines.join().includes("broke"), false);
      assert.ok(client);
    });
  }

  it("hide nothing that is no token", () => {
    assert.equal(new RecentRequests(fixedClock()).hide("ann@example.org"), "ann@example.org");
  });
});

describe("a failure in the log", () => {
  it("is a kind and a status, without the words of the server", () => {
    const error = new RedcapError("refused", verbatim("REDCap refused this: carol"), {
      status: 400,
      serverText: "carol",
    });
    assert.equal(faultLine(error), "refused, 400");
    const lost = new RedcapError("unreachable", verbatim("…"), {
      reason: "reset",
      sent: "maybe",
      serverText: "ECONNRESET",
    });
    assert.equal(faultLine(lost), "unreachable, reset, sent: maybe");
  });

  it("is a name and places in the code, without a sentence and without folders", () => {
    const error = Object.assign(new TypeError("carol is not a function"), {
      code: "EACCES",
      stack: [
        "TypeError: carol is not a function",
        "    at Changes.plan (/home/carol/.vscode/extensions/redcap-access/dist/extension.js:12:345)",
        "    at async C:\\Users\\carol\\extension.js:1:2",
        "    at new Promise (<anonymous>)",
      ].join("\n"),
    });
    assert.equal(faultLine(error), "TypeError EACCES < Changes.plan (extension.js:12:345) < (extension.js:1:2)");
    assert.equal(faultLine("carol"), "a thrown string");
  });
});
