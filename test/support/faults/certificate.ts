import { createHash, createHmac, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import type { KeyObject } from "node:crypto";
import { isIPv4 } from "node:net";

const ECDSA_WITH_SHA256 = der(0x30, oid("2a8648ce3d040302"));
const COMMON_NAME = oid("550403");
const SUBJECT_ALT_NAME = oid("551d11");
const BASIC_CONSTRAINTS = oid("551d13");

export interface KeyAndCertificate {
  readonly key: string;
  readonly cert: string;
}

interface Wanted {
  /** Common name. */
  readonly name: string;
  /** Names and IPv4 addresses that it stands for. */
  readonly hosts?: readonly string[];
  /** YYMMDD */
  readonly from?: string;
  readonly until?: string;
}

export interface Authority extends KeyAndCertificate {
  /** A certificate that this authority vouches for. */
  issue(wanted: Wanted): KeyAndCertificate;
}

/** A certificate authority that only tests know. */
export function authority(name: string): Authority {
  const keys = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const own = { name, isAuthority: true };
  return {
    ...pem(keys.privateKey, certificate(own, keys.publicKey, name, keys.privateKey)),
    issue(wanted) {
      const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
      return pem(privateKey, certificate(wanted, publicKey, name, keys.privateKey));
    },
  };
}

/** A key and a certificate for 127.0.0.1 that nobody but itself has signed. */
export function selfSigned(name = "127.0.0.1"): KeyAndCertificate {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  return pem(privateKey, certificate({ name, hosts: ["127.0.0.1"] }, publicKey, name, privateKey));
}

function certificate(
  { name, hosts = [], from = "200101", until = "490101", isAuthority }: Wanted & { readonly isAuthority?: boolean },
  key: KeyObject,
  issuer: string,
  issuerKey: KeyObject,
): Buffer {
  const day = (text: string) => der(0x17, Buffer.from(`${text}000000Z`));
  const extensions = [
    ...(isAuthority ? [der(0x30, BASIC_CONSTRAINTS, der(0x04, der(0x30, der(0x01, Buffer.from([255])))))] : []),
    ...(hosts.length > 0 ? [der(0x30, SUBJECT_ALT_NAME, der(0x04, der(0x30, ...hosts.map(altName))))] : []),
  ];
  const content = der(
    0x30,
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1]), randomBytes(8)),
    ECDSA_WITH_SHA256,
    commonName(issuer),
    der(0x30, day(from), day(until)),
    commonName(name),
    key.export({ type: "spki", format: "der" }),
    ...(extensions.length > 0 ? [der(0xa3, der(0x30, ...extensions))] : []),
  );
  return der(0x30, content, ECDSA_WITH_SHA256, der(0x03, Buffer.from([0]), sign("sha256", content, issuerKey)));
}

function altName(host: string): Buffer {
  return isIPv4(host) ? der(0x87, Buffer.from(host.split(".").map(Number))) : der(0x82, Buffer.from(host));
}

function commonName(name: string): Buffer {
  return der(0x30, der(0x31, der(0x30, COMMON_NAME, der(0x0c, Buffer.from(name)))));
}

function pem(key: KeyObject, cert: Buffer): KeyAndCertificate {
  return {
    key: key.export({ type: "pkcs8", format: "pem" }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${cert.toString("base64")}\n-----END CERTIFICATE-----\n`,
  };
}

const DATA = oid("2a864886f70d010701");
const KEY_BAG = oid("2a864886f70d010c0a0101");
const CERT_BAG = oid("2a864886f70d010c0a0103");
const X509 = oid("2a864886f70d01091601");
const SHA256 = der(0x30, oid("608648016503040201"), der(0x05));

/** Key and certificate in one PKCS #12 file, which opens with the passphrase only. */
export function pkcs12({ key, cert }: KeyAndCertificate, passphrase: string): Buffer {
  const bags = der(
    0x30,
    der(0x30, KEY_BAG, der(0xa0, unwrapped(key))),
    der(0x30, CERT_BAG, der(0xa0, der(0x30, X509, der(0xa0, der(0x04, unwrapped(cert)))))),
  );
  const safe = der(0x30, der(0x30, DATA, der(0xa0, der(0x04, bags))));
  const salt = randomBytes(8);
  const mac = createHmac("sha256", macKey(passphrase, salt)).update(safe).digest();
  return der(
    0x30,
    der(0x02, Buffer.from([3])),
    der(0x30, DATA, der(0xa0, der(0x04, safe))),
    der(0x30, der(0x30, SHA256, der(0x04, mac)), der(0x04, salt), der(0x02, Buffer.from([1]))),
  );
}

/** The key derivation of RFC 7292, appendix B, with one round. */
function macKey(passphrase: string, salt: Buffer): Buffer {
  const fill = (bytes: Buffer) => Buffer.alloc(64 * Math.ceil(bytes.length / 64), bytes);
  const password = Buffer.from(`${passphrase}\0`, "utf16le").swap16();
  return createHash("sha256")
    .update(Buffer.concat([Buffer.alloc(64, 3), fill(salt), fill(password)]))
    .digest();
}

function unwrapped(text: string): Buffer {
  return Buffer.from(text.replace(/-----[^-]+-----|\s/g, ""), "base64");
}

function oid(hex: string): Buffer {
  return der(0x06, Buffer.from(hex, "hex"));
}

/** One value of ASN.1: its tag, its length, its content. */
function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}
