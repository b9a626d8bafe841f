import type { FaultReason, NetworkFault } from "../../net/transport/transport";
import { RedcapError } from "../errors";
import type { ErrorKind } from "../errors";
import { tlsTrouble } from "../../net/tls/alerts";
import type { PeerCertificate } from "../../net/tls/peerCertificate";

const MEANING: Readonly<Record<FaultReason, readonly [ErrorKind, (host: string, fault: NetworkFault) => string]>> = {
  cancelled: ["cancelled", () => "Cancelled."],
  certificate: ["certificate", (host, { code, peer }) => certificateSentence(host, code, peer)],
  certificateFile: ["certificate", (_, { code }) => code],
  clientCertificate: [
    "certificate",
    (host) =>
      `${host} asks for a certificate of yours and did not get one that it accepts. Ask your IT department for one and choose it with Set Certificates.`,
  ],
  clientCertificateEnded: [
    "certificate",
    (host) =>
      `${host} says that your certificate has expired. Ask your IT department for a new one and choose it with Set Certificates.`,
  ],
  clientCertificateRevoked: [
    "certificate",
    (host) =>
      `${host} says that your certificate was revoked. Ask your IT department for a new one and choose it with Set Certificates.`,
  ],
  handshake: [
    "certificate",
    (host) =>
      `${host} broke the encryption off: it asks for a certificate of yours, or accepts none of the ciphers of this computer. Ask your IT department which; a certificate is chosen with Set Certificates.`,
  ],
  tlsVersion: [
    "unreachable",
    (host) =>
      `${host} and this computer have no version of TLS in common: the server speaks only old ones that are not safe. Ask its administrators for TLS 1.2 or newer.`,
  ],
  cipher: [
    "unreachable",
    (host) =>
      `${host} and this computer have no safe cipher in common, so nothing was sent. Ask the server's administrators to renew its encryption.`,
  ],
  notTls: [
    "unreachable",
    (host) =>
      `What answers at ${host} does not speak https. Check the address and its port, or tell the server's administrators.`,
  ],
  serverName: [
    "unreachable",
    (host) => `The server that answers does not know the name ${host}. Check the address, or tell its administrators.`,
  ],
  dns: [
    "unreachable",
    (host) => `The name ${host} is not known on this network. Check the address, or connect to your VPN.`,
  ],
  offline: ["unreachable", (host) => `${host} cannot be reached from this network. Check your connection or VPN.`],
  packing: [
    "unreadable",
    (host, { code }) =>
      `The answer of ${host} cannot be unpacked (${code}): it is damaged, or not packed as the server says. Try again; if it stays like that, tell the server's administrator.`,
  ],
  proxy: [
    "unreachable",
    (host) =>
      `The proxy does not let requests through to ${host}. Check VS Code's settings http.proxy and http.proxyAuthorization, or ask your IT department to allow ${host}.`,
  ],
  refused: ["unreachable", (host) => `${host} does not accept connections. Check the address, or connect to your VPN.`],
  reset: ["unreachable", (host) => `The connection to ${host} broke off. Try again.`],
  timeout: ["timedOut", (host) => `${host} did not answer in time. Try again, or check your VPN and connection.`],
  tooLarge: [
    "tooLarge",
    (host) =>
      `The answer of ${host} is larger than this extension reads, so none of it is used. Ask the server's administrator what it sends.`,
  ],
  unchecked: [
    "certificate",
    (host, { code }) =>
      `VS Code's own fetch would not check the certificate of ${host}, because ${code}, so nothing was sent that way. Switch the check on again and restart VS Code.`,
  ],
  other: [
    "unreachable",
    (host) => `The request to ${host} failed. Check your connection and VPN; Test Connection shows which step fails.`,
  ],
};

export function networkError(fault: NetworkFault, host: string): RedcapError {
  const [kind, sentence] = MEANING[fault.reason];
  return new RedcapError(kind, sentence(host, fault), {
    reason: fault.reason,
    sent: fault.sent,
    serverText: fault.code,
  });
}

/** Which certificate was refused, who issued it, and what to do. There is no way to do without the check. */
function certificateSentence(host: string, code: string, peer: PeerCertificate | undefined): string {
  const which = peer ? ` It is for ${peer.subject} and was issued by ${peer.issuer}.` : "";
  const said = (what: string, advice: string) =>
    `The certificate of ${host} ${what}, so nothing was sent.${which} ${advice}`;
  switch (code) {
    case "CERT_HAS_EXPIRED":
      return said(
        peer ? `ended on ${peer.validTo}` : "has expired",
        "Only the server's administrators can renew it; tell them, and check the clock of this computer.",
      );
    case "CERT_NOT_YET_VALID":
      return said(
        peer ? `begins on ${peer.validFrom}` : "is not yet valid",
        "Check the clock of this computer, or tell the server's administrators.",
      );
    case "ERR_TLS_CERT_ALTNAME_INVALID":
      return said(
        peer?.names ? `is for other names (${peer.names})` : "is for another name",
        "Check the address, or tell the server's administrators.",
      );
    case "CERT_REVOKED":
      return said("was revoked", "Tell the server's administrators; do not send a token there.");
    default:
      if (tlsTrouble(code) === "weakCertificate")
        return said("is too weak to be trusted", "Only the server's administrators can renew it; tell them.");
      return said(
        "cannot be verified",
        `Ask your IT department for the certificate of ${peer?.issuer ?? "its authority"}: install it on this computer, or choose its file with Set Certificates.`,
      );
  }
}
