import { isExpired } from "../access/effective";
import { sameUser } from "../access/usernames";
import { accountId } from "../people/knownPeople";
import type { KnownPeople, ReadProject } from "../people/knownPeople";
import { powersIn } from "../people/powers";
import type { AccessException, AccessPolicy } from "../rules/accessPolicy";
import type { FindingRule, LookedAt, Need } from "../rules/findingRule";
import { FINDING_RULES } from "../rules/findingRules";
import type { Message } from "../text/message";

/** What a rule found: of a project, of somebody in one, or of an account wherever it is. */
export interface Finding {
  readonly rule: FindingRule;
  readonly said: Message;
  readonly project?: ReadProject;
  /** Id of the account. */
  readonly account?: string;
  readonly username?: string;
  /** Somebody knows of it and means it: it is counted, and shown apart. */
  readonly excepted?: AccessException;
}

/** What a rule could not look at: a table that a project's token cannot read, or what nobody has read or said. */
export interface Unseen {
  readonly rule: FindingRule;
  readonly needs: Need;
  /** Undefined: of no project. */
  readonly project?: ReadProject;
}

export interface Findings {
  /** In the order of the rules, then of the projects and accounts; those that are excepted too. */
  readonly found: readonly Finding[];
  readonly unseen: readonly Unseen[];
}

/** All rules over everybody who is known: one look at each person, and nothing is read for it. */
export function findAll(known: KnownPeople, policy: AccessPolicy, today: string): Findings {
  const found: Finding[] = [];
  const unseen: Unseen[] = [];
  const tell = (finding: Finding) => {
    const excepted = exceptionOf(finding, policy.exceptions, today);
    found.push(excepted ? { ...finding, excepted } : finding);
  };
  const able = FINDING_RULES.filter((rule) => {
    const needs = rule.needs.find((need) => isMissingEverywhere(need, policy));
    if (needs) unseen.push({ rule, needs });
    return !needs;
  });
  for (const project of known.projects) {
    const at = lookedAt(project, policy, today);
    const rules = able.filter((rule) => {
      const needs = rule.needs.find((need) => need in project.snapshot.missing);
      if (needs) unseen.push({ rule, needs, project });
      return !needs;
    });
    inProject(at, rules, tell);
  }
  ofAccounts(known, able, { policy, today }, tell);
  const ofRule = new Map(FINDING_RULES.map((rule, index) => [rule, index]));
  const ofProject = new Map(known.projects.map((project, index) => [project, index]));
  const place = ({ rule, project }: Finding) => [ofRule.get(rule) ?? 0, project ? (ofProject.get(project) ?? 0) : -1];
  const sorted = found
    .map((finding) => {
      const { account = "", username = "" } = finding;
      return { finding, place: place(finding), who: `${account} ${username}` };
    })
    .sort((a, b) => {
      const [ruleA = 0, projectA = 0] = a.place;
      const [ruleB = 0, projectB = 0] = b.place;
      return ruleA - ruleB || projectA - projectB || (a.who < b.who ? -1 : Number(a.who > b.who));
    });
  return { found: sorted.map(({ finding }) => finding), unseen };
}

function isMissingEverywhere(need: Need, { ownDomains }: AccessPolicy): boolean {
  if (need === "ownDomains") return ownDomains.length === 0;
  return need === "log" || need === "lists" || need === "snapshots";
}

function lookedAt(project: ReadProject, policy: AccessPolicy, today: string): LookedAt {
  const powers = powersIn(project.snapshot);
  const people = [...project.snapshot.people.values()];
  return {
    ...{ project, policy, today },
    members: people
      .filter(({ expiration }) => !isExpired(expiration, today))
      .map((person) => ({ person, may: powers(person) })),
    expired: people.filter(({ expiration }) => isExpired(expiration, today)),
  };
}

function inProject(at: LookedAt, rules: readonly FindingRule[], tell: (finding: Finding) => void): void {
  const { project } = at;
  const of = (rule: FindingRule, username: string, said: Message | undefined) => {
    if (said) tell({ rule, said, project, username, account: accountId(project.origin, username) });
  };
  for (const rule of rules) {
    const { ofProject, ofMember, ofExpired } = rule;
    for (const said of ofProject?.(at) ?? []) tell({ rule, said, project });
    if (ofMember) for (const member of at.members) of(rule, member.person.username, ofMember(at, member));
    if (ofExpired) for (const person of at.expired) of(rule, person.username, ofExpired(at, person));
  }
}

/** Accounts whose access has ended everywhere are left out. */
function ofAccounts(
  known: KnownPeople,
  rules: readonly FindingRule[],
  { policy, today }: { readonly policy: AccessPolicy; readonly today: string },
  tell: (finding: Finding) => void,
): void {
  const accounts = known.people
    .flatMap((person) => person.accounts)
    .filter(({ memberships }) => memberships.some(({ person }) => !isExpired(person.expiration, today)));
  for (const rule of rules) {
    const { ofAccount, ofAll } = rule;
    for (const { id, username, said } of [
      ...(ofAccount ? accounts.flatMap((each) => saidOf(each, ofAccount(each, policy))) : []),
      ...(ofAll?.(accounts) ?? []).map(({ account, said: what }) => ({ ...account, said: what })),
    ])
      tell({ rule, said, account: id, username });
  }
}

function saidOf<A>(account: A, said: Message | undefined): readonly (A & { readonly said: Message })[] {
  return said ? [{ ...account, said }] : [];
}

/** An exception that names less counts for more; one that is past counts for nothing. */
function exceptionOf(
  { rule, project, account, username }: Finding,
  exceptions: readonly AccessException[],
  today: string,
): AccessException | undefined {
  return exceptions.find(
    (each) =>
      each.rule === rule.id &&
      !isExpired(each.until, today) &&
      (each.projectId === undefined || each.projectId === project?.snapshot.project.projectId) &&
      (each.username === undefined || (username !== undefined && sameUser(each.username, username))) &&
      (each.server === undefined || onServer(each.server, project, account)),
  );
}

function onServer(server: string, project: ReadProject | undefined, account: string | undefined): boolean {
  const host = server.trim().toLowerCase();
  if (project) return project.host.toLowerCase() === host;
  return (
    account
      ?.split(" ")[0]
      ?.replace(/^https?:\/\//, "")
      .toLowerCase() === host
  );
}
