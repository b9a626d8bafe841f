/**
 * How long a request may take and how much it may bring. Generous, because a big project answers slowly; finite, because
 * a server that hangs must not hold a window for ever. How often we ask is the limiter's matter.
 */
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
