import assert from "node:assert/strict";
import type { ServerOptions } from "node:https";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { english } from "../../../../src/core/text/message";
import { checkProject } from "../../../../src/app/diagnosis/checkProject";
import { connectionReport } from "../../../../src/app/diagnosis/connectionReport";
import { diagnoseConnection } from "../../../../src/app/diagnosis/diagnoseConnection";
import { startEmulator } from "../../../../src/emulator/server/server";
import type { Emulator } from "../../../../src/emulator/server/server";
import { createFetchTransport } from "../../../../src/net/transport/fetchTransport";
import { LIMITS } from "../../../../src/net/transport/limits";
import type { Network } from "../../../../src/net/transport/network";
import type { ProxySettings } from "../../../../src/net/transport/proxy";
import type { TlsMaterial } from "../../../../src/net/tls/tlsMaterial";
import { createUndiciTransport } from "../../../../src/net/transport/undiciTransport";
import { RedcapClient } from "../../../../src/redcap/requests/client";
import { checkApi } from "../../../../src/redcap/requests/checkApi";
import { authority } from "../../../support/faults/certificate";
import { proxyTo } from "../../net/proxy";
import { secureServer } from "../../net/tlsServer";
import { fixedClock } from "../memory";
import { SEED } from "../site";

const HOSPITAL = authority("Hospital Root CA");
const SERVER = HOSPITAL.issue({ name: "redcap", hosts: ["127.0.0.1", "redcap.hospital.invalid"] });
const PINNED: TlsMaterial = { ca: Buffer.from(HOSPITAL.cert) };

describe("testing a connection", () => {
  let emulator: Emulator;
  let token: string;

  before(async () => {
    emulator = await startEmulator({ projects: [SEED], clock: () => new Date("2026-06-15T12:00:00Z") });
    token = emulator.projects[0]?.token ?? "";
  });

  after(() => emulator.close());

  interface Situation {
    readonly url: string;
    readonly tls?: TlsMaterial;
    readonly proxy?: ProxySettings;
    readonly token?: string;
    /** VS Code's own fetch gets to the server wherever that is. */
    readonly fetchGoesTo?: string;
    readonly network?: Network;
  }

  async function tested({ url, tls, proxy, fetchGoesTo, network, ...given }: Situation) {
    const { href } = new URL(url);
    const undici = createUndiciTransport({ limits: LIMITS, ...(proxy ? { proxy } : {}), ...(tls ? { tls } : {}) });
    const fetch = createFetchTransport({
      limits: LIMITS,
      ...(fetchGoesTo ? { fetch: () => (_, init) => globalThis.fetch(fetchGoesTo, init) } : {}),
    });
    const transport = ({ adapter }: Network) => (adapter === "fetch" ? fetch : undici);
    const connection = { apiUrl: href, projectId: 12, ...(network ? { network } : {}) };
    try {
      const result = await diagnoseConnection(connection, {
        probe: () => Promise.resolve({ proxy, timeoutMs: 2000, ...(tls ? { tls } : {}) }),
        checkApi: (way) => checkApi({ transport: transport(way), url: href }),
        client: (way) =>
          Promise.resolve(
            new RedcapClient({ transport: transport(way), url: href, token: given.token ?? token, retryDelaysMs: [] }),
          ),
        check: (client) => checkProject(client, fixedClock()),
      });
      const report = connectionReport(connection, result, ["VS Code 1.2.3"], "2026-06-15");
      const steps = result.steps.map(({ what, state }) => `${what} ${state}`);
      const [sentence, text] = [english(report.sentence), english(report.text)];
      return { ...report, sentence, text, steps, network: result.network, moved: result.moved };
    } finally {
      await undici.close();
      await fetch.close();
    }
  }

  /** The emulator behind TLS. */
  async function secured<T>(options: ServerOptions, work: (url: string) => Promise<T>): Promise<T> {
    const server = await secureServer(options, emulator.url);
    try {
      return await work(server.url);
    } finally {
      await server.close();
    }
  }

  it("that works says so for every step, with the certificate, and tells no token and no name", async () => {
    await secured(SERVER, async (url) => {
      const { works, sentence, text, steps, network } = await tested({ url, tls: PINNED });
      assert.deepEqual(steps, [
        "address ok",
        "name ok",
        "connection ok",
        "certificate ok",
        "redcap ok",
        "token ok",
        "rights ok",
      ]);
      assert.match(sentence, /^The connection to 127\.0\.0\.1:\d+ works\.$/);
      assert.equal(works, true);
      assert.match(text, /\[ok\] Certificate: Valid, over TLSv1\.3\.\n +For: redcap\n +Issued by: Hospital Root CA\n/);
      assert.match(text, /\[ok\] Token: Accepted for project 12, REDCap 16\./);
      assert.deepEqual(network, {});
      assert.doesNotMatch(text, new RegExp(token, "i"));
      for (const { username } of SEED.users) assert.doesNotMatch(text, new RegExp(`\\b${username}\\b`));
      assert.doesNotMatch(text, /Trial/);
    });
  });

  it("names the certificate that is refused, who issued it and what to do", async () => {
    await secured(SERVER, async (url) => {
      const { works, sentence, steps, text } = await tested({ url });
      assert.equal(works, false);
      assert.deepEqual(steps.slice(3), ["certificate failed", "redcap failed", "token skipped", "rights skipped"]);
      assert.match(
        sentence,
        /fails at: Certificate\. .* It is for redcap and was issued by Hospital Root CA\. Ask your IT/,
      );
      assert.match(text, /\[FAILED\] Certificate: .*Set Certificates\.\n +Code: UNABLE_TO_VERIFY_LEAF_SIGNATURE/);
    });
  });

  it("says when a certificate has ended, or is for another name", async () => {
    const ended = HOSPITAL.issue({ name: "old", hosts: ["127.0.0.1"], until: "210131" });
    await secured(ended, async (url) =>
      assert.match((await tested({ url, tls: PINNED })).sentence, /ended on 2021-01-31, so nothing was sent/),
    );
    const other = HOSPITAL.issue({ name: "other", hosts: ["other.invalid"] });
    await secured(other, async (url) =>
      assert.match((await tested({ url, tls: PINNED })).sentence, /is for other names \(DNS:other\.invalid\)/),
    );
  });

  it("stops at a name that nobody knows, and at a port where nobody listens", async () => {
    const { steps, sentence } = await tested({ url: "https://redcap.invalid/api/" });
    assert.deepEqual(steps.slice(0, 5), [
      "address ok",
      "name failed",
      "connection failed",
      "certificate skipped",
      "redcap failed",
    ]);
    assert.match(sentence, /fails at: Name\. The name redcap\.invalid is not known/);
    const closed = await tested({ url: "https://127.0.0.1:9/api/" });
    assert.match(closed.sentence, /fails at: Connection\. 127\.0\.0\.1:9 does not accept connections/);
  });

  it("goes through the proxy, and says when that refuses", async () => {
    await secured(SERVER, async (url) => {
      const basic = "Basic bWU6cGFzcw==";
      const proxy = await proxyTo(url, basic);
      const far = "https://redcap.hospital.invalid/api/";
      const settings = { url: proxy.url, bypass: "" };
      const works = await tested({ url: far, tls: PINNED, proxy: { ...settings, authorization: basic } });
      assert.match(works.sentence, /works/);
      assert.deepEqual(works.steps.slice(1, 3), ["name skipped", "proxy ok"]);
      assert.doesNotMatch(works.text, /bWU6/);
      const refused = await tested({ url: far, tls: PINNED, proxy: settings });
      assert.match(refused.sentence, /fails at: Proxy\. The proxy does not let requests through/);
      assert.match(refused.text, /Code: 407/);
      await proxy.close();
    });
  });

  it("takes VS Code's own fetch where undici does not get through, and undici where a stored fetch does not", async () => {
    const far = "https://redcap.invalid/api/";
    const { network, sentence, text } = await tested({ url: far, fetchGoesTo: emulator.url });
    assert.deepEqual([network, sentence], [{ adapter: "fetch" }, "The connection to redcap.invalid works."]);
    assert.match(
      text,
      /\[ok\] REDCap: A REDCap answers \(by VS Code's own fetch\)\.\n +undici does not get through: The name/,
    );
    const back = await tested({
      url: emulator.url,
      fetchGoesTo: "http://redcap.invalid/",
      network: { adapter: "fetch" },
    });
    assert.deepEqual(back.network, {});
  });

  it("tells a token that is not accepted, and the rights that it lacks", async () => {
    const wrong = await tested({ url: emulator.url, token: "F".repeat(32) });
    assert.match(wrong.sentence, /fails at: Token\. REDCap does not accept this token/);
    assert.deepEqual(wrong.steps.slice(3), ["certificate skipped", "redcap ok", "token failed", "rights skipped"]);
    const bob = await tested({ url: emulator.url, token: emulator.addToken(12, "dave") });
    assert.doesNotMatch(bob.text, /\bdave\b/);
    const fay = await tested({ url: emulator.url, token: emulator.addToken(12, "fay") });
    assert.notEqual(fay.sentence, "The connection to 127.0.0.1 works.");
  });

  it("says where a server has moved, and what is no REDCap", async () => {
    const answers: [number, Record<string, string>, string][] = [
      [301, { location: "https://new.example.edu/api/" }, ""],
      [200, { "content-type": "text/html" }, "<!DOCTYPE html><html><body>Sign in</body></html>"],
    ];
    const server = createServer((_, response) => {
      const [status, headers, body] = answers[0] ?? [500, {}, ""];
      response.writeHead(status, headers).end(body);
    });
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`;
    const moved = await tested({ url });
    assert.equal(moved.moved, true);
    assert.match(moved.sentence, /fails at: REDCap\. .*https:\/\/new\.example\.edu\/api\/.* use Change Server Address/);
    answers.shift();
    const page = await tested({ url });
    assert.equal(page.moved, false);
    assert.match(page.sentence, /fails at: REDCap\. A sign-in page came back/);
    server.closeAllConnections();
    server.close();
  });
});
