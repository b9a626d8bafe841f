import assert from "node:assert/strict";
import { droppedEdits, followReads } from "../../../../src/app/apply/followReads";
import { english } from "../../../../src/core/text/message";
import { until } from "../../../support/until";
import { quietLog } from "../memory";
import { openSite, role } from "../site";
import type { Site } from "../site";

describe("drafts follow what is read", () => {
  let site: Site;
  beforeEach(async () => (site = await openSite()));
  afterEach(() => site.close());

  const text = async () => (await site.drafts.read(site.id, "assignments"))?.text ?? "";
  const open = async () => site.drafts.open(site.id, "assignments", await site.projects.load(site.id));
  const edit = async (from: string, to: string) => {
    const now = await text();
    assert.ok(now.includes(from), now);
    await site.drafts.save(site.id, "assignments", now.replace(from, to));
  };
  /** A colleague gives somebody another role. */
  const colleague = (username: string, label: string) => {
    const { users, roles } = site.emulator.state(site.projectId);
    const user = users.get(username);
    const found = [...roles.values()].find((each) => each.label === label);
    assert.ok(user && found);
    user.role = found;
  };
  const read = async () => {
    site.clock.advance(1000);
    return await site.projects.load(site.id);
  };

  it("shows what a colleague changed beside what was edited here, which stays an edit", async () => {
    await open();
    await edit("eve,,", "eve,U-2ENTRY,");
    colleague("bob", "Monitor");
    await read();
    await site.changes.follow(site.id);
    assert.match(await text(), /^bob,U-3MON,boston$/m);
    assert.match(await text(), /^eve,U-2ENTRY,$/m);
    const edits = await site.drafts.edits(site.id);
    assert.deepEqual(edits, [role("eve", "", "U-2ENTRY")]);
  });

  it("shows it too where an edit was taken back and saved", async () => {
    await open();
    await edit("eve,,", "eve,U-2ENTRY,");
    await edit("eve,U-2ENTRY,", "eve,,");
    colleague("bob", "Monitor");
    await read();
    await site.changes.follow(site.id);
    assert.match(await text(), /^bob,U-3MON,boston$/m);
  });

  it("says when the project was read last, also where nothing in it has changed", async () => {
    await open();
    await edit("eve,,", "eve,U-2ENTRY,");
    const { takenAt } = await read();
    await site.changes.follow(site.id);
    const record = await site.drafts.read(site.id, "assignments");
    assert.equal(record?.base.takenAt, takenAt);
    assert.equal(record?.moved, false);
    assert.equal(site.drafts.changedCount(site.id), 1);
  });

  it("keeps what both changed as a conflict", async () => {
    await open();
    await edit("bob,U-2ENTRY,", "bob,U-1ADMIN,");
    colleague("bob", "Monitor");
    await read();
    await site.changes.follow(site.id);
    const plan = await site.changes.plan(site.id, await site.drafts.edits(site.id));
    assert.deepEqual(
      plan.conflicts.map(({ key, before, after, live }) => [key, before, live, after]),
      [["bob", "U-2ENTRY", "U-3MON", "U-1ADMIN"]],
    );
  });

  it("takes one answer for each conflict", async () => {
    await open();
    await edit("bob,U-2ENTRY,boston", "bob,U-1ADMIN,boston");
    await edit("carol,U-2ENTRY,boston", "carol,U-1ADMIN,boston");
    await edit("eve,,", "eve,U-1ADMIN,");
    for (const name of ["bob", "carol", "eve"]) colleague(name, "Monitor");
    await read();
    await site.changes.follow(site.id, ({ key }) => (key === "bob" ? "mine" : key === "carol" ? "theirs" : "keep"));
    const plan = await site.changes.plan(site.id, await site.drafts.edits(site.id));
    assert.deepEqual(
      plan.input.edits.map((each) => each.kind === "set" && [each.key, each.before, each.after]),
      [
        ["bob", "U-3MON", "U-1ADMIN"],
        ["eve", "", "U-1ADMIN"],
      ],
    );
    assert.deepEqual(
      plan.conflicts.map(({ key }) => key),
      ["eve"],
    );
  });

  it("names the rows whose edits are gone, because somebody removed them in REDCap", async () => {
    await open();
    await edit("bob,U-2ENTRY,boston", "bob,U-1ADMIN,boston");
    await edit("eve,,", "eve,U-2ENTRY,");
    site.emulator.state(site.projectId).users.delete("bob");
    await read();
    assert.deepEqual(await site.changes.follow(site.id), ["bob"]);
    assert.deepEqual(await site.drafts.edits(site.id), [role("eve", "", "U-2ENTRY")]);
    assert.equal(
      english(droppedEdits("Trial", ["bob"])),
      "bob is no longer in Trial. Your changes to that row were not yet in REDCap and have been dropped.",
    );
    assert.match(
      english(droppedEdits("Trial", ["bob", "cy"])),
      /^bob and cy are no longer in Trial\. Your changes to those/,
    );
  });

  it("leaves what stands unsaved in an editor alone until it is saved", async () => {
    await open();
    await edit("eve,,", "eve,U-2ENTRY,");
    site.drafts.countUnsaved(site.id, "assignments", 2);
    colleague("bob", "Monitor");
    await read();
    await site.changes.follow(site.id);
    assert.match(await text(), /^bob,U-2ENTRY,boston$/m);
    site.drafts.countUnsaved(site.id, "assignments", undefined);
    await site.changes.follow(site.id);
    assert.match(await text(), /^bob,U-3MON,boston$/m);
  });

  it("leaves it to an apply that broke off, which learns the names of what it created", async () => {
    await open();
    await edit("eve,,", "eve,U-2ENTRY,");
    const plan = await site.changes.plan(site.id, await site.drafts.edits(site.id));
    site.proxy.arm(() => "lostAndDown");
    await site.changes.apply(site.id, plan);
    site.proxy.arm(() => undefined);
    assert.equal((await site.changes.openEntries(site.id)).length, 1);
    colleague("bob", "Monitor");
    await read();
    const before = await text();
    await site.changes.follow(site.id);
    assert.equal(await text(), before);
  });

  it("follows after each load and each save, once at a time", async () => {
    const followed: string[] = [];
    let [inside, most] = [0, 0];
    const following = followReads({
      projects: site.projects,
      drafts: site.drafts,
      changes: {
        follow: async (id) => {
          followed.push(id);
          most = Math.max(most, ++inside);
          try {
            return await site.changes.follow(id);
          } finally {
            inside -= 1;
          }
        },
      },
      log: quietLog(),
      onDropped: () => assert.fail("No row is gone."),
    });
    await open();
    await edit("eve,,", "eve,U-2ENTRY,");
    colleague("bob", "Monitor");
    await Promise.all([read(), edit("carol,U-2ENTRY,", "carol,U-3MON,")]);
    await until("the read is followed", async () => inside === 0 && /^bob,U-3MON,boston$/m.test(await text()));
    assert.equal(most, 1);
    assert.deepEqual(await site.drafts.edits(site.id), [
      role("carol", "U-2ENTRY", "U-3MON"),
      role("eve", "", "U-2ENTRY"),
    ]);
    following.dispose();
    const { length } = followed;
    await read();
    assert.equal(followed.length, length);
  });
});
