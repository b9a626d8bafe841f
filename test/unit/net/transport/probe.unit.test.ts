import assert from "node:assert/strict";
import type { ServerOptions } from "node:https";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { withPeerCertificate } from "../../../../src/net/transport/withPeerCertificate";
import { LIMITS } from "../../../../src/net/transport/limits";
import { lookUp, openWay, peerOf, shakeHands } from "../../../../src/net/transport/probe";
import type { ProbeOptions } from "../../../../src/net/transport/probe";
import { NetworkFault } from "../../../../src/net/transport/transport";
import { createUndiciTransport } from "../../../../src/net/transport/undiciTransport";
import { authority, selfSigned } from "../../../support/faults/certificate";
import { proxyTo } from "../proxy";
import { secureServer } from "../tlsServer";

const HOSPITAL = authority("Hospital Root CA");
const SERVER = HOSPITAL.issue({ name: "redcap.hospital.invalid", hosts: ["127.0.0.1", "redcap.hospital.invalid"] });
const DIRECT: ProbeOptions = { proxy: undefined, timeoutMs: 3000 };
const pinned: ProbeOptions = { ...DIRECT, tls: { ca: Buffer.from(HOSPITAL.cert) } };

async function faultOf(work: Promise<unknown>): Promise<unknown> {
  const error: unknown = await work.catch((reason: unknown) => reason);
  assert.ok(error instanceof NetworkFault, String(error));
  return [error.reason, error.sent, error.code];
}

/** Shakes hands with a server of these certificates, to which nothing may be sent. */
async function hands(server: ServerOptions, options = DIRECT) {
  const running = await secureServer(server);
  try {
    const { certificate, fault, protocol } = await shakeHands(
      running.url,
      await openWay(running.url, options),
      options,
    );
    assert.deepEqual(running.bodies, []);
    return { certificate, refused: fault && `${fault.reason} ${fault.code}`, protocol };
  } finally {
    await running.close();
  }
}

describe("looking into the way to a server", () => {
  it("looks up its name", async () => {
    assert.deepEqual(await lookUp("127.0.0.1"), ["127.0.0.1"]);
    assert.deepEqual(await faultOf(lookUp("redcap.invalid")), ["dns", "nothing", "ENOTFOUND"]);
  });

  it("tells which certificate it shows and who issued it, whether it is accepted or not", async () => {
    const expected = {
      subject: "redcap.hospital.invalid",
      issuer: "Hospital Root CA",
      names: "IP Address:127.0.0.1, DNS:redcap.hospital.invalid",
      validFrom: "2020-01-01",
      validTo: "2049-01-01",
    };
    const accepted = await hands(SERVER, pinned);
    assert.deepEqual({ ...accepted.certificate, fingerprint: "" }, { ...expected, fingerprint: "" });
    assert.deepEqual([accepted.refused, accepted.protocol], [undefined, "TLSv1.3"]);
    const refused = await hands(SERVER);
    assert.deepEqual(refused.certificate, accepted.certificate);
    assert.equal(refused.refused, "certificate UNABLE_TO_VERIFY_LEAF_SIGNATURE");
    const own = await hands(selfSigned("lab"));
    assert.deepEqual([own.certificate?.subject, own.certificate?.issuer], ["lab", "lab"]);
    assert.equal(own.refused, "certificate DEPTH_ZERO_SELF_SIGNED_CERT");
  });

  it("goes through the proxy, and tells how that refuses", async () => {
    const running = await secureServer(SERVER);
    const proxy = await proxyTo(running.url, "Basic bWU6cGFzcw==");
    const far = "https://redcap.hospital.invalid/api/";
    const settings = { url: proxy.url, bypass: "" };
    try {
      const told = { ...pinned, proxy: { ...settings, authorization: "Basic bWU6cGFzcw==" } };
      const named = { ...pinned, proxy: { ...settings, url: proxy.url.replace("//", "//me:pass@") } };
      for (const options of [told, named])
        assert.equal((await shakeHands(far, await openWay(far, options), options)).fault, undefined);
      assert.deepEqual(await faultOf(openWay(far, { ...pinned, proxy: settings })), ["proxy", "nothing", "407"]);
      assert.equal(await peerOf(far, { ...pinned, proxy: settings }), undefined);
      assert.deepEqual(proxy.asked.slice(0, 2), Array(2).fill("redcap.hospital.invalid:443 Basic bWU6cGFzcw=="));
    } finally {
      await running.close();
      await proxy.close();
    }
  });

  it("gives up in time", async () => {
    const silent = createServer();
    await new Promise<void>((listening) => silent.listen(0, "127.0.0.1", listening));
    const url = `https://127.0.0.1:${(silent.address() as AddressInfo).port}/`;
    const hasty = { ...DIRECT, timeoutMs: 100 };
    const { fault } = await shakeHands(url, await openWay(url, hasty), hasty);
    assert.deepEqual([fault?.reason, fault?.sent], ["timeout", "nothing"]);
    silent.close();
  });
});

describe("a request that meets a certificate which is refused", () => {
  it("ends with the certificate that the server showed", async () => {
    const running = await secureServer(SERVER);
    const inner = createUndiciTransport({ limits: LIMITS });
    const transport = withPeerCertificate(inner, (url) => peerOf(url, DIRECT));
    const error: unknown = await transport
      .post({ url: running.url, body: "token=1" })
      .catch((reason: unknown) => reason);
    assert.ok(error instanceof NetworkFault);
    assert.deepEqual([error.reason, error.sent, error.peer?.issuer], ["certificate", "nothing", "Hospital Root CA"]);
    assert.deepEqual(running.bodies, []);
    await transport.close();
    await running.close();
  });
});
