import assert from "node:assert/strict";
import { createServer as createTlsServer } from "node:https";
import { readText } from "../../../../src/net/transport/body";
import { LIMITS } from "../../../../src/net/transport/limits";
import { NetworkFault } from "../../../../src/net/transport/transport";
import type { PostResponse } from "../../../../src/net/transport/transport";
import { createUndiciTransport } from "../../../../src/net/transport/undiciTransport";
import type { ProxySettings } from "../../../../src/net/transport/proxy";
import { around, badServer, failing, listener, TOKEN, whole, WRITE } from "../../redcap/badServer";
import { selfSigned } from "../../../support/faults/certificate";
import { proxyTo } from "../proxy";

const text = async (response: PostResponse) => (await readText(response, 1000)).text;

describe("certificates", () => {
  it("that nobody vouches for end the call before the token is sent", async () => {
    const bodies: string[] = [];
    const tls = createTlsServer(
      selfSigned(),
      listener((response) => response.end("[]"), bodies),
    );
    const server = await around(tls, (port) => `https://127.0.0.1:${port}/api/`, bodies);
    try {
      const error = await failing(server.caller().ask(WRITE, whole));
      assert.deepEqual([error.kind, error.serverText], ["certificate", "DEPTH_ZERO_SELF_SIGNED_CERT"]);
      assert.deepEqual([error.maybeDone, server.pauses, bodies], [false, [], []]);
      assert.match(error.message, /cannot be verified, so nothing was sent/);
    } finally {
      await server.close();
    }
  });
});

describe("a proxy", () => {
  const LISTS = ["no_proxy", "NO_PROXY"];
  const before = LISTS.map((name) => [name, process.env[name]] as const);

  beforeEach(() => {
    for (const name of LISTS) delete process.env[name];
  });

  after(() => {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  });

  /** Posts to a host by way of a proxy with these settings, and tells which hosts the proxy was asked for. */
  async function asked(to: (url: string) => string, settings: Partial<ProxySettings>): Promise<readonly string[]> {
    const server = await badServer((response) => response.end("[]"));
    const proxy = await proxyTo(server.url);
    const transport = createUndiciTransport({ limits: LIMITS, proxy: { url: proxy.url, bypass: "", ...settings } });
    try {
      const answer = await transport.post({ url: to(server.url), body: `token=${TOKEN}` });
      assert.equal(await text(answer), "[]");
      assert.deepEqual(server.bodies, [`token=${TOKEN}`]);
      return proxy.asked;
    } finally {
      await transport.close();
      await server.close();
      await proxy.close();
    }
  }

  const far = () => "http://redcap.invalid/api/";
  const here = (url: string) => url;
  const named = (url: string) => url.replace("127.0.0.1", "localhost");

  it("is on the way to other computers, and gets its own authorization", async () => {
    assert.deepEqual(await asked(far, {}), ["redcap.invalid:80 -"]);
    assert.deepEqual(await asked(far, { authorization: "Basic YTpi" }), ["redcap.invalid:80 Basic YTpi"]);
    assert.deepEqual(await asked(far, { bypass: "other.invalid,cap.invalid" }), ["redcap.invalid:80 -"]);
  });

  it("is never on the way to this computer, whatever the list says", async () => {
    for (const bypass of ["", "other.invalid", "*"]) {
      assert.deepEqual(await asked(here, { bypass }), []);
      assert.deepEqual(await asked(named, { bypass }), []);
    }
  });

  it("is found by its host and port alone, and told where its kind cannot be spoken to", async () => {
    const transport = createUndiciTransport({
      limits: LIMITS,
      proxy: { url: "socks5://proxy.invalid:1080", bypass: "" },
    });
    const error: unknown = await transport.post({ url: far(), body: "" }).catch((fault: unknown) => fault);
    assert.ok(error instanceof NetworkFault, String(error));
    assert.deepEqual([error.reason, error.sent], ["proxy", "nothing"]);
    const server = await badServer((response) => response.end("[]"));
    const proxy = await proxyTo(server.url);
    const pages = createUndiciTransport({ limits: LIMITS, proxy: { url: `${proxy.url}/wpad?a=1#b`, bypass: "" } });
    assert.equal(await text(await pages.post({ url: far(), body: "" })), "[]");
    for (const each of [transport, pages, proxy, server]) await each.close();
  });

  /** Whether a host that only the proxy could reach is asked for without it. */
  async function passedBy(bypass: string): Promise<boolean> {
    const server = await badServer((response) => response.end("[]"));
    const proxy = await proxyTo(server.url);
    const transport = createUndiciTransport({ limits: LIMITS, proxy: { url: proxy.url, bypass } });
    try {
      const answer = await transport.post({ url: far(), body: "" });
      assert.deepEqual([await text(answer), proxy.asked.length], ["[]", 1]);
      return false;
    } catch (error) {
      assert.ok(error instanceof NetworkFault);
      assert.deepEqual([error.reason, proxy.asked], ["dns", []]);
      return true;
    } finally {
      await transport.close();
      await server.close();
      await proxy.close();
    }
  }

  it("is passed by for the hosts of the list, and for all by a star", async () => {
    assert.equal(await passedBy("redcap.invalid"), true);
    assert.equal(await passedBy("other.example,.invalid"), true);
    assert.equal(await passedBy("*"), true);
    assert.equal(await passedBy("other.invalid"), false);
    assert.equal(await passedBy(""), false);
  });

  it("is passed by as the environment says where VS Code has no list", async () => {
    process.env["no_proxy"] = "redcap.invalid";
    assert.equal(await passedBy(""), true);
    assert.equal(await passedBy("other.invalid"), false);
  });
});
