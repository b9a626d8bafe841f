import { Emitter } from "../../core/emitter";
import { PeopleIndex } from "../../core/people/findPeople";
import { accountId, emailKey, knownPeople } from "../../core/people/knownPeople";
import type { Account, KnownPeople, KnownPerson } from "../../core/people/knownPeople";
import { saidBy } from "../../core/text/message";
import type { Message } from "../../core/text/message";
import type { Connection } from "../connections/connection";
import type { Connections } from "../connections/connections";
import type { Projects } from "../projects/projects";
import { PARTED_ACCOUNTS } from "../stored/places";
import type { StoredState } from "../stored/storedState";

/** A project whose people are not known. */
export interface UnreadProject {
  readonly connection: Connection;
  readonly loading: boolean;
  /** Why it could not be read; undefined where nobody has tried yet. */
  readonly said?: Message;
}

interface Parted {
  readonly origin: string;
  readonly username: string;
}

/** Everybody of all projects that have been read. It asks no server for anything. */
export class PeopleDirectory {
  private readonly changes = new Emitter<void>();
  private made: { readonly people: KnownPeople; index?: PeopleIndex } | undefined;

  /** Of sample projects: never stored. */
  private partedSamples: readonly Parted[] = [];

  /** Told with each project that is read or changes. Joining is left to whoever looks. */
  readonly onDidChange = this.changes.event;

  constructor(
    private readonly connections: Connections,
    private readonly projects: Projects,
    private readonly state: StoredState,
  ) {
    connections.onDidChange(() => this.outOfDate());
    projects.onDidChange(() => this.outOfDate());
  }

  get known(): KnownPeople {
    return this.newest().people;
  }

  /** Who has this account now; nobody when no project lists it any more. */
  personOf(account: string): KnownPerson | undefined {
    return this.known.byAccount.get(account);
  }

  get index(): PeopleIndex {
    const made = this.newest();
    return (made.index ??= new PeopleIndex(made.people.people));
  }

  /** Projects of the list whose people nobody knows here. */
  get unread(): readonly UnreadProject[] {
    return this.connections.list().flatMap((connection): readonly UnreadProject[] => {
      if (this.projects.snapshot(connection.id)) return [];
      const state = this.projects.state(connection.id);
      const failed = state.status === "failed" ? { said: saidBy(state.error) } : {};
      return [{ connection, loading: state.status === "loading", ...failed }];
    });
  }

  /** Shows each of the accounts as a person by itself from now on, whatever its e-mail. */
  async part(accounts: readonly Account[]): Promise<void> {
    const parted = accounts.map(({ origin, username }) => ({ origin, username }));
    await this.keep([...this.parted, ...parted]);
  }

  /** Takes that back, for all accounts with the e-mail of one of these. */
  async joinAgain(accounts: readonly Account[]): Promise<void> {
    const emails = new Set(accounts.map(({ email }) => emailKey(email)));
    const isOne = ({ origin, username }: Parted) => {
      const id = accountId(origin, username);
      const email = this.personOf(id)?.accounts.find((account) => account.id === id)?.email;
      return email !== undefined && emails.has(emailKey(email));
    };
    await this.keep(this.parted.filter((each) => !isOne(each)));
  }

  /** Whether somebody has parted this account from others. */
  isParted({ id }: Account): boolean {
    return this.partedIds().has(id);
  }

  /** Forgets what was said of accounts on servers that no project of the list is on. */
  async forgetServers(): Promise<void> {
    const origins = new Set(this.connections.list().map(({ origin }) => origin));
    const kept = this.parted.filter(({ origin }) => origins.has(origin));
    if (kept.length < this.parted.length) await this.keep(kept);
  }

  private newest(): { readonly people: KnownPeople; index?: PeopleIndex } {
    return (this.made ??= { people: knownPeople(this.read(), this.partedIds()) });
  }

  private read() {
    return this.connections.list().flatMap(({ id, label, origin }) => {
      const snapshot = this.projects.snapshot(id);
      return snapshot ? [{ id, label, origin, host: new URL(origin).host, snapshot }] : [];
    });
  }

  private get parted(): readonly Parted[] {
    return [...(this.state.read(PARTED_ACCOUNTS)?.accounts ?? []), ...this.partedSamples];
  }

  private partedIds(): ReadonlySet<string> {
    return new Set(this.parted.map(({ origin, username }) => accountId(origin, username)));
  }

  private async keep(accounts: readonly Parted[]): Promise<void> {
    const samples = new Set(this.connections.list().flatMap(({ sample, origin }) => (sample ? [origin] : [])));
    this.partedSamples = accounts.filter(({ origin }) => samples.has(origin));
    const stored = accounts.filter(({ origin }) => !samples.has(origin));
    await this.state.write(PARTED_ACCOUNTS, { version: 1, accounts: stored });
    this.outOfDate();
  }

  private outOfDate(): void {
    this.made = undefined;
    this.changes.fire();
  }
}
