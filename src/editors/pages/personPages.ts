import type * as vscode from "vscode";
import type { Log } from "../../app/ports";
import { nameOf } from "../../core/people/personPage";
import { PageTabs } from "./pageTabs";
import type { PersonNeeds, PersonSession } from "./personSession";

/** The pages of people, each in a tab that is named as the person is. */
export class PersonPages implements vscode.Disposable {
  private readonly tabs: PageTabs<PersonSession>;

  constructor(private readonly needs: PersonNeeds & { readonly extensionUri: vscode.Uri; readonly log: Log }) {
    const { extensionUri, log } = needs;
    this.tabs = new PageTabs({ viewType: "redcapAccess.person", extensionUri, log });
  }

  dispose(): void {
    this.tabs.dispose();
  }

  /** Opens the page of whoever has this account, or brings it to the front. */
  async show(account: string): Promise<void> {
    const person = this.needs.people.personOf(account);
    if (!person) return;
    await this.tabs.show(person.id, nameOf(person), async () => {
      const { PersonSession } = await import("./personSession");
      return new PersonSession(person.id, this.needs, Date.now);
    });
  }
}
