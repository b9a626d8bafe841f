import { joined, message, verbatim } from "../../core/text/message";
import type { Message } from "../../core/text/message";
import type { FaultReason, NetworkFault } from "../../net/transport/transport";
import { RedcapError } from "../errors";
import type { ErrorKind } from "../errors";
import { own } from "../../core/own";
import type { Unchecked } from "../../net/tls/unchecked";
import { tlsTrouble } from "../../net/tls/alerts";
import type { PeerCertificate } from "../../net/tls/peerCertificate";

/** Why certificates would not be checked on the way of VS Code's own fetch. */
const UNCHECKED: Readonly<Record<Unchecked, (host: string) => Message>> = {
  environment: (host) =>
    message(
      "Nothing was sent by VS Code's own fetch: NODE_TLS_REJECT_UNAUTHORIZED is 0, so the certificate of {host} would not be checked. Remove that variable and restart VS Code.",
      { host },
    ),
  extension: (host) =>
    message(
      "Nothing was sent by VS Code's own fetch: another extension has switched off the check of certificates, so that of {host} would not be checked. Disable that extension and restart VS Code.",
      { host },
    ),
  setting: (host) =>
    message(
      "Nothing was sent by VS Code's own fetch: the setting http.proxyStrictSSL is off, so the certificate of {host} would not be checked. Switch the setting on and restart VS Code.",
      { host },
    ),
};

const MEANING: Readonly<Record<FaultReason, readonly [ErrorKind, (host: string, fault: NetworkFault) => Message]>> = {
  cancelled: ["cancelled", () => message("Cancelled.")],
  certificate: ["certificate", (host, { code, peer }) => certificateSentence(host, code, peer)],
  certificateFile: ["certificate", (_, { said, code }) => said ?? verbatim(code)],
  clientCertificate: [
    "certificate",
    (host) =>
      message(
        "{host} asks for a certificate of yours and did not get one that it accepts. Ask your IT department for one and choose it with Set Certificates.",
        { host },
      ),
  ],
  clientCertificateEnded: [
    "certificate",
    (host) =>
      message(
        "{host} says that your certificate has expired. Ask your IT department for a new one and choose it with Set Certificates.",
        { host },
      ),
  ],
  clientCertificateRevoked: [
    "certificate",
    (host) =>
      message(
        "{host} says that your certificate was revoked. Ask your IT department for a new one and choose it with Set Certificates.",
        { host },
      ),
  ],
  handshake: [
    "certificate",
    (host) =>
      message(
        "{host} broke off the encrypted connection: it asks for a certificate of yours, or this computer has no cipher that it accepts. Ask your IT department; if they give you a certificate, choose it with Set Certificates.",
        { host },
      ),
  ],
  tlsVersion: [
    "unreachable",
    (host) =>
      message(
        "{host} and this computer have no version of TLS in common: the server speaks only old ones that are not safe. Ask its administrators for TLS 1.2 or newer.",
        { host },
      ),
  ],
  cipher: [
    "unreachable",
    (host) =>
      message(
        "{host} and this computer have no safe cipher in common, so nothing was sent. Ask the server's administrators to renew its encryption.",
        { host },
      ),
  ],
  notTls: [
    "unreachable",
    (host) =>
      message(
        "What answers at {host} does not speak https. Check the address and its port, or tell the server's administrators.",
        { host },
      ),
  ],
  serverName: [
    "unreachable",
    (host) =>
      message("The server that answers does not know the name {host}. Check the address, or tell its administrators.", {
        host,
      }),
  ],
  dns: [
    "unreachable",
    (host) =>
      message("The name {host} is not known on this network. Check the address, or connect to your VPN.", { host }),
  ],
  offline: [
    "unreachable",
    (host) => message("{host} cannot be reached from this network. Check your connection or VPN.", { host }),
  ],
  packing: [
    "unreadable",
    (host, { code }) =>
      message(
        "The answer of {host} cannot be unpacked ({code}): it is damaged, or not packed as the server says. Try again; if it stays like that, tell the server's administrator.",
        { host, code },
      ),
  ],
  proxy: [
    "unreachable",
    (host) =>
      message(
        "The proxy does not let requests through to {host}. Check VS Code's settings http.proxy and http.proxyAuthorization, or ask your IT department to allow {host}.",
        { host },
      ),
  ],
  refused: [
    "unreachable",
    (host) => message("{host} does not accept connections. Check the address, or connect to your VPN.", { host }),
  ],
  reset: ["unreachable", (host) => message("The connection to {host} broke off. Try again.", { host })],
  timeout: [
    "timedOut",
    (host) => message("{host} did not answer in time. Try again, or check your VPN and connection.", { host }),
  ],
  tooLarge: [
    "tooLarge",
    (host) =>
      message(
        "The answer of {host} is larger than this extension reads, so none of it is used. Ask the server's administrator what it sends.",
        { host },
      ),
  ],
  unchecked: ["certificate", (host, { code }) => (own(UNCHECKED, code) ?? UNCHECKED.setting)(host)],
  other: [
    "unreachable",
    (host) =>
      message("The request to {host} failed. Check your connection and VPN; Test Connection shows which step fails.", {
        host,
      }),
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
function certificateSentence(host: string, code: string, peer: PeerCertificate | undefined): Message {
  const which = peer
    ? [message("It is for {subject} and was issued by {issuer}.", { subject: peer.subject, issuer: peer.issuer })]
    : [];
  const [what, advice] = certificateFault(host, code, peer);
  return joined([what, ...which, advice]);
}

function certificateFault(
  host: string,
  code: string,
  peer: PeerCertificate | undefined,
): readonly [what: Message, advice: Message] {
  switch (code) {
    case "CERT_HAS_EXPIRED":
      return [
        peer
          ? message("The certificate of {host} ended on {day}, so nothing was sent.", { host, day: peer.validTo })
          : message("The certificate of {host} has expired, so nothing was sent.", { host }),
        message("Only the server's administrators can renew it; tell them, and check the clock of this computer."),
      ];
    case "CERT_NOT_YET_VALID":
      return [
        peer
          ? message("The certificate of {host} begins on {day}, so nothing was sent.", { host, day: peer.validFrom })
          : message("The certificate of {host} is not yet valid, so nothing was sent.", { host }),
        message("Check the clock of this computer, or tell the server's administrators."),
      ];
    case "ERR_TLS_CERT_ALTNAME_INVALID":
      return [
        peer?.names
          ? message("The certificate of {host} is for other names ({names}), so nothing was sent.", {
              host,
              names: peer.names,
            })
          : message("The certificate of {host} is for another name, so nothing was sent.", { host }),
        message("Check the address, or tell the server's administrators."),
      ];
    case "CERT_REVOKED":
      return [
        message("The certificate of {host} was revoked, so nothing was sent.", { host }),
        message("Tell the server's administrators; do not send a token there."),
      ];
    default:
      if (tlsTrouble(code) === "weakCertificate")
        return [
          message("The certificate of {host} is too weak to be trusted, so nothing was sent.", { host }),
          message("Only the server's administrators can renew it; tell them."),
        ];
      return [
        message("The certificate of {host} cannot be verified, so nothing was sent.", { host }),
        peer
          ? message(
              "Ask your IT department for the certificate of {issuer}: install it on this computer, or choose its file with Set Certificates.",
              { issuer: peer.issuer },
            )
          : message(
              "Ask your IT department for the certificate of its authority: install it on this computer, or choose its file with Set Certificates.",
            ),
      ];
  }
}
