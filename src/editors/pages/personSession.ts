import type { Connections } from "../../app/connections/connections";
import type { FindingsBook } from "../../app/people/findingsBook";
import type { PeopleDirectory } from "../../app/people/peopleDirectory";
import type { Projects } from "../../app/projects/projects";
import { rightsLacking } from "../../core/access/tokenRights";
import type { Today } from "../../core/access/people";
import { Emitter } from "../../core/emitter";
import type { Act, Page, PageState } from "../../core/page/page";
import { findingsOf } from "../../core/findings/findingsPage";
import type { KnownPerson, Membership } from "../../core/people/knownPeople";
import { personPage } from "../../core/people/personPage";
import { list, message, saidBy } from "../../core/text/message";
import { moment } from "../../platform/moment";
import { ACTIONS, unreadState } from "./personActs";
import type { UserRow } from "./personActs";
import { settled } from "../../platform/settled";
import type { PageFormat } from "./pageFile";
import type { PageSource } from "./pagePanel";

export interface PersonNeeds {
  readonly people: PeopleDirectory;
  readonly findings: FindingsBook;
  readonly connections: Connections;
  readonly projects: Projects;
  readonly today: () => Today;
  /** Reads projects, with progress that can be cancelled. */
  readonly read: (connectionIds: readonly string[]) => Promise<void>;
  readonly run: (command: string, user: UserRow) => Promise<void>;
  readonly keepAs: (name: string, written: (format: PageFormat) => string) => Promise<void>;
}

/** Older than this, what was read may be otherwise by now. */
const OLD_MS = 60 * 60 * 1000;

/** One person over all projects that have been read. The page follows what is read, and asks REDCap for nothing itself. */
export class PersonSession implements PageSource {
  private readonly changed = new Emitter<void>();
  private readonly following: { dispose(): void };
  /** What the buttons of the projects stand for. */
  private rows = new Map<string, { readonly command: string; readonly user: UserRow }>();

  readonly onDidChange = this.changed.event;

  constructor(
    private readonly account: string,
    private readonly needs: PersonNeeds,
    private readonly now: () => number,
  ) {
    this.following = settled(needs.people.onDidChange, () => this.changed.fire());
  }

  dispose(): void {
    this.following.dispose();
  }

  async act(id: string): Promise<void> {
    const { people, read } = this.needs;
    const person = this.person();
    const row = this.rows.get(id);
    if (row) return await this.needs.run(row.command, row.user);
    const acts: Readonly<Record<string, () => Promise<void>>> = {
      again: async () => await read(projectsOf(person)),
      unread: async () => await read(people.unread.map(({ connection }) => connection.id)),
      part: async () => await people.part(person?.accounts ?? []),
      join: async () => await people.joinAgain(person?.accounts ?? []),
      export: async () => {
        const { pageFile } = await import("./pageFile");
        // The page as it was when the button was pressed.
        const { page } = this;
        await this.needs.keepAs("access", (format) => pageFile(page, format));
      },
    };
    await acts[id]?.();
  }

  choose(): void {
    // Nothing can be ticked here.
  }

  get page(): Page {
    const person = this.person();
    this.rows = new Map();
    if (!person)
      return {
        title: message("Person"),
        facts: [],
        states: [GONE, ...unreadState(this.needs.people)],
        acts: [],
        sections: [],
      };
    const page = personPage({
      person,
      today: this.needs.today(),
      read: this.needs.people.known.projects.length,
      moment,
      acts: (membership) => this.actsOf(membership),
      more: findingsOf(this.needs.findings.of(person)),
    });
    return {
      ...page,
      states: [...this.old(person), ...this.parted(person), ...unreadState(this.needs.people)],
      acts: [AGAIN, EXPORT],
    };
  }

  private person(): KnownPerson | undefined {
    return this.needs.people.personOf(this.account);
  }

  private actsOf({ project, person }: Membership): readonly Act[] {
    const owner = this.needs.connections.get(project.id)?.owner;
    const lacking = owner === undefined ? [] : rightsLacking(project.snapshot, owner);
    const off =
      lacking.length > 0
        ? message("Read only: the token's owner lacks {rights} in this project.", { rights: list(lacking) })
        : undefined;
    return Object.entries(ACTIONS).map(([command, label]): Act => {
      const id = JSON.stringify([command, project.id, person.username]);
      this.rows.set(id, { command, user: { connectionId: project.id, username: person.username } });
      return { id, label, ...(off && command !== "editRoleAssignments" ? { off } : {}) };
    });
  }

  /** What may be otherwise by now. */
  private old(person: KnownPerson): readonly PageState[] {
    const { projects } = this.needs;
    const read = [...new Set(person.memberships.map(({ project }) => project))];
    const failed = read.flatMap(({ id, label }) => {
      const state = projects.state(id);
      if (state.status !== "failed") return [];
      return [message("{project}: {reason}", { project: label, reason: saidBy(state.error) })];
    });
    const loading = read.filter(({ id }) => projects.state(id).status === "loading");
    const old = read.filter(({ snapshot }) => this.now() - snapshot.takenAt > OLD_MS);
    return [
      ...(loading.length > 0 ? [{ kind: "loading", text: message("Reading from REDCap…") } as const] : []),
      ...(failed.length > 0
        ? [
            {
              kind: "stale",
              text: message("Shown as it was read before, because reading failed:"),
              details: failed,
            } as const,
          ]
        : []),
      ...(old.length > 0 && loading.length === 0
        ? [
            {
              ...({ kind: "stale", acts: [AGAIN] } as const),
              text: message("Read more than an hour ago, and may be otherwise by now: {projects}", {
                projects: list(old.map(({ label }) => label)),
              }),
            },
          ]
        : []),
    ];
  }

  private parted(person: KnownPerson): readonly PageState[] {
    if (!person.accounts.some((account) => this.needs.people.isParted(account))) return [];
    return [
      {
        kind: "done",
        text: message("Kept apart from accounts with the same email address on other servers."),
        acts: [JOIN],
      },
    ];
  }
}

const AGAIN: Act = { id: "again", label: message("Read Again") };
const EXPORT: Act = { id: "export", label: message("Export…") };
const JOIN: Act = { id: "join", label: message("Join Them Again") };
const GONE: PageState = { kind: "empty", text: message("No project that has been read lists this person any more.") };

function projectsOf(person: KnownPerson | undefined): readonly string[] {
  return [...new Set(person?.memberships.map(({ project }) => project.id))];
}
