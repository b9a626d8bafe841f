import * as vscode from "vscode";
import type { FindingsBook } from "../../app/people/findingsBook";
import type { PeopleDirectory } from "../../app/people/peopleDirectory";
import { Emitter } from "../../core/emitter";
import type { Finding } from "../../core/findings/findAll";
import { findingsPage } from "../../core/findings/findingsPage";
import type { Grouping } from "../../core/findings/findingsPage";
import type { Act, Fact, Page, PageState } from "../../core/page/page";
import { message, plural, verbatim } from "../../core/text/message";
import type { Message } from "../../core/text/message";
import type { PolicyFile } from "../../platform/policyFile";
import { settled } from "../../platform/settled";
import { ACTIONS, READ, unreadState } from "./personActs";
import type { UserRow } from "./personActs";
import type { PageFormat } from "./pageFile";
import type { PageSource } from "./pagePanel";

export interface FindingsNeeds {
  readonly people: PeopleDirectory;
  readonly findings: FindingsBook;
  readonly policy: PolicyFile;
  readonly read: (connectionIds: readonly string[]) => Promise<void>;
  readonly run: (command: string, user: UserRow) => Promise<void>;
  readonly showPerson: (account: string) => Promise<void>;
  readonly keepAs: (name: string, written: (format: PageFormat) => string) => Promise<void>;
}

/** So many of a group are read on a screen; a file has all. */
const ON_SCREEN = 100;

/** The findings among everybody who is known, grouped as somebody asks. The page follows what is read. */
export class FindingsSession implements PageSource {
  private readonly changed = new Emitter<void>();
  private readonly following: { dispose(): void }[];
  private grouping: Grouping = "rule";
  /** What the buttons of findings stand for. */
  private readonly rows = new Map<string, () => Promise<void>>();

  readonly onDidChange = this.changed.event;

  constructor(private readonly needs: FindingsNeeds) {
    const tell = () => this.changed.fire();
    this.following = [settled(needs.findings.onDidChange, tell), needs.policy.onDidChange(tell)];
  }

  dispose(): void {
    for (const each of this.following) each.dispose();
  }

  async act(id: string): Promise<void> {
    const { people, policy, read, keepAs } = this.needs;
    const row = this.rows.get(id);
    if (row) return await row();
    if (id === "rule" || id === "person" || id === "project") {
      this.grouping = id;
      this.changed.fire();
    } else if (id === READ.id) await read(people.unread.map(({ connection }) => connection.id));
    else if (id === TRUST.id) await vscode.commands.executeCommand("workbench.trust.manage");
    else if (id === POLICY.id && policy.state.kind !== "none") await vscode.window.showTextDocument(policy.state.file);
    else if (id === EXPORT.id) {
      const { pageFile } = await import("./pageFile");
      const whole = this.made(Infinity, () => []);
      await keepAs("findings", (format) => pageFile(whole, format));
    }
  }

  choose(): void {
    // Nothing can be ticked here.
  }

  get page(): Page {
    this.rows.clear();
    return this.made(ON_SCREEN, (finding) => this.actsOf(finding));
  }

  private made(most: number, acts: (finding: Finding) => readonly Act[]): Page {
    const { findings, people, policy } = this.needs;
    const { grouping } = this;
    const page = findingsPage({ findings: findings.findings, known: people.known, grouping, acts, most });
    const groupings: readonly Act[] = Object.entries(GROUPINGS).map(([id, label]) => ({ id, label }));
    return {
      ...page,
      facts: this.facts(),
      states: [...this.policyStates(), ...unreadState(people)],
      acts: [
        ...groupings.filter(({ id }) => id !== grouping),
        ...(policy.state.kind === "none" ? [] : [POLICY]),
        EXPORT,
      ],
    };
  }

  private facts(): readonly Fact[] {
    const { people, policy } = this.needs;
    const { projects, people: known } = people.known;
    return [
      {
        name: message("Looked at"),
        value: plural(
          projects.length,
          { one: "{people} people in {count} project", other: "{people} people in {count} projects" },
          { people: known.length },
        ),
      },
      { name: message("Access policy"), value: POLICIES[policy.state.kind] },
    ];
  }

  private policyStates(): readonly PageState[] {
    const { state } = this.needs.policy;
    if (state.kind === "invalid") return [{ kind: "failed", text: state.problem, acts: [POLICY] }];
    if (state.kind !== "untrusted") return [];
    const text = message("The access policy of this folder is not used, because the folder is not trusted. It says:");
    const { ownDomains, exceptions } = state.policy;
    const details = [
      ...ownDomains.map((domain) => message("Own domain: {domain}", { domain })),
      ...exceptions.map(({ rule, reason, author, until }) =>
        message("Exception from {rule} until {until} by {author}: {reason}", {
          ...{ rule, until },
          author,
          reason,
        }),
      ),
    ];
    return [{ kind: "untrusted", text, details, acts: [TRUST] }];
  }

  private actsOf(finding: Finding): readonly Act[] {
    const { run, showPerson } = this.needs;
    const { account, username, project, rule } = finding;
    if (account === undefined || username === undefined) return [];
    const act = (name: string, label: Message, work: () => Promise<void>): Act => {
      const id = JSON.stringify([name, rule.id, project?.id ?? "", account]);
      this.rows.set(id, work);
      return { id, label };
    };
    const fix = rule.fix && project ? ACTIONS[rule.fix] : undefined;
    return [
      act("showPerson", message("Show Person"), () => showPerson(account)),
      ...(fix && rule.fix !== undefined && project
        ? [act(rule.fix, fix, () => run(rule.fix ?? "", { connectionId: project.id, username }))]
        : []),
    ];
  }
}

const GROUPINGS: Readonly<Record<Grouping, Message>> = {
  rule: message("Group by Rule"),
  person: message("Group by Person"),
  project: message("Group by Project"),
};
const POLICIES: Readonly<Record<PolicyFile["state"]["kind"], Message>> = {
  none: message("none in the open folder"),
  used: verbatim("redcap-access-policy.json"),
  untrusted: message("not used"),
  invalid: message("cannot be read, so nothing of it is used"),
};
const EXPORT: Act = { id: "export", label: message("Export…") };
const POLICY: Act = { id: "policy", label: message("Open Access Policy") };
const TRUST: Act = { id: "trust", label: message("Manage Workspace Trust") };
