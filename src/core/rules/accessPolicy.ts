/** What an institution says of its own people: how much is too much, who belongs to it, and what is known and meant. */
export interface AccessPolicy {
  readonly thresholds: Readonly<Record<Threshold, number>>;
  /** Domains of e-mail addresses of one's own; who has another one is external. Subdomains belong to them. */
  readonly ownDomains: readonly string[];
  readonly exceptions: readonly AccessException[];
}

export const THRESHOLDS = {
  /** More people than this with User Rights or Design are many. */
  administrators: 5,
  /** More people than this with the full data set are many. */
  fullExports: 10,
  /** Who expired longer ago than this need not be listed any more. */
  expiredDays: 30,
} as const;

export type Threshold = keyof typeof THRESHOLDS;

/** A finding that somebody knows of and means, until a day. */
export interface AccessException {
  /** Id of the rule. */
  readonly rule: string;
  /** Host of the server; of any where left out. The same for the others. */
  readonly server?: string;
  readonly projectId?: number;
  readonly username?: string;
  readonly reason: string;
  readonly author: string;
  /** The last day on which it counts. */
  readonly until: string;
}

export const NO_POLICY: AccessPolicy = { thresholds: THRESHOLDS, ownDomains: [], exceptions: [] };
