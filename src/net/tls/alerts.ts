/** Why a TLS connection did not come about, whichever library says so. */
export type TlsTrouble =
  | "clientCertificate"
  | "clientCertificateEnded"
  | "clientCertificateRevoked"
  /** No cipher in common, or a certificate of ours that is wanted: older servers say the same of both. */
  | "handshake"
  | "tlsVersion"
  | "cipher"
  | "notTls"
  | "serverName"
  | "weakCertificate";

/**
 * By what an alert or a library's own error means. Names of protocols before it differ (`SSLV3_`, `TLSV1_`, `TLSV13_`,
 * `SSL/TLS_`), and so do OpenSSL of Node 20, 22 and 24, BoringSSL and Chromium.
 */
const MEANINGS: readonly (readonly [RegExp, TlsTrouble])[] = [
  [/CERTIFICATE_REQUIRED|CLIENT_AUTH_CERT_NEEDED/, "clientCertificate"],
  [/ALERT_CERTIFICATE_EXPIRED/, "clientCertificateEnded"],
  [/ALERT_CERTIFICATE_REVOKED/, "clientCertificateRevoked"],
  [
    /ALERT_(?:NO_CERTIFICATE|BAD_CERTIFICATE|UNSUPPORTED_CERTIFICATE|CERTIFICATE_UNKNOWN|UNKNOWN_CA|ACCESS_DENIED|CERTIFICATE_UNOBTAINABLE)|BAD_SSL_CLIENT_AUTH_CERT|CLIENT_AUTH_(?:SIGNATURE_FAILED|PRIVATE_KEY_ACCESS_DENIED)/,
    "clientCertificate",
  ],
  [
    /PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL|UNSUPPORTED_SSL_VERSION|UNKNOWN_SSL_VERSION|WRONG_SSL_VERSION|VERSION_TOO_LOW|VERSION_TOO_HIGH|NO_PROTOCOLS_AVAILABLE|NO_SUPPORTED_VERSIONS|INAPPROPRIATE_FALLBACK|SSL_VERSION_OR_CIPHER_MISMATCH|OBSOLETE_VERSION/,
    "tlsVersion",
  ],
  [
    /NO_SHARED_CIPHER|NO_CIPHERS?_|INSUFFICIENT_SECURITY|WRONG_CIPHER|UNKNOWN_CIPHER|UNSUPPORTED_CIPHER|DH_KEY_TOO_SMALL|BAD_DH_P_LENGTH|DH_P_TOO|WEAK_SERVER_EPHEMERAL_DH_KEY|UNSAFE_LEGACY_RENEGOTIATION|NO_SHARED_(?:GROUP|SIGNATURE)|NO_COMMON_SIGNATURE|NO_SUITABLE_(?:SIGNATURE|KEY|GROUPS)|NO_PREFERRED_CIPHER|WRONG_CURVE|EXPORT_RESTRICTION/,
    "cipher",
  ],
  [
    /(?:EE|CA)?_?KEY_TOO_(?:SMALL|WEAK)|CERTIFICATE_KEY_TOO|MD_TOO_WEAK|DIGEST_(?:ALGORITHM_)?TOO_WEAK|SIGNATURE_(?:DIGEST_)?ALGORITHM_TOO_WEAK|CERT_WEAK|WEAK_(?:SIGNATURE|KEY)/,
    "weakCertificate",
  ],
  [/UNRECOGNIZED_NAME/, "serverName"],
  [/HANDSHAKE_FAILURE/, "handshake"],
  [
    /WRONG_VERSION_NUMBER|HTTPS?_(?:PROXY_)?REQUEST\b|UNKNOWN_PROTOCOL|PACKET_LENGTH_TOO_LONG|BAD_PACKET_LENGTH|DATA_LENGTH_TOO_LONG|NOT_SSL|RECORD_LAYER_FAILURE|ERR_SSL_PROTOCOL_ERROR/,
    "notTls",
  ],
];

/** What an error's code and words say of a TLS connection; undefined where they are about something else. */
export function tlsTrouble(words: string): TlsTrouble | undefined {
  const plain = words.toUpperCase().replace(/[^A-Z0-9]+/g, "_");
  if (!/SSL|TLS|CERT|ALERT|KEY_TOO|TOO_WEAK/.test(plain)) return undefined;
  return MEANINGS.find(([pattern]) => pattern.test(plain))?.[1];
}

/** A trouble that shows itself when the handshake is over for us: the request may be on its way then. */
export function mayHaveSent(words: string): boolean {
  return (
    /ALERT|ERR_BAD_SSL|AUTH_CERT/i.test(words) && !/HANDSHAKE|PROTOCOL.VERSION|INSUFFICIENT|UNRECOGNIZED/i.test(words)
  );
}
