import { Emitter } from "../../core/emitter";
import { findAll } from "../../core/findings/findAll";
import type { Finding, Findings } from "../../core/findings/findAll";
import type { KnownPerson } from "../../core/people/knownPeople";
import { NO_POLICY } from "../../core/rules/accessPolicy";
import type { AccessPolicy } from "../../core/rules/accessPolicy";
import type { PeopleDirectory } from "./peopleDirectory";

/** The findings among all who are known, made when somebody asks for them. They never cause a request. */
export class FindingsBook {
  private readonly changes = new Emitter<void>();
  private made:
    { readonly findings: Findings; readonly byAccount: ReadonlyMap<string, readonly Finding[]> } | undefined;
  private policy = NO_POLICY;
  private madeOn = "";

  readonly onDidChange = this.changes.event;

  constructor(
    private readonly directory: PeopleDirectory,
    private readonly today: () => string,
  ) {
    directory.onDidChange(() => this.outOfDate());
  }

  /** What counts from now on; nothing but the defaults where there is no policy, or none that may be used. */
  use(policy: AccessPolicy = NO_POLICY): void {
    this.policy = policy;
    this.outOfDate();
  }

  get findings(): Findings {
    return this.newest().findings;
  }

  /** Of somebody and each of their accounts, those that are excepted left out. */
  of({ accounts }: KnownPerson): readonly Finding[] {
    const { byAccount } = this.newest();
    return accounts.flatMap(({ id }) => byAccount.get(id) ?? []);
  }

  private newest() {
    const today = this.today();
    if (this.made && this.madeOn === today) return this.made;
    const findings = findAll(this.directory.known, this.policy, today);
    const byAccount = new Map<string, Finding[]>();
    for (const finding of findings.found) {
      if (finding.account === undefined || finding.excepted) continue;
      const known = byAccount.get(finding.account);
      if (known) known.push(finding);
      else byAccount.set(finding.account, [finding]);
    }
    [this.made, this.madeOn] = [{ findings, byAccount }, today];
    return this.made;
  }

  private outOfDate(): void {
    this.made = undefined;
    this.changes.fire();
  }
}
