import type { CertificateFiles } from "../tls/tlsMaterial";

/** How a connection gets through to its server. */
export interface Network {
  /** VS Code's own `fetch`, where undici did not get through. */
  readonly adapter?: "fetch";
  readonly certificates?: CertificateFiles;
}

/** With what stands in the secret store. */
export interface OpenNetwork extends Network {
  /** Opens the key of the certificate. */
  readonly passphrase?: string;
}
