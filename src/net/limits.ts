/** Design 5.12: REDCap's own ban stands at 600 requests a minute and is for good. */
export interface Limits {
  readonly connectMs: number;
  readonly headersMs: number;
  readonly bodyIdleMs: number;
  readonly bodyMs: number;
  readonly bodyBytes: number;
}

export const LIMITS: Limits = {
  connectMs: 10_000,
  headersMs: 60_000,
  bodyIdleMs: 60_000,
  bodyMs: 300_000,
  bodyBytes: 256 * 1024 * 1024,
};
