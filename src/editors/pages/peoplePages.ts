import type * as vscode from "vscode";
import type { Log } from "../../app/ports";
import { nameOf } from "../../core/people/knownPeople";
import { message } from "../../core/text/message";
import { text } from "../../platform/language";
import type { StartedFindings } from "../../platform/policyFile";
import type { FindingsNeeds, FindingsSession } from "./findingsSession";
import { PageTabs } from "./pageTabs";
import type { PersonNeeds, PersonSession } from "./personSession";

type Needs = Omit<PersonNeeds & FindingsNeeds, keyof StartedFindings | "showPerson"> & {
  readonly startFindings: () => Promise<StartedFindings>;
  readonly extensionUri: vscode.Uri;
  readonly log: Log;
};

/** The pages about people over all projects: one of each person, in a tab that is named as they are, and one of findings. */
export class PeoplePages implements vscode.Disposable {
  private readonly persons: PageTabs<PersonSession>;
  private readonly findings: PageTabs<FindingsSession>;

  constructor(private readonly needs: Needs) {
    const { extensionUri, log } = needs;
    this.persons = new PageTabs({ viewType: "redcapAccess.person", extensionUri, log });
    this.findings = new PageTabs({ viewType: "redcapAccess.findings", extensionUri, log });
  }

  dispose(): void {
    this.persons.dispose();
    this.findings.dispose();
  }

  /** Opens the page of whoever has this account, or brings it to the front. */
  async show(account: string): Promise<void> {
    const { people, startFindings } = this.needs;
    const person = people.personOf(account);
    if (!person) return;
    await this.persons.show(person.id, nameOf(person), async () => {
      const { PersonSession } = await import("./personSession");
      return new PersonSession(person.id, { ...this.needs, ...(await startFindings()) }, Date.now);
    });
  }

  async showFindings(): Promise<void> {
    await this.findings.show("findings", text(message("Findings")), async () => {
      const { FindingsSession } = await import("./findingsSession");
      const started = await this.needs.startFindings();
      return new FindingsSession({ ...this.needs, ...started, showPerson: (account) => this.show(account) });
    });
  }
}
