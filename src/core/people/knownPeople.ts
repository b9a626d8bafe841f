import type { Person, Snapshot } from "../access/snapshot";
import { userKey } from "../access/usernames";
import { shown } from "../text/displayText";
import { folded } from "../text/folded";

/** A project that has been read, with what people call it. */
export interface ReadProject {
  /** Of its connection. */
  readonly id: string;
  readonly label: string;
  /** Of its server, and how people call that. */
  readonly origin: string;
  readonly host: string;
  readonly snapshot: Snapshot;
}

/** Somebody in one project. */
export interface Membership {
  readonly project: ReadProject;
  readonly person: Person;
}

/** One username on one server. It is spelled, named and mailed as the newest read that tells says. */
export interface Account {
  readonly id: string;
  readonly origin: string;
  readonly host: string;
  readonly username: string;
  readonly name: string;
  readonly email: string;
  /** By the names of the projects. */
  readonly memberships: readonly Membership[];
}

/** One account, or accounts of several servers that are probably the same person's because their e-mail is the same. */
export interface KnownPerson {
  /** Of the first account. */
  readonly id: string;
  readonly name: string;
  readonly accounts: readonly Account[];
  readonly memberships: readonly Membership[];
}

/** Everybody of the projects that have been read. */
export interface KnownPeople {
  /** By name, those without one by username. */
  readonly people: readonly KnownPerson[];
  /** By the id of an account; those of parted accounts too. */
  readonly byAccount: ReadonlyMap<string, KnownPerson>;
  readonly projects: readonly ReadProject[];
}

export function accountId(origin: string, username: string): string {
  return `${origin} ${userKey(username)}`;
}

/** "Luca Ferrante"; somebody without a name by the username. */
export function nameOf({ name, accounts }: KnownPerson): string {
  return shown(name || (accounts[0]?.username ?? ""));
}

/** What e-mail addresses are compared by. */
export function emailKey(email: string): string {
  return email.trim().toLowerCase();
}

/**
 * Joins people over projects. `apart` are ids of accounts that stay by themselves. An e-mail that two accounts of one
 * server share joins nobody: whose it is on another server cannot be told.
 */
export function knownPeople(given: readonly ReadProject[], apart: ReadonlySet<string> = new Set()): KnownPeople {
  const projects = [...given].sort(
    (a, b) => compare(folded(a.label), folded(b.label)) || compare(a.label, b.label) || compare(a.id, b.id),
  );
  const people = sorted(joined(accountsOf(projects), apart));
  const byAccount = new Map<string, KnownPerson>();
  for (const person of people) for (const { id } of person.accounts) byAccount.set(id, person);
  return { people, byAccount, projects };
}

class GrowingAccount implements Account {
  username = "";
  name = "";
  email = "";
  readonly memberships: Membership[] = [];
  /** A project lists it in two spellings. */
  twice = false;
  /** When what stands here was read. */
  private spelledAt = -Infinity;
  private namedAt = -Infinity;
  private mailedAt = -Infinity;

  constructor(
    readonly id: string,
    readonly origin: string,
    readonly host: string,
  ) {}

  add(membership: Membership): void {
    const { project, person } = membership;
    const { takenAt } = project.snapshot;
    if (this.memberships.at(-1)?.project === project) this.twice = true;
    this.memberships.push(membership);
    if (takenAt > this.spelledAt) [this.username, this.spelledAt] = [person.username.trim(), takenAt];
    if (person.name !== "" && takenAt > this.namedAt) [this.name, this.namedAt] = [person.name, takenAt];
    if (person.email !== "" && takenAt > this.mailedAt) [this.email, this.mailedAt] = [person.email, takenAt];
  }

  /** The same, whatever the order in which a project lists its people. */
  settled(projects: readonly ReadProject[]): Account {
    if (!this.twice) return this;
    const place = ({ project }: Membership) => projects.indexOf(project);
    const again = new GrowingAccount(this.id, this.origin, this.host);
    [...this.memberships]
      .sort((a, b) => place(a) - place(b) || compare(a.person.username, b.person.username))
      .forEach((each) => again.add(each));
    return again;
  }
}

function accountsOf(projects: readonly ReadProject[]): readonly Account[] {
  const servers = new Map<string, Map<string, GrowingAccount>>();
  const all: GrowingAccount[] = [];
  for (const project of projects) {
    const { origin, host, snapshot } = project;
    const server = servers.get(origin) ?? new Map<string, GrowingAccount>();
    servers.set(origin, server);
    for (const person of snapshot.people.values()) {
      const key = userKey(person.username);
      let account = server.get(key);
      if (!account) {
        account = new GrowingAccount(accountId(origin, key), origin, host);
        server.set(key, account);
        all.push(account);
      }
      account.add({ project, person });
    }
  }
  return all.map((account) => account.settled(projects));
}

function joined(accounts: readonly Account[], apart: ReadonlySet<string>): readonly KnownPerson[] {
  const byEmail = new Map<string, Account[]>();
  const people: KnownPerson[] = [];
  for (const account of accounts) {
    const key = emailKey(account.email);
    const same = byEmail.get(key);
    if (key === "" || apart.has(account.id)) people.push(personOf([account]));
    else if (same) same.push(account);
    else byEmail.set(key, [account]);
  }
  for (const same of byEmail.values()) {
    if (same.length > 1 && new Set(same.map(({ origin }) => origin)).size === same.length)
      people.push(personOf(same.sort((a, b) => compare(a.id, b.id))));
    else for (const account of same) people.push(personOf([account]));
  }
  return people;
}

function personOf(accounts: readonly Account[]): KnownPerson {
  const [first] = accounts;
  const memberships =
    accounts.length === 1 ? (first?.memberships ?? []) : accounts.flatMap((account) => account.memberships);
  const name = accounts.find((account) => account.name !== "")?.name ?? "";
  return { id: first?.id ?? "", name, accounts, memberships };
}

/** Each name is made ready for comparing once: a collator that does it for each comparison takes ten times as long. */
function sorted(people: readonly KnownPerson[]): readonly KnownPerson[] {
  const keyed = people.map((person) => ({ person, key: folded(person.name || (person.accounts[0]?.username ?? "")) }));
  return keyed.sort((a, b) => compare(a.key, b.key) || compare(a.person.id, b.person.id)).map(({ person }) => person);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
