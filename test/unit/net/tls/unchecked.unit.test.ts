import assert from "node:assert/strict";
import { globalAgent } from "node:https";
import { Agent, getGlobalDispatcher, ProxyAgent, setGlobalDispatcher } from "undici";
import { createFetchTransport } from "../../../../src/net/transport/fetchTransport";
import { LIMITS } from "../../../../src/net/transport/limits";
import { openWay, shakeHands } from "../../../../src/net/transport/probe";
import { NetworkFault } from "../../../../src/net/transport/transport";
import type { Transport } from "../../../../src/net/transport/transport";
import { uncheckedBecause } from "../../../../src/net/tls/unchecked";
import { createUndiciTransport } from "../../../../src/net/transport/undiciTransport";
import { selfSigned } from "../../../support/faults/certificate";
import { badServer } from "../../redcap/badServer";
import { proxyTo } from "../proxy";
import { secureServer } from "../tlsServer";

const ENVIRONMENT = "NODE_TLS_REJECT_UNAUTHORIZED";
const UNTOLD = { rejectUnauthorized: false };

/** What switches checks off for everybody in a process, and how it is undone. */
const SWITCHES: Readonly<Record<string, () => () => void>> = {
  "the environment": () => {
    process.env[ENVIRONMENT] = "0";
    return () => delete process.env[ENVIRONMENT];
  },
  "an extension, for https": () => {
    Object.assign(globalAgent.options, UNTOLD);
    return () => delete globalAgent.options.rejectUnauthorized;
  },
  "an extension, for fetch": () => dispatchedBy(new Agent({ connect: UNTOLD })),
  "an extension, for fetch by a proxy": () =>
    dispatchedBy(new ProxyAgent({ uri: "http://127.0.0.1:9", requestTls: UNTOLD })),
};

function dispatchedBy(agent: Agent | ProxyAgent): () => void {
  const before = getGlobalDispatcher();
  setGlobalDispatcher(agent);
  return () => {
    setGlobalDispatcher(before);
    void agent.close();
  };
}

/** The fault that a post to a server of an unknown certificate ends with; nothing may arrive there. */
async function refused(create: () => Transport, far?: string): Promise<string> {
  const server = await secureServer(selfSigned("stranger"));
  const transport = create();
  try {
    const error: unknown = await transport
      .post({ url: far ?? server.url, body: "token=1" })
      .catch((fault: unknown) => fault);
    assert.ok(error instanceof NetworkFault, String(error));
    assert.deepEqual(server.bodies, []);
    return `${error.reason} ${error.sent}`;
  } finally {
    await transport.close();
    await server.close();
  }
}

for (const [name, switchOff] of Object.entries(SWITCHES))
  describe(`where checks are switched off by ${name}`, () => {
    let undo: () => void;
    beforeEach(() => (undo = switchOff()));
    afterEach(() => undo());

    it("undici checks all the same", async () => {
      assert.equal(await refused(() => createUndiciTransport({ limits: LIMITS })), "certificate nothing");
    });

    it("undici checks the server behind a proxy, and the proxy itself", async () => {
      const server = await secureServer(selfSigned("stranger"));
      const proxy = await proxyTo(server.url);
      const far = "https://redcap.hospital.invalid/api/";
      const by = (url: string) => () => createUndiciTransport({ limits: LIMITS, proxy: { url, bypass: "" } });
      try {
        assert.equal(await refused(by(proxy.url), far), "certificate nothing");
        assert.equal(await refused(by(server.url), far), "certificate nothing");
        assert.deepEqual(server.bodies, []);
      } finally {
        await proxy.close();
        await server.close();
      }
    });

    it("a test of the connection checks all the same", async () => {
      const server = await secureServer(selfSigned("stranger"));
      const options = { proxy: undefined, timeoutMs: 3000 };
      const { fault } = await shakeHands(server.url, await openWay(server.url, options), options);
      assert.equal(fault?.code, "DEPTH_ZERO_SELF_SIGNED_CERT");
      await server.close();
    });

    it("VS Code's own fetch is not used, with the reason, but for this computer's plain http", async () => {
      assert.equal(await refused(() => createFetchTransport({ limits: LIMITS })), "unchecked nothing");
      if (name === "an extension, for fetch by a proxy") return;
      const plain = await badServer((response) => response.end("[]"));
      const transport = createFetchTransport({ limits: LIMITS });
      assert.equal((await transport.post({ url: plain.url, body: "" })).status, 200);
      await plain.close();
    });
  });

describe("where nothing switches checks off", () => {
  it("no reason is found, whatever else the environment and the agents say", () => {
    process.env[ENVIRONMENT] = "1";
    globalAgent.options.rejectUnauthorized = true;
    const undo = dispatchedBy(new Agent({ connect: { rejectUnauthorized: true } }));
    assert.equal(uncheckedBecause(), undefined);
    undo();
    delete process.env[ENVIRONMENT];
    delete globalAgent.options.rejectUnauthorized;
  });
});
