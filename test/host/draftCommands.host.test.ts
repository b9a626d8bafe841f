import assert from "node:assert/strict";
import { discardChanges } from "../../src/commands/drafts/draftCommands";
import type { DraftNeeds } from "../../src/commands/drafts/draftCommands";
import { desk } from "../support/host/desk";
import { person, projectNode } from "../support/desk/person";
import type { Person } from "../support/desk/person";
import { expiration, openSite, role } from "../unit/app/site";
import type { Site } from "../unit/app/site";

describe("Discard Changes Not Yet in REDCap", () => {
  let site: Site;
  let saved: string[];
  beforeEach(async () => {
    site = await openSite();
    saved = [];
  });
  afterEach(() => site.close());

  const editors = {
    active: undefined,
    save: (id: string) => Promise.resolve(void saved.push(id)),
  };
  const discard = (dialogs: Person) =>
    discardChanges({ ...desk(site, dialogs), editors } as unknown as DraftNeeds)(projectNode(site.id));
  const change = async () =>
    await site.drafts.takeEdits(
      site.id,
      [role("carol", "U-2ENTRY", "U-3MON"), expiration("eve", "", "2026-09-30")],
      await site.projects.load(site.id),
    );

  it("asks how many changes go, and then takes every draft of the project back to what REDCap said", async () => {
    await change();
    const before = site.state();
    const dialogs = person("Discard");
    await discard(dialogs);
    assert.deepEqual(dialogs.said, [
      "Discard 2 changes not yet in REDCap? | All drafts of the project go back to what REDCap had when they were last read.",
    ]);
    assert.deepEqual(await site.drafts.state(site.id), { edits: [], problems: [] });
    assert.equal(site.drafts.changedCount(site.id), 0);
    assert.deepEqual([site.state(), site.proxy.writes], [before, []]);
  });

  it("keeps them all when the person goes back", async () => {
    await change();
    await discard(person(undefined));
    assert.equal(site.drafts.changedCount(site.id), 2);
  });

  it("counts what stands in editors that were not saved, and asks nothing when there is nothing", async () => {
    const dialogs = person();
    await discard(dialogs);
    assert.deepEqual([saved, dialogs.said], [[site.id], ["There are no changes to discard."]]);
  });
});
