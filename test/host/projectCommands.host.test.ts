import assert from "node:assert/strict";
import * as vscode from "vscode";
import { copyEmail, copyUsername } from "../../src/commands/browse/copy";
import { openUserRightsInBrowser } from "../../src/commands/browse/openUserRightsInBrowser";
import { refreshProject } from "../../src/commands/browse/refreshProject";
import { setTokenOwner } from "../../src/commands/connect/setTokenOwner";
import { COMMANDS } from "../../src/commands/registry/table";
import { ProjectTree } from "../../src/views/projectTree";
import type { ProjectTreeNode } from "../../src/views/node";
import { desk } from "../support/host/desk";
import { person, projectNode, userNode } from "../support/desk/person";
import { openSite, SEED } from "../unit/app/site";
import type { Site } from "../unit/app/site";

describe("commands on a project in the tree", () => {
  let site: Site;
  beforeEach(async () => {
    const users = SEED.users.map((user) => ({ ...user, email: `${user.username}@example.org` }));
    site = await openSite({ seed: { ...SEED, users } });
    await site.projects.load(site.id);
  });
  afterEach(() => site.close());

  const node = () => projectNode(site.id);
  /** Of this project no document is open. */
  const editors = { save: () => Promise.resolve() };

  it("Refresh Project reads all of it anew, and shows what somebody else has changed", async () => {
    const project = site.emulator.state(12);
    const [carol, monitor] = [project.users.get("carol"), project.roles.get("U-3MON")];
    assert.ok(carol && monitor);
    carol.role = monitor;
    assert.equal(site.projects.snapshot(site.id)?.people.get("carol")?.role, "U-2ENTRY");
    await refreshProject({ ...desk(site, person()), editors })(node());
    assert.equal(site.projects.snapshot(site.id)?.people.get("carol")?.role, "U-3MON");
  });

  it("Refresh Project keeps what was read, and says why in the tree, when the server is away", async () => {
    site.proxy.meet(({ incoming }) => incoming.socket.destroy());
    const dialogs = person();
    await refreshProject({ ...desk(site, dialogs), editors })(node());
    assert.equal(site.projects.state(site.id).status, "failed");
    assert.equal(site.projects.snapshot(site.id)?.people.size, 6);
    assert.deepEqual(dialogs.said, []);
  });

  it("Set Whose Token It Is offers everybody of the project by username, and keeps who was chosen", async () => {
    const dialogs = person("dave");
    await setTokenOwner(desk(site, dialogs))(node());
    assert.deepEqual(dialogs.lists, [["ann", "bob", "carol", "dave", "eve", "fay"]]);
    assert.equal(site.connections.require(site.id).owner, "dave");
    await setTokenOwner(desk(site, person(undefined)))(node());
    assert.equal(site.connections.require(site.id).owner, "dave");
  });

  it("Open User Rights in Browser opens that page of this project on its own server", async () => {
    const opened: string[] = [];
    const { openExternal } = vscode.env;
    vscode.env.openExternal = (uri) => Promise.resolve(opened.push(uri.toString(true)) > 0);
    try {
      await openUserRightsInBrowser(desk(site, person()))(node());
    } finally {
      vscode.env.openExternal = openExternal;
    }
    const server = site.proxy.url.replace(/api\/$/, "");
    assert.deepEqual(opened, [`${server}redcap_v16.1.3/UserRights/index.php?pid=12`]);
  });

  it("Copy Username and Copy Email copy those of everybody selected, one a line", async () => {
    const nodes = [userNode(site.id, "bob"), userNode(site.id, "eve")];
    await copyUsername(desk(site, person()))(nodes[0], nodes);
    assert.equal(await vscode.env.clipboard.readText(), "bob\neve");
    await copyEmail(desk(site, person()))(nodes[0], nodes);
    assert.equal(await vscode.env.clipboard.readText(), "bob@example.org\neve@example.org");
  });

  it("Copy Email leaves the clipboard alone and says so where REDCap shows no address", async () => {
    await vscode.env.clipboard.writeText("as before");
    const dialogs = person();
    await copyEmail(desk(site, dialogs))(userNode(site.id, "nobody"));
    assert.equal(await vscode.env.clipboard.readText(), "as before");
    assert.deepEqual(dialogs.said, ["REDCap shows no e-mail address for this user."]);
  });

  it("Group Users by Data Access Group, Group Users by Role and Do Not Group Users sort the tree", async () => {
    const { connections, projects, drafts } = site;
    const view = { selection: [] } as unknown as vscode.TreeView<ProjectTreeNode>;
    const today = () => ({ today: site.clock.today(), soonDays: 30 });
    const tree = new ProjectTree(view, { connections, projects, drafts, today, onFirstLook: () => undefined });
    const users = { kind: "users", connectionId: site.id } as const;
    const rows = async (command: string) => {
      const handler = await COMMANDS[command]?.load();
      await handler?.({ ...desk(site, person()), tree } as never)();
      return (await tree.getChildren(users)).map((row) => tree.getTreeItem(row).label);
    };
    try {
      assert.deepEqual(await rows("groupByDag"), ["Boston", "Lyon", "No group"]);
      assert.deepEqual(await rows("groupByRole"), ["Administrators", "Data Entry", "Monitor", "No role"]);
      assert.deepEqual(await rows("ungroup"), ["ann", "bob", "carol", "dave", "eve", "fay"]);
    } finally {
      tree.dispose();
    }
  });

  it("Show Log shows the log of the extension", async () => {
    let shown = 0;
    const log = { show: () => (shown += 1) };
    const handler = await COMMANDS["showLog"]?.load();
    await handler?.({ ...desk(site, person()), log } as never)();
    assert.equal(shown, 1);
  });
});
