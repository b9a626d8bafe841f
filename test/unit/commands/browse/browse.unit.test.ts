import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { copyEmail, copyUsername } from "../../../../src/commands/browse/copy";
import { clearFilter, filter } from "../../../../src/commands/browse/filter";
import { openUserRightsInBrowser } from "../../../../src/commands/browse/openUserRightsInBrowser";
import { findPerson, showFindings, showPerson } from "../../../../src/commands/browse/findPerson";
import { clearPeopleFilter, filterPeople, showMorePeople } from "../../../../src/commands/browse/filterPeople";
import { readUnread, refreshAll } from "../../../../src/commands/browse/refreshAll";
import { refreshProject } from "../../../../src/commands/browse/refreshProject";
import { showHistory } from "../../../../src/commands/browse/showHistory";
import { planAndApply } from "../../../../src/commands/quickApply";
import { COMMANDS } from "../../../../src/commands/registry/table";
import { NO_FILTER } from "../../../../src/core/access/people";
import { desk } from "../../../support/desk/desk";
import { person, projectNode, userNode } from "../../../support/desk/person";
import { openSite, role, SEED } from "../../app/site";
import type { Site } from "../../app/site";

describe("commands that browse", () => {
  let site: Site;
  beforeEach(async () => {
    const users = SEED.users.map((user) => ({ ...user, email: `${user.username}@example.org` }));
    site = await openSite({ seed: { ...SEED, users } });
    await site.projects.load(site.id);
  });
  afterEach(() => site.close());

  const node = () => projectNode(site.id);
  const moveCarol = () => {
    const project = site.emulator.state(12);
    const [carol, monitor] = [project.users.get("carol"), project.roles.get("U-3MON")];
    assert.ok(carol && monitor);
    carol.role = monitor;
  };

  it("Refresh Project reads all of it anew, and shows what somebody else has changed", async () => {
    moveCarol();
    await refreshProject(desk(site, person()))(node());
    assert.equal(site.projects.snapshot(site.id)?.people.get("carol")?.role, "U-3MON");
  });

  it("Refresh All Projects reads every project, and leaves what fails to the tree", async () => {
    moveCarol();
    const dialogs = person();
    const at = desk(site, dialogs);
    await refreshAll(at)();
    assert.equal(site.projects.snapshot(site.id)?.people.get("carol")?.role, "U-3MON");
    site.proxy.meet(({ incoming }) => incoming.socket.destroy());
    await refreshAll(at)();
    assert.equal(site.projects.state(site.id).status, "failed");
    assert.equal(site.projects.snapshot(site.id)?.people.size, 6);
    assert.deepEqual([dialogs.said, at.done], [[], ["worked: Refreshing projects", "worked: Refreshing projects"]]);
    at.clients.dispose();
  });

  it("Find Person searches as it is typed and opens the page of whom it found", async () => {
    const dialogs = person(["bo", "bob"]);
    const at = desk(site, dialogs);
    await findPerson(at)();
    assert.deepEqual(dialogs.lists, [["bob"]]);
    assert.deepEqual(at.done, [`showed ${new URL(site.proxy.url).origin} bob`]);
  });

  it("Find Person says which projects it did not search, reads them when asked, and keeps what was typed", async () => {
    site.projects.forget(site.id);
    const dialogs = person(["carol", "Read 1 project that was not searched"], "carol");
    const at = desk(site, dialogs);
    await findPerson(at)();
    assert.deepEqual(dialogs.lists, [["Read 1 project that was not searched"], ["carol"]]);
    assert.deepEqual(at.done, ["worked: Reading projects", `showed ${new URL(site.proxy.url).origin} carol`]);
    at.clients.dispose();
  });

  it("Filter People narrows the view to what is ticked or typed, and says how many that are", async () => {
    const dialogs = person(["Expires soon"], "bob");
    const at = desk(site, dialogs);
    await filterPeople(at)();
    assert.deepEqual(dialogs.lists[0]?.slice(0, 3), ["Expiration", "Has access now", "Expired"]);
    assert.equal(dialogs.said.at(-1), "Filter People: 1 of 6 people");
    await filterPeople(at)();
    clearPeopleFilter(at)();
    showMorePeople(at)();
    assert.deepEqual(at.done, [
      'filtered {"text":"","servers":[],"states":["soon"]}',
      'filtered {"text":"bob","servers":[],"states":[]}',
      'filtered {"text":"","servers":[],"states":[]}',
      "showed more",
    ]);
  });

  it("Show Person opens the page of a row's person", async () => {
    const at = desk(site, person());
    await showPerson(at)(userNode(site.id, "BOB"));
    await showPerson(at)({ kind: "person", account: "x y" });
    assert.deepEqual(at.done, [`showed ${new URL(site.proxy.url).origin} bob`, "showed x y"]);
  });

  it("Show Findings opens their page", async () => {
    const at = desk(site, person());
    await showFindings(at)();
    assert.deepEqual(at.done, ["showed findings"]);
  });

  it("Read All Projects Not Yet Read leaves those alone that have been", async () => {
    const { takenAt } = site.projects.snapshot(site.id) ?? {};
    const at = desk(site, person());
    site.clock.advance(1000);
    await readUnread(at)();
    assert.equal(site.projects.snapshot(site.id)?.takenAt, takenAt);
    site.projects.forget(site.id);
    await readUnread(at)();
    assert.equal(site.projects.snapshot(site.id)?.people.size, 6);
    at.clients.dispose();
  });

  it("Open User Rights in Browser opens that page of this project on its own server", async () => {
    const at = desk(site, person());
    await openUserRightsInBrowser(at)();
    const server = site.proxy.url.replace(/api\/$/, "");
    assert.deepEqual(at.done, [`opened ${server}redcap_v16.1.3/UserRights/index.php?pid=12`]);
  });

  it("a command asks which project where there are several, and does nothing without one", async () => {
    const { id: _id, ...same } = site.connections.require(site.id);
    await site.connections.add({ ...same, label: "Twin", projectId: 13 }, "0".repeat(32));
    const dialogs = person("Twin");
    const at = desk(site, dialogs);
    await openUserRightsInBrowser(at)();
    const { host } = new URL(site.proxy.url);
    assert.deepEqual(
      dialogs.entries[0]?.map(({ label, description }) => `${label}: ${description}`),
      [`Trial: ${host}, project 12`, `Twin: ${host}, project 13`],
    );
    assert.match(at.done[0] ?? "", /pid=13$/);
    await openUserRightsInBrowser(desk(site, person(undefined)))();
  });

  it("Copy Username and Copy Email copy those of everybody selected, one a line", async () => {
    const nodes = [userNode(site.id, "bob"), userNode(site.id, "eve")];
    const dialogs = person();
    const at = desk(site, dialogs);
    await copyUsername(at)(nodes[0], nodes);
    await copyEmail(at)(nodes[1]);
    assert.deepEqual(at.done, ["copied bob\neve", "copied eve@example.org"]);
    await copyEmail(at)(userNode(site.id, "nobody"));
    await copyUsername(at)(node());
    assert.deepEqual(dialogs.said, ["REDCap shows no e-mail address for this user.", "Select users first."]);
    assert.equal(at.done.length, 2);
  });

  it("commands on the tree and the log do one thing", async () => {
    const at = desk(site, person());
    for (const name of ["groupByDag", "groupByRole", "ungroup", "showLog"]) {
      const handler = await COMMANDS[name]?.load();
      await handler?.(at)();
    }
    clearFilter(at)();
    assert.deepEqual(at.done, [
      "grouped dag",
      "grouped role",
      "grouped none",
      "showed the log",
      `filtered ${JSON.stringify(NO_FILTER)}`,
    ]);
  });

  describe("Filter", () => {
    const filtered = async (answer: string | readonly string[] | undefined, current = NO_FILTER) => {
      const dialogs = person(answer);
      const at = desk(site, dialogs);
      await filter({ ...at, tree: { ...at.tree, currentFilter: current } })();
      const [set] = at.done;
      return { dialogs, filter: set && (JSON.parse(set.slice("filtered ".length)) as unknown) };
    };

    it("offers states, roles and groups with how many people each would show", async () => {
      const { dialogs } = await filtered(undefined);
      assert.deepEqual(dialogs.lists[0], [
        ...["Expiration", "Has access now", "Expired", "Expires today", "Expires soon", "Never expires"],
        ...["Role", "Administrators", "Data Entry", "Monitor", "No role"],
        ...["Data access group", "Boston", "Lyon", "No group"],
      ]);
      assert.deepEqual(dialogs.said, ["Filter Users: everybody"]);
      const counts = Object.fromEntries(
        dialogs.entries[0]?.map(({ label, description }) => [label, description]) ?? [],
      );
      assert.equal(counts["Data Entry"], "2 of 6 people");
      assert.equal(counts["No role"], "2 of 6 people");
    });

    it("takes what is ticked, each kind beside the others, or else what is typed", async () => {
      const { dialogs, filter: ticked } = await filtered(["Expires soon", "Monitor", "Data Entry", "Lyon"]);
      assert.deepEqual(ticked, { ...NO_FILTER, states: ["soon"], roles: ["Monitor", "Data Entry"], dags: ["Lyon"] });
      assert.equal(dialogs.said[1], "Filter Users: 1 of 6 people");
      const typed = await filtered("bo");
      assert.deepEqual(
        [typed.filter, typed.dialogs.said[1]],
        [{ ...NO_FILTER, text: "bo" }, "Filter Users: 1 of 6 people"],
      );
      assert.equal((await filtered(undefined)).filter, undefined);
    });

    it("begins with what is on, the text among the choices", async () => {
      const { dialogs } = await filtered(undefined, { ...NO_FILTER, text: "bo", roles: ["Data Entry"] });
      assert.equal(dialogs.lists[0]?.[0], "Name, username or e-mail contains “bo”");
      assert.equal(dialogs.said[0], "Filter Users: 1 of 6 people");
      const { filter } = await filtered(["Name, username or e-mail contains “bo”", "Lyon"], {
        ...NO_FILTER,
        text: "bo",
      });
      assert.deepEqual(filter, { ...NO_FILTER, text: "bo", dags: ["Lyon"] });
    });
  });

  describe("Show History", () => {
    const apply = (before: string, after: string) =>
      planAndApply(desk(site, person("Apply")), site.id, [role("eve", before, after)]);

    it("says so where nothing was applied", async () => {
      const dialogs = person();
      await showHistory(desk(site, dialogs))(node());
      assert.deepEqual(dialogs.said, ["Nothing has been applied to Trial from here yet."]);
    });

    it("lists what was applied, newest first, to be read, exported or undone", async () => {
      await apply("", "U-2ENTRY");
      site.clock.advance(60_000);
      await planAndApply(desk(site, person("Apply")), site.id, [role("dave", "", "U-2ENTRY")]);
      const list = person(undefined);
      await showHistory(desk(site, list))(node());
      assert.deepEqual([list.said, list.lists[0]?.length], [["History of Trial"], 2]);
      const [newest = "", oldest = ""] = list.lists[0] ?? [];
      assert.match(newest, /dave|1 person/);
      const read = desk(site, person(oldest));
      await showHistory(read)(node());
      assert.match(read.shown.get("What was applied") ?? "", /eve/);
      const exporting = person([oldest, "export"]);
      exporting.presses.push("Open");
      const at = desk(site, exporting);
      await showHistory(at)(node());
      const [name = ""] = await readdir(join(at.folder, "redcap/12-Trial"));
      assert.match(name, /^applied-2026-06-15-\d\d-\d\d-\d\d\.txt$/);
      assert.match(await readFile(join(at.folder, "redcap/12-Trial", name), "utf8"), /eve/);
      assert.deepEqual(at.done, [`showed redcap/12-Trial/${name}`]);
      assert.equal(exporting.said.at(-1), `Exported redcap/12-Trial/${name}.`);
    });

    it("undoes an older apply, and says that what came later stays", async () => {
      await apply("", "U-2ENTRY");
      site.clock.advance(60_000);
      await planAndApply(desk(site, person("Apply")), site.id, [role("dave", "", "U-2ENTRY")]);
      const list = person(undefined);
      await showHistory(desk(site, list))(node());
      const [newest = "", oldest = ""] = list.lists[0] ?? [];
      const last = person([newest, "takeBack"], undefined);
      await showHistory(desk(site, last))(node());
      assert.match(last.said[1] ?? "", /^Undo: /);
      assert.doesNotMatch(last.said[1] ?? "", /What was applied later stays/);
      const dialogs = person([oldest, "takeBack"], "Undo");
      await showHistory(desk(site, dialogs))(node());
      assert.match(dialogs.said[1] ?? "", /⚠ This undoes what was applied .*\. What was applied later stays\./);
      assert.deepEqual([site.state().get("eve"), site.state().get("dave")], ["//", "U-2ENTRY/lyon/"]);
    });
  });
});
