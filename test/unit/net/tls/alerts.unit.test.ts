import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { ServerOptions } from "node:https";
import type { AddressInfo } from "node:net";
import type { Server } from "node:net";
import { LIMITS } from "../../../../src/net/transport/limits";
import { faultOf } from "../../../../src/net/transport/faults";
import type { FaultReason } from "../../../../src/net/transport/transport";
import { createUndiciTransport } from "../../../../src/net/transport/undiciTransport";
import { networkError } from "../../../../src/redcap/failures/networkError";
import { authority } from "../../../support/faults/certificate";

const openSsl = (code: string, message: string) => Object.assign(new Error(message), { code });

/** As Node 20, 22 and 24 (OpenSSL) and Electron (BoringSSL, Chromium) word them. */
const WORDED: readonly (readonly [FaultReason, readonly Error[]])[] = [
  [
    "clientCertificate",
    [
      openSsl("ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED", "tlsv13 alert certificate required"),
      openSsl("ERR_SSL_TLSV1_ALERT_CERTIFICATE_REQUIRED", "TLSV1_ALERT_CERTIFICATE_REQUIRED"),
      openSsl("ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE", "sslv3 alert bad certificate"),
      openSsl("ERR_SSL_SSL/TLS_ALERT_BAD_CERTIFICATE", "ssl/tls alert bad certificate"),
      openSsl("ERR_SSL_TLSV1_ALERT_UNKNOWN_CA", "tlsv1 alert unknown ca"),
      openSsl(
        "EPROTO",
        "write EPROTO 4078:error:0A00045C:SSL routines:ssl3_read_bytes:tlsv13 alert certificate required",
      ),
      new Error("net::ERR_SSL_CLIENT_AUTH_CERT_NEEDED"),
      new Error("net::ERR_BAD_SSL_CLIENT_AUTH_CERT"),
    ],
  ],
  [
    "clientCertificateEnded",
    [
      openSsl("ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED", "sslv3 alert certificate expired"),
      openSsl("ERR_SSL_SSL/TLS_ALERT_CERTIFICATE_EXPIRED", "ssl/tls alert certificate expired"),
    ],
  ],
  [
    "clientCertificateRevoked",
    [
      openSsl("ERR_SSL_SSLV3_ALERT_CERTIFICATE_REVOKED", "sslv3 alert certificate revoked"),
      openSsl("ERR_SSL_SSL/TLS_ALERT_CERTIFICATE_REVOKED", "ssl/tls alert certificate revoked"),
    ],
  ],
  [
    "handshake",
    [
      openSsl("ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE", "sslv3 alert handshake failure"),
      openSsl("ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE", "ssl/tls alert handshake failure"),
      openSsl("ERR_SSL_HANDSHAKE_FAILURE_ON_CLIENT_HELLO", "HANDSHAKE_FAILURE_ON_CLIENT_HELLO"),
    ],
  ],
  [
    "tlsVersion",
    [
      openSsl("ERR_SSL_UNSUPPORTED_PROTOCOL", "unsupported protocol"),
      openSsl("ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION", "tlsv1 alert protocol version"),
      openSsl("EPROTO", "write EPROTO C0:error:0A000102:SSL routines:ssl_choose_client_version:unsupported protocol"),
      new Error("net::ERR_SSL_VERSION_OR_CIPHER_MISMATCH"),
    ],
  ],
  [
    "cipher",
    [
      openSsl("ERR_SSL_NO_SHARED_CIPHER", "no shared cipher"),
      openSsl("ERR_SSL_TLSV1_ALERT_INSUFFICIENT_SECURITY", "tlsv1 alert insufficient security"),
      openSsl("ERR_SSL_DH_KEY_TOO_SMALL", "dh key too small"),
      openSsl("ERR_SSL_UNSAFE_LEGACY_RENEGOTIATION_DISABLED", "unsafe legacy renegotiation disabled"),
    ],
  ],
  [
    "notTls",
    [
      openSsl("ERR_SSL_WRONG_VERSION_NUMBER", "wrong version number"),
      openSsl("ERR_SSL_PACKET_LENGTH_TOO_LONG", "packet length too long"),
      openSsl("EPROTO", "write EPROTO 40:error:0A00010B:SSL routines:ssl3_get_record:wrong version number"),
      openSsl("ERR_SSL_HTTP_REQUEST", "HTTP_REQUEST"),
      new Error("net::ERR_SSL_PROTOCOL_ERROR"),
    ],
  ],
  ["serverName", [openSsl("ERR_SSL_TLSV1_UNRECOGNIZED_NAME", "tlsv1 unrecognized name")]],
  [
    "certificate",
    [
      openSsl("UNSPECIFIED", "EE certificate key too weak"),
      openSsl("ERR_SSL_EE_KEY_TOO_SMALL", "ee key too small"),
      openSsl("UNSPECIFIED", "CA signature digest algorithm too weak"),
      new Error("net::ERR_CERT_WEAK_SIGNATURE_ALGORITHM"),
      new Error("net::ERR_CERT_AUTHORITY_INVALID"),
      openSsl("CERT_REVOKED", "certificate revoked"),
    ],
  ],
  ["dns", [new Error("net::ERR_NAME_NOT_RESOLVED")]],
  ["proxy", [new Error("net::ERR_PROXY_CONNECTION_FAILED"), new Error("net::ERR_TUNNEL_CONNECTION_FAILED")]],
];

describe("what a TLS failure means, whichever library says so", () => {
  for (const [reason, errors] of WORDED)
    for (const error of errors)
      it(`${reason}: ${"code" in error ? String(error.code) : ""} ${error.message.slice(-40)}`, () => {
        const fault = faultOf(new TypeError("fetch failed", { cause: error }));
        assert.equal(fault.reason, reason);
        const { message } = networkError(fault, "redcap.example.edu");
        assert.match(message, /\b(?:[Aa]sk|[Cc]heck|[Tt]ell)\b/);
        assert.doesNotMatch(message, /undefined|prox/i.test(reason) ? /undefined/ : /undefined|proxy/);
      });

  it("says that a weak certificate is weak, and a revoked one revoked", () => {
    const sentence = (error: Error) => networkError(faultOf(error), "redcap.example.edu").message;
    assert.match(sentence(openSsl("UNSPECIFIED", "EE certificate key too weak")), /is too weak to be trusted/);
    assert.match(sentence(openSsl("CERT_REVOKED", "certificate revoked")), /was revoked/);
  });
});

describe("servers that a TLS connection to does not come about", () => {
  const trusted = authority("Hospital");
  const { key, cert } = trusted.issue({ name: "redcap", hosts: ["127.0.0.1"] });

  async function meet(
    server: Server,
    options: { readonly cert?: string; readonly key?: string } = {},
  ): Promise<string> {
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const transport = createUndiciTransport({
      limits: LIMITS,
      tls: { ca: Buffer.from(trusted.cert), ...options } as never,
    });
    try {
      const { port } = server.address() as AddressInfo;
      await transport.post({ url: `https://127.0.0.1:${port}/api/`, body: "" });
      return "answered";
    } catch (error) {
      return faultOf(error).reason;
    } finally {
      await transport.close();
      server.close();
    }
  }
  const tls = (options: ServerOptions) =>
    createTlsServer({ key, cert, ...options }, (_, response) => response.end("[]"));

  it("are told by what stands in the way", async () => {
    assert.equal(await meet(tls({})), "answered");
    assert.equal(await meet(createServer((_, response) => response.end("[]"))), "notTls");
    assert.equal(
      await meet(tls({ maxVersion: "TLSv1.1", minVersion: "TLSv1", ciphers: "ALL@SECLEVEL=0" })),
      "tlsVersion",
    );
    const wants = { requestCert: true, rejectUnauthorized: true, ca: trusted.cert };
    assert.equal(await meet(tls({ ...wants, maxVersion: "TLSv1.2" })), "handshake");
    const old = { maxVersion: "TLSv1.2", ciphers: "AES128-SHA:@SECLEVEL=0" } as const;
    assert.equal(await meet(tls(old)), "handshake", "no cipher in common");
  });
});
