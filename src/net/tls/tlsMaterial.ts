import { createSecureContext } from "node:tls";
import { list, message, UserFacingError, verbatim } from "../../core/text/message";
import type { Message } from "../../core/text/message";

/** Files of a connection, by their paths on this computer. */
export interface CertificateFiles {
  /** PEM: the only authority that may vouch for the server. */
  readonly ca?: string;
  /** PEM: who we are, where the server or its gateway asks for a certificate. */
  readonly cert?: string;
  /** PEM: the key of `cert`, unless it stands in the same file. */
  readonly key?: string;
  /** PKCS #12: `cert` and `key` in one. */
  readonly pfx?: string;
}

/** What the files hold. */
export interface TlsMaterial {
  readonly ca?: Buffer;
  readonly cert?: Buffer;
  readonly key?: Buffer;
  readonly pfx?: Buffer;
  readonly passphrase?: string;
}

/** A certificate file that cannot be used. */
export class CertificateFileError extends UserFacingError {
  override readonly name = "CertificateFileError";
}

/** Reads the files and tries whether they fit together. @throws {CertificateFileError} */
export async function readTlsMaterial(
  files: CertificateFiles,
  passphrase: string | undefined,
  read: (path: string) => Promise<Buffer>,
): Promise<TlsMaterial> {
  const load = async (part: keyof CertificateFiles) => {
    const path = files[part];
    if (path === undefined) return {};
    try {
      return { [part]: await read(path) };
    } catch {
      throw new CertificateFileError(
        message("The certificate file {path} cannot be read. Choose it again.", { path: verbatim(path) }),
      );
    }
  };
  const parts = await Promise.all((["ca", "cert", "key", "pfx"] as const).map(load));
  const secret: TlsMaterial = passphrase === undefined ? {} : { passphrase };
  const found = parts.reduce((all, part) => ({ ...all, ...part }), secret);
  const material = found.cert && !found.key ? { ...found, key: found.cert } : found;
  try {
    createSecureContext(material);
  } catch (error) {
    throw new CertificateFileError(reason(error, files));
  }
  return material;
}

/** OpenSSL's own words say little to people. */
function reason(error: unknown, { ca, cert, key, pfx }: CertificateFiles): Message {
  const said = error instanceof Error ? error.message : "";
  const file = verbatim(pfx ?? key ?? cert ?? ca ?? "");
  if (/mac verify|bad decrypt|password|passphrase|interrupted or cancelled/i.test(said))
    return message("The passphrase does not open {file}. Enter it again.", { file });
  if (/key values mismatch/i.test(said))
    return message(
      "The key {key} does not belong to the certificate {cert}. Choose the two files that belong together.",
      {
        key: verbatim(key ?? cert ?? ""),
        cert: verbatim(cert ?? ""),
      },
    );
  if (/no start line|PEM/i.test(said) && (cert ?? ca))
    return message(
      "{files}: this is not a certificate in PEM form (a text that begins with -----BEGIN). Choose another file.",
      { files: list([ca, cert, key].flatMap((path) => (path === undefined ? [] : [verbatim(path)]))) },
    );
  return message("{file} cannot be used as a certificate ({said}). Choose another file.", { file, said });
}
