import assert from "node:assert/strict";
import type { ServerOptions } from "node:https";
import { setImmediate } from "node:timers/promises";
import { LIMITS } from "../../../../src/net/transport/limits";
import { CertificateFileError, readTlsMaterial } from "../../../../src/net/tls/tlsMaterial";
import type { CertificateFiles, TlsMaterial } from "../../../../src/net/tls/tlsMaterial";
import { NetworkFault } from "../../../../src/net/transport/transport";
import { createUndiciTransport } from "../../../../src/net/transport/undiciTransport";
import type { UndiciOptions } from "../../../../src/net/transport/undiciTransport";
import { authority, pkcs12, selfSigned } from "../../../support/faults/certificate";
import { proxyTo } from "../proxy";
import { secureServer } from "../tlsServer";
import type { SecureServer } from "../tlsServer";

const HOSPITAL = authority("Hospital Root CA");
const OTHER = authority("Other Root CA");
const SERVER = HOSPITAL.issue({ name: "redcap", hosts: ["127.0.0.1", "redcap.hospital.invalid"] });
const STUDY = HOSPITAL.issue({ name: "study laptop" });
const pinned: TlsMaterial = { ca: Buffer.from(HOSPITAL.cert) };

/** Posts twice, one after the other, to a server of these certificates; the outcome is "ok" or the fault. */
async function outcome(
  server: ServerOptions,
  options: Omit<UndiciOptions, "limits">,
  look: (server: SecureServer) => void = () => undefined,
  address = (url: string) => url,
): Promise<string> {
  const running = await secureServer(server);
  const transport = createUndiciTransport({ limits: { ...LIMITS, connectMs: 3000 }, ...options });
  try {
    for (let time = 0; time < 2; time++) {
      const answer = await transport.post({ url: address(running.url), body: `token=${time}` });
      for await (const chunk of answer.body) assert.equal(Buffer.from(chunk).toString(), "[]");
      // A connection is free again a moment after its answer has been read.
      await setImmediate();
    }
    look(running);
    return "ok";
  } catch (error) {
    assert.ok(error instanceof NetworkFault, String(error));
    assert.deepEqual(running.bodies, [], "nothing is sent to a server that is not known");
    return `${error.reason} ${error.sent} ${error.code}`;
  } finally {
    await transport.close();
    await running.close();
  }
}

describe("the certificate of a server", () => {
  it("counts when the pinned authority vouches for it, on one connection for calls in a row", async () => {
    const look = ({ clients, bodies }: SecureServer) =>
      assert.deepEqual([clients, bodies], [[""], ["token=0", "token=1"]]);
    assert.equal(await outcome(SERVER, { tls: pinned }, look), "ok");
  });

  it("counts for nobody else", async () => {
    const unknown = /^certificate nothing (UNABLE_TO_VERIFY_LEAF_SIGNATURE|UNABLE_TO_GET_ISSUER_CERT_LOCALLY)$/;
    assert.match(await outcome(SERVER, {}), unknown);
    assert.match(await outcome(SERVER, { tls: { ca: Buffer.from(OTHER.cert) } }), unknown);
  });

  it("may be pinned itself when nobody vouches for it", async () => {
    const own = selfSigned();
    assert.equal(await outcome(own, {}), "certificate nothing DEPTH_ZERO_SELF_SIGNED_CERT");
    assert.equal(await outcome(own, { tls: { ca: Buffer.from(own.cert) } }), "ok");
  });

  it("must be of today and for this host, pinned or not", async () => {
    const old = HOSPITAL.issue({ name: "old", hosts: ["127.0.0.1"], until: "210101" });
    const early = HOSPITAL.issue({ name: "early", hosts: ["127.0.0.1"], from: "480101" });
    const elsewhere = HOSPITAL.issue({ name: "elsewhere", hosts: ["other.invalid"] });
    assert.equal(await outcome(old, { tls: pinned }), "certificate nothing CERT_HAS_EXPIRED");
    assert.equal(await outcome(early, { tls: pinned }), "certificate nothing CERT_NOT_YET_VALID");
    assert.equal(await outcome(elsewhere, { tls: pinned }), "certificate nothing ERR_TLS_CERT_ALTNAME_INVALID");
  });
});

describe("a proxy on the way to a server behind TLS", () => {
  const far = (url: string) => url.replace(/127\.0\.0\.1:\d+/, "redcap.hospital.invalid");

  /** The outcome through a proxy, and what it was asked for. */
  async function through(options: Omit<UndiciOptions, "limits">, wants?: string): Promise<unknown> {
    let target = "";
    const running = await secureServer(SERVER);
    const proxy = await proxyTo((target = running.url), wants);
    const transport = createUndiciTransport({
      limits: LIMITS,
      ...options,
      proxy: { url: proxy.url, bypass: "", ...options.proxy },
    });
    try {
      const answer = await transport.post({ url: far(target), body: "token=1" });
      return [answer.status, running.bodies, proxy.asked];
    } catch (error) {
      assert.ok(error instanceof NetworkFault, String(error));
      return [error.reason, error.sent, error.code, proxy.asked, running.bodies];
    } finally {
      await transport.close();
      await running.close();
      await proxy.close();
    }
  }
  const asked = (authorization: string) => [`redcap.hospital.invalid:443 ${authorization}`];

  it("is a tunnel: the server's certificate is checked behind it", async () => {
    assert.deepEqual(await through({ tls: pinned }), [200, ["token=1"], asked("-")]);
    const [reason, sent, , , bodies] = (await through({})) as unknown[];
    assert.deepEqual([reason, sent, bodies], ["certificate", "nothing", []]);
  });

  it("that wants to know who we are gets http.proxyAuthorization, or the address's name and password", async () => {
    const basic = `Basic ${Buffer.from("me:pass").toString("base64")}`;
    assert.deepEqual(await through({ tls: pinned }, basic), ["proxy", "nothing", "407", asked("-"), []]);
    const told = { url: "", bypass: "", authorization: basic };
    const running = await secureServer(SERVER);
    const proxy = await proxyTo(running.url, basic);
    try {
      for (const settings of [
        { ...told, url: proxy.url },
        { url: proxy.url.replace("//", "//me:pass@"), bypass: "" },
      ]) {
        const transport = createUndiciTransport({ limits: LIMITS, tls: pinned, proxy: settings });
        assert.equal((await transport.post({ url: far(running.url), body: "" })).status, 200);
        await transport.close();
      }
      assert.deepEqual(proxy.asked, [...asked(basic), ...asked(basic)]);
    } finally {
      await running.close();
      await proxy.close();
    }
  });

  it("comes from the environment where VS Code names none, with or without a scheme", async () => {
    const before = process.env["https_proxy"];
    const running = await secureServer(SERVER);
    const proxy = await proxyTo(running.url);
    try {
      for (const address of [proxy.url, proxy.url.replace("http://", "")]) {
        process.env["https_proxy"] = address;
        const transport = createUndiciTransport({ limits: LIMITS, tls: pinned, proxy: { url: "", bypass: "" } });
        assert.equal((await transport.post({ url: far(running.url), body: "" })).status, 200);
        await transport.close();
      }
      assert.deepEqual(proxy.asked, [...asked("-"), ...asked("-")]);
    } finally {
      if (before === undefined) delete process.env["https_proxy"];
      else process.env["https_proxy"] = before;
      await running.close();
      await proxy.close();
    }
  });
});

describe("a certificate of our own", () => {
  const FILES: Readonly<Record<string, string | Buffer>> = {
    "ca.pem": HOSPITAL.cert,
    "me.pem": STUDY.cert,
    "me.key": STUDY.key,
    "both.pem": STUDY.cert + STUDY.key,
    "me.pfx": pkcs12(STUDY, "open sesame"),
    "other.key": OTHER.key,
    "note.txt": "no certificate",
  };
  const load = (files: CertificateFiles, passphrase?: string) =>
    readTlsMaterial(files, passphrase, (path) => {
      const file = FILES[path];
      return file === undefined ? Promise.reject(new Error("ENOENT")) : Promise.resolve(Buffer.from(file));
    });
  const wants: ServerOptions = { ...SERVER, ca: HOSPITAL.cert, requestCert: true, rejectUnauthorized: true };

  it("is shown to a server that asks for one: PEM in one file or two, or PKCS #12", async () => {
    const look = ({ clients }: SecureServer) => assert.deepEqual(clients, ["study laptop"]);
    for (const [files, passphrase] of [
      [{ cert: "me.pem", key: "me.key" }],
      [{ cert: "both.pem" }],
      [{ pfx: "me.pfx" }, "open sesame"],
    ] as const)
      assert.equal(await outcome(wants, { tls: await load({ ca: "ca.pem", ...files }, passphrase) }, look), "ok");
    assert.notEqual(await outcome(wants, { tls: pinned }), "ok");
  });

  it("that cannot be used says which file and why", async () => {
    const said = async (files: CertificateFiles, passphrase?: string) => {
      const error: unknown = await load(files, passphrase).then(
        () => "",
        (reason: unknown) => reason,
      );
      assert.ok(error instanceof CertificateFileError, String(error));
      return error.message;
    };
    assert.equal(await said({ ca: "gone.pem" }), "The certificate file gone.pem cannot be read. Choose it again.");
    assert.equal(await said({ pfx: "me.pfx" }, "wrong"), "The passphrase does not open me.pfx. Enter it again.");
    assert.match(await said({ cert: "me.pem", key: "other.key" }), /^The key other.key does not belong to .*me\.pem/);
    assert.match(await said({ cert: "note.txt" }), /^note\.txt.*: this is not a certificate in PEM form/);
    assert.match(await said({ cert: "me.pem" }), /^me\.pem/);
    assert.match(await said({ pfx: "note.txt" }), /^note\.txt cannot be used/);
  });
});
