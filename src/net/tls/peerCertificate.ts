/** What a server showed as its certificate, checked or not. */
export interface PeerCertificate {
  readonly subject: string;
  /** Who vouches for the last certificate that the server sent. */
  readonly issuer: string;
  /** Names and addresses that it stands for. */
  readonly names: string;
  readonly validFrom: string;
  readonly validTo: string;
  readonly fingerprint: string;
}
