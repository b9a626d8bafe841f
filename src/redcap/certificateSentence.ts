import type { PeerCertificate } from "../net/tls/peerCertificate";

/** Which certificate was refused, who issued it, and what to do. There is no way to do without the check. */
export function certificateSentence(host: string, code: string, peer: PeerCertificate | undefined): string {
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
    default:
      return said(
        "cannot be verified",
        `Ask your IT department for the certificate of ${peer?.issuer ?? "its authority"}: install it on this computer, or choose its file with Set Certificates.`,
      );
  }
}
