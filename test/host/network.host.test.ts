import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as vscode from "vscode";
import { startEmulator } from "../../src/emulator/server/server";
import type { Emulator } from "../../src/emulator/server/server";
import type { OpenNetwork } from "../../src/net/transport/network";
import { readAnywhere } from "../../src/platform/readAnywhere";
import { Settings } from "../../src/platform/settings";
import { Transports } from "../../src/platform/transports";
import { RedcapClient } from "../../src/redcap/requests/client";
import { isRedcapError } from "../../src/redcap/errors";
import { authority } from "../support/faults/certificate";
import { SEED } from "../unit/app/site";
import { proxyTo } from "../unit/net/proxy";
import type { Proxy } from "../unit/net/proxy";
import { secureServer } from "../unit/net/tlsServer";
import type { SecureServer } from "../unit/net/tlsServer";

/** A name that only the proxy knows. */
const FAR = "https://redcap.hospital.invalid/api/";
const FOLDER = process.env["TEST_HOSPITAL"] ?? "";

function transportsOf(settings: Settings): Transports {
  return new Transports(
    () => settings.proxy,
    () => settings.unchecked,
    readAnywhere,
  );
}

async function set(name: string, value: unknown): Promise<void> {
  await vscode.workspace.getConfiguration("http").update(name, value, vscode.ConfigurationTarget.Global);
}

/** Its REDCap has a certificate of a private authority and is reached by way of a proxy only. */
describe("in a hospital's network", () => {
  const settings = new Settings();
  const ways: Readonly<Record<string, OpenNetwork>> = {
    "undici, the authority installed": {},
    "undici, the authority pinned": { certificates: { ca: join(FOLDER, "ca.pem") } },
    "VS Code's own fetch, the authority installed": { adapter: "fetch" },
  };
  let emulator: Emulator;
  let server: SecureServer;
  let stranger: SecureServer;
  let proxy: Proxy;
  let strangersProxy: Proxy;

  before(async () => {
    emulator = await startEmulator({ projects: [SEED] });
    const own = readFileSync(join(FOLDER, "server.pem"));
    server = await secureServer({ key: own, cert: own }, emulator.url);
    const unknown = authority("Nobody").issue({ name: "redcap", hosts: ["redcap.hospital.invalid"] });
    stranger = await secureServer(unknown, emulator.url);
    proxy = await proxyTo(server.url);
    strangersProxy = await proxyTo(stranger.url);
  });

  afterEach(async () => {
    await set("proxy", undefined);
    await set("proxySupport", undefined);
    await set("proxyStrictSSL", undefined);
    delete process.env["NODE_TLS_REJECT_UNAUTHORIZED"];
  });

  after(async () => {
    for (const each of [proxy, strangersProxy, server, stranger, emulator]) await each.close();
  });

  /** The version that a request brings back this way, or why it brings none. */
  async function outcome(network: OpenNetwork): Promise<string> {
    const transports = transportsOf(settings);
    const token = emulator.projects[0]?.token ?? "";
    const client = new RedcapClient({ transport: transports.of(network), url: FAR, token, retryDelaysMs: [] });
    try {
      return await client.exportVersion();
    } catch (error) {
      if (isRedcapError(error)) return `${error.kind}: ${error.message}`;
      throw error;
    } finally {
      transports.dispose();
    }
  }

  for (const [name, network] of Object.entries(ways)) {
    it(`${name}: gets through with http.proxy`, async () => {
      await set("proxy", proxy.url);
      const before = proxy.asked.length;
      // Its fetch looks for the system's authorities in /etc only, where a test has no business.
      const blind = network.adapter === "fetch" && vscode.version.startsWith("1.105.");
      assert.match(await outcome(network), blind ? /issued by Hospital Root CA/ : /^\d+\.\d+\.\d+$/);
      assert.deepEqual([...new Set(proxy.asked.slice(before))], ["redcap.hospital.invalid:443 -"]);
    });

    it(`${name}: does not without the proxy, or when http.proxySupport is off`, async () => {
      assert.match(await outcome(network), /^unreachable: The name redcap\.hospital\.invalid is not known/);
      await set("proxy", proxy.url);
      await set("proxySupport", "off");
      assert.match(await outcome(network), /^unreachable: The name redcap\.hospital\.invalid is not known/);
    });

    it(`${name}: sends nothing to a server that only a stranger vouches for, and says who that is`, async () => {
      await set("proxy", strangersProxy.url);
      assert.match(await outcome(network), /^certificate: .* It is for redcap and was issued by Nobody\. Ask your IT/);
      assert.deepEqual(stranger.bodies, []);
    });

    it(`${name}: sends nothing to a stranger's server either where the environment or a setting switches checks off`, async () => {
      const own = network.adapter === "fetch";
      await set("proxy", strangersProxy.url);
      process.env["NODE_TLS_REJECT_UNAUTHORIZED"] = "0";
      assert.match(await outcome(network), own ? /: NODE_TLS_REJECT_UNAUTHORIZED is 0, so/ : /issued by Nobody/);
      delete process.env["NODE_TLS_REJECT_UNAUTHORIZED"];
      await set("proxyStrictSSL", false);
      assert.match(await outcome(network), own ? /: the setting http\.proxyStrictSSL is off, so/ : /issued by Nobody/);
      assert.deepEqual(stranger.bodies, []);
    });
  }

  it("takes a proxy that is set later for the next request, without a new window", async () => {
    const transports = transportsOf(settings);
    const client = new RedcapClient({
      transport: transports.of({}),
      url: FAR,
      token: "0".repeat(32),
      retryDelaysMs: [],
    });
    const kind = async () => {
      const error: unknown = await client.exportVersion().catch((reason: unknown) => reason);
      return isRedcapError(error) ? error.kind : error;
    };
    assert.equal(await kind(), "unreachable");
    await set("proxy", proxy.url);
    assert.equal(await kind(), "badToken");
    transports.dispose();
  });
});
