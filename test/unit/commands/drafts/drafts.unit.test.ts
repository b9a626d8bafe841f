import assert from "node:assert/strict";
import { checkUnfinished } from "../../../../src/commands/drafts/checkUnfinished";
import {
  discardChanges,
  editDagAssignments,
  editRoleAssignments,
  reviewAndApply,
  reviewChanges,
  showTextDiff,
  undoLastApply,
} from "../../../../src/commands/drafts/draftCommands";
import { editDags, editRoles, editUsers } from "../../../../src/commands/drafts/editTables";
import { desk } from "../../../support/desk/desk";
import { person, projectNode, roleNode, userNode } from "../../../support/desk/person";
import { setCell } from "../../../../src/core/edits/edit";
import { filePlace } from "../../../support/desk/nodeFiles";
import { dag, openSite, role } from "../../app/site";
import type { Site } from "../../app/site";

describe("commands on drafts", () => {
  let site: Site;
  beforeEach(async () => {
    site = await openSite();
  });
  afterEach(() => site.close());

  const node = () => projectNode(site.id);
  const draft = async (...edits: Parameters<Site["drafts"]["takeEdits"]>[1]) =>
    await site.drafts.takeEdits(site.id, edits, await site.projects.load(site.id));
  const two = () => draft(role("eve", "", "U-2ENTRY"), dag("dave", "lyon", "boston"));

  it("Review Changes shows what would change; Review and Apply asks about it and sends it", async () => {
    await two();
    const at = desk(site, person());
    await reviewChanges(at)(node());
    assert.deepEqual(at.done, [`reviewed ${site.id}`]);
    assert.deepEqual(site.proxy.writes, []);
    await reviewAndApply(desk(site, person("Apply")))(node());
    assert.deepEqual([site.state().get("eve"), site.state().get("dave")], ["U-2ENTRY//", "/boston/"]);
    assert.equal(site.drafts.changedCount(site.id), 0);
  });

  it("are of the project in the active editor where no row of the tree is given", async () => {
    await two();
    const at = desk(site, person(), { active: { connectionId: site.id, draft: "users" } });
    await reviewChanges(at)(filePlace("/anything"));
    await showTextDiff(at)();
    await showTextDiff(desk(site, person()))(node());
    assert.deepEqual(at.done, [`reviewed ${site.id}`, `compared {"connectionId":"${site.id}","draft":"users"}`]);
  });

  it("Show Changes as Text compares the assignments where no draft is shown", async () => {
    const at = desk(site, person());
    await showTextDiff(at)(node());
    assert.deepEqual(at.done, [`compared {"connectionId":"${site.id}","draft":"assignments"}`]);
  });

  it("say so where there is nothing to review, to discard or to undo", async () => {
    const dialogs = person();
    const at = desk(site, dialogs);
    for (const command of [reviewChanges, reviewAndApply, discardChanges]) await command(at)(node());
    await undoLastApply(at)(node());
    assert.deepEqual(dialogs.said.slice(0, 3), [
      ...Array<string>(2).fill("There are no changes in the drafts."),
      "There are no changes to discard.",
    ]);
    assert.match(dialogs.said[3] ?? "", /^There is nothing to undo/);
    assert.deepEqual(at.done, []);
  });

  it("Review and Apply offers the way round for the expiration of somebody in a role", async () => {
    await draft(setCell("users", "bob", "expiration", "", "2027-01-31"));
    const no = person(undefined);
    await reviewAndApply(desk(site, no))(node());
    assert.match(
      no.said.join("\n"),
      /^REDCap does not change the expiration of somebody in a role: bob\. \| It can be done/,
    );
    assert.deepEqual([no.said.length, site.proxy.writes], [1, []]);
    const yes = person("Take Out, Set and Put Back", "Apply");
    await reviewAndApply(desk(site, yes))(node());
    assert.match(yes.said[1] ?? "", /bob: .*Expiration never → 2027-01-31\. Taken out of the role Data Entry/);
    assert.equal(site.state().get("bob"), "U-2ENTRY/boston/2027-01-31");
  });

  it("Undo Last Apply leads back", async () => {
    const before = site.state();
    await two();
    await reviewAndApply(desk(site, person("Apply")))(node());
    await undoLastApply(desk(site, person("Undo", "dave")))(node());
    assert.deepEqual(site.state(), before);
  });

  it("Discard Changes names how many there are, and keeps them unless the person agrees", async () => {
    await two();
    const dialogs = person(undefined);
    await discardChanges(desk(site, dialogs))(node());
    assert.match(dialogs.said[0] ?? "", /^Discard 2 changes not yet in REDCap\? \| All drafts/);
    assert.equal(site.drafts.changedCount(site.id), 2);
    await discardChanges(desk(site, person("Discard")))(node());
    assert.equal(site.drafts.changedCount(site.id), 0);
    await draft(role("eve", "", "U-2ENTRY"));
    const one = person(undefined);
    await discardChanges(desk(site, one))(node());
    assert.match(one.said[0] ?? "", /^Discard 1 change not yet in REDCap\?/);
  });

  describe("Check Unfinished Changes", () => {
    it("says so where nothing was interrupted, and while changes are being applied", async () => {
      const dialogs = person();
      await checkUnfinished(desk(site, dialogs))(node());
      assert.deepEqual(dialogs.said, ["No change to Trial was interrupted."]);
      const busy = person();
      const at = desk(site, busy);
      const changes = Object.assign(Object.create(site.changes) as Site["changes"], {
        isBusy: () => Promise.resolve(true),
      });
      await checkUnfinished({ ...at, changes })(node());
      assert.deepEqual(busy.said, ["Changes to Trial are being applied. Check again when they are done."]);
    });
  });

  it("Edit … opens the draft in the grid, with the row that was clicked in view", async () => {
    const at = desk(site, person());
    await editRoleAssignments(at)(node());
    await editRoleAssignments(at)(userNode(site.id, "bob"));
    await editDagAssignments(at)({ kind: "dag", connectionId: site.id, dagId: "lyon", under: "" });
    await editUsers(at)(userNode(site.id, "bob"));
    await editRoles(at)(roleNode(site.id, "U-3MON"));
    await editDags(at)({ kind: "dag", connectionId: site.id, dagId: "lyon", under: "" });
    await editDags(at)(node());
    assert.deepEqual(at.done, [
      `opened ${site.id} assignments {"grouped":false}`,
      `opened ${site.id} assignments {"grouped":false,"key":"bob"}`,
      `opened ${site.id} assignments {"grouped":true,"group":"lyon"}`,
      `opened ${site.id} users {"key":"bob"}`,
      `opened ${site.id} roles {"key":"U-3MON"}`,
      `opened ${site.id} dags {"key":"lyon"}`,
      `opened ${site.id} dags {}`,
    ]);
  });
});
