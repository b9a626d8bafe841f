import type { Person } from "../access/snapshot";
import type { Account, ReadProject } from "../people/knownPeople";
import type { Powers } from "../people/powers";
import type { Message } from "../text/message";
import type { AccessPolicy } from "./accessPolicy";

export type Severity = "high" | "medium" | "low" | "info";

/** What a rule looks at; without it nothing can be said, and that is said. */
export type Need =
  "user" | "userRole" | "userRoleMapping" | "dag" | "userDagMapping" | "ownDomains" | "log" | "lists" | "snapshots";

/** Somebody of a project whose access has not ended, with what they may do. */
export interface Member {
  readonly person: Person;
  readonly may: Powers;
}

/** A project as rules look at it. */
export interface LookedAt {
  readonly project: ReadProject;
  readonly members: readonly Member[];
  readonly expired: readonly Person[];
  readonly policy: AccessPolicy;
  readonly today: string;
}

/** One rule about people's access. What it finds is a finding of a review of access; nothing is ever decided by it. */
export interface FindingRule {
  readonly id: string;
  readonly severity: Severity;
  readonly needs: readonly Need[];
  readonly title: Message;
  /** Why somebody would want to know, and what to do. */
  readonly why: Message;
  /** The command that leads to putting it right, for somebody in a project. */
  readonly fix?: string;
  /** What is so of the project as a whole. */
  readonly ofProject?: (at: LookedAt) => readonly Message[];
  readonly ofMember?: (at: LookedAt, member: Member) => Message | undefined;
  readonly ofExpired?: (at: LookedAt, person: Person) => Message | undefined;
  readonly ofAccount?: (account: Account, policy: AccessPolicy) => Message | undefined;
  /** What is so of several accounts together. */
  readonly ofAll?: (accounts: readonly Account[]) => readonly { readonly account: Account; readonly said: Message }[];
}

type Body = Omit<FindingRule, "id">;

/** Rules by their ids. */
export function findingRules(bodies: Readonly<Record<string, Body>>): readonly FindingRule[] {
  return Object.entries(bodies).map(([id, body]) => ({ id, ...body }));
}
