import * as vscode from "vscode";
import type { FindingsBook } from "../../app/people/findingsBook";
import type { PeopleDirectory } from "../../app/people/peopleDirectory";
import type { Today } from "../../core/access/people";
import type { KnownPerson } from "../../core/people/knownPeople";
import { EVERYBODY, filterPeople, isNarrow } from "../../core/people/peopleFilter";
import type { KnownFilter } from "../../core/people/peopleFilter";
import { shown, shownText } from "../../core/text/displayText";
import { joined, message, verbatim } from "../../core/text/message";
import type { Message } from "../../core/text/message";
import { text } from "../../platform/language";
import { settled } from "../../platform/settled";
import { STATE_TITLES } from "../filterWords";
import type { PeopleTreeNode } from "../node";
import { peopleItem } from "./peopleItem";
import { AT_ONCE, peopleChildren, peopleRoots } from "./peopleRows";
import type { ShownPeople } from "./peopleRows";

interface PeopleFacts {
  readonly people: PeopleDirectory;
  /** Read when somebody first looks at the view. */
  readonly startFindings: () => Promise<{ readonly findings: FindingsBook }>;
  readonly today: () => Today;
}

/** The view "People": everybody of all projects that have been read. Looking at it reads none. */
export class PeopleTree implements vscode.TreeDataProvider<PeopleTreeNode>, vscode.Disposable {
  private readonly changes = new vscode.EventEmitter<PeopleTreeNode | undefined>();
  /** What is found changes with whoever is known. */
  private following: { readonly findings: FindingsBook; dispose(): void } | undefined;
  private filter = EVERYBODY;
  private most = AT_ONCE;
  /** Made when the view asks for it, so that a view that is not open costs nothing. */
  private made: ShownPeople | undefined;

  readonly onDidChangeTreeData = this.changes.event;

  constructor(
    private readonly view: vscode.TreeView<PeopleTreeNode>,
    private readonly facts: PeopleFacts,
  ) {}

  dispose(): void {
    this.following?.dispose();
    this.changes.dispose();
  }

  getTreeItem(node: PeopleTreeNode): vscode.TreeItem {
    return peopleItem(node, this.shown());
  }

  resolveTreeItem(item: vscode.TreeItem): vscode.TreeItem {
    return item;
  }

  getParent(node: PeopleTreeNode): PeopleTreeNode | undefined {
    return node.kind === "unreadProject" ? { kind: "unread" } : undefined;
  }

  async getChildren(node?: PeopleTreeNode): Promise<PeopleTreeNode[]> {
    await this.follow();
    if (!node) this.made = undefined;
    const shownPeople = this.shown();
    if (node) return [...peopleChildren(node, shownPeople)];
    this.view.message = shownText(text(this.above(shownPeople)));
    return [...peopleRoots(shownPeople)];
  }

  get currentFilter(): KnownFilter {
    return this.filter;
  }

  setFilter(filter: KnownFilter): void {
    [this.filter, this.most] = [filter, AT_ONCE];
    void vscode.commands.executeCommand("setContext", "redcapAccess.peopleFiltered", isNarrow(filter));
    this.showAnew();
  }

  showMore(): void {
    this.most += AT_ONCE;
    this.showAnew();
  }

  private async follow(): Promise<void> {
    if (this.following) return;
    const { findings } = await this.facts.startFindings();
    if (this.following) return;
    this.following = { findings, ...settled(findings.onDidChange, () => this.showAnew()) };
  }

  private showAnew(): void {
    this.made = undefined;
    this.changes.fire(undefined);
  }

  private shown(): ShownPeople {
    if (this.made) return this.made;
    const { most } = this;
    const { people: directory } = this.facts;
    const today = this.facts.today();
    const findingsOf = (person: KnownPerson) => this.following?.findings.of(person).length ?? 0;
    const people = filterPeople(directory.known, () => directory.index, this.filter, today);
    this.made = { directory, findingsOf, today, most, people: new Map(people.map((each) => [each.person.id, each])) };
    return this.made;
  }

  /** The line above the rows: what they are, and why there are none. */
  private above({ people }: ShownPeople): Message {
    const { text: typed, servers, states } = this.filter;
    if (!isNarrow(this.filter))
      return this.facts.people.known.projects.length === 0
        ? message("Nobody is known yet: no project has been read.")
        : verbatim("");
    const criteria = [
      ...(typed === "" ? [] : [verbatim(`“${shown(typed)}”`)]),
      ...states.map((state) => STATE_TITLES[state]),
      ...servers.map((host) => verbatim(shown(host))),
    ];
    const about = { criteria: joined(criteria, ", ") };
    return people.size === 0
      ? message("Nobody matches: {criteria}", about)
      : message("People shown: {criteria}", about);
  }
}
