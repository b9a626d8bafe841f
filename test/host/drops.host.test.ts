import assert from "node:assert/strict";
import { dropUsers } from "../../src/commands/people/dropUsers";
import { ReportDocuments } from "../../src/views/reportDocuments";
import type { UserNode } from "../../src/views/node";
import { desk } from "../support/host/desk";
import { person, roleNode, userNode } from "../support/desk/person";
import type { Person } from "../support/desk/person";
import { openSite } from "../unit/app/site";
import type { Site } from "../unit/app/site";

describe("users dropped on a role or group", () => {
  let site: Site;
  let other: string;
  let reports: ReportDocuments;
  before(async () => {
    site = await openSite();
    reports = new ReportDocuments();
    const { id: _id, ...same } = site.connections.require(site.id);
    ({ id: other } = await site.connections.add(same, site.emulator.addToken(12, "dave")));
    for (const id of [site.id, other]) await site.projects.load(id);
  });
  after(async () => {
    reports.dispose();
    await site.close();
  });

  const drop = (dialogs: Person, users: readonly UserNode[], connectionId = site.id) =>
    dropUsers(() => ({ ...desk(site, dialogs), reports }))(users, roleNode(connectionId, "U-3MON"));
  /** What the drop leads to: a question, or a notice. */
  const heard = async (dialogs: Person) => {
    while (dialogs.said.length === 0) await new Promise((next) => setImmediate(next));
    return dialogs.said[0];
  };

  it("are refused when one of them is of another project, and nobody is changed", async () => {
    const before = site.state();
    for (const users of [[userNode(site.id, "bob"), userNode(other, "eve")], [userNode(other, "eve")]]) {
      const dialogs = person();
      await drop(dialogs, users);
      assert.equal(await heard(dialogs), "Users can be put into roles and groups of their own project only.");
    }
    assert.deepEqual(site.state(), before);
  });

  it("are asked about by name, all at once, and nothing is sent before the answer", async () => {
    const before = site.state();
    const dialogs = person(undefined);
    await drop(dialogs, [userNode(site.id, "bob"), userNode(site.id, "eve"), userNode(site.id, "bob")]);
    const question = await heard(dialogs);
    assert.match(question ?? "", /^Apply 2 changes to 2 people in Trial on /);
    assert.match(question ?? "", /bob.*Monitor[\s\S]*eve.*Monitor/);
    assert.deepEqual(site.state(), before);
  });
});
