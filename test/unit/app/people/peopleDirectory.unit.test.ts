import assert from "node:assert/strict";
import { english } from "../../../../src/core/text/message";
import { accountId } from "../../../../src/core/people/knownPeople";
import { openSite, SEED } from "../site";
import type { Site } from "../site";

describe("the directory of people", () => {
  let site: Site;
  beforeEach(async () => {
    const pilot = {
      title: "Pilot",
      projectId: 13,
      owner: "ann",
      instruments: [],
      users: [{ username: "ann", rights: ["*"] }],
    };
    site = await openSite({ projects: [SEED, pilot] });
    const { id: _id, ...trial } = site.connections.require(site.id);
    await site.connections.add({ ...trial, label: "Pilot", projectId: 13 }, site.emulator.projects[1]?.token ?? "");
  });
  afterEach(() => site.close());

  const pilotId = () => site.connections.list()[1]?.id ?? "";
  const requests = () => site.emulator.requests.length;

  it("knows whom the projects list that have been read, and asks for nothing itself", async () => {
    assert.equal(site.people.known.people.length, 0);
    await site.projects.load(site.id);
    const asked = requests();
    assert.equal(site.people.known.people.length, 6);
    assert.equal(site.people.index.find("bob", 10).people.length, 1);
    assert.equal(requests(), asked);
    await site.projects.load(pilotId());
    const ann = site.people.personOf(accountId(site.connections.require(site.id).origin, "ANN"));
    assert.deepEqual(ann?.memberships.map(({ project }) => project.label).sort(), ["Pilot", "Trial"]);
  });

  it("names the projects that are not read, with the reason where reading failed", async () => {
    await site.projects.load(site.id);
    assert.deepEqual(
      site.people.unread.map(({ connection, said }) => [connection.label, said]),
      [["Pilot", undefined]],
    );
    site.proxy.meet(({ incoming }) => incoming.socket.destroy());
    await site.projects.load(pilotId()).catch(() => undefined);
    const [pilot] = site.people.unread;
    assert.ok(pilot?.said && english(pilot.said).length > 20);
  });

  it("tells when a project was read, renamed or removed", async () => {
    let told = 0;
    site.people.onDidChange(() => told++);
    await site.projects.load(site.id);
    assert.ok(told > 0);
    told = 0;
    await site.connections.update(site.id, { label: "Renamed" });
    assert.ok(told > 0);
    assert.equal(site.people.known.projects[0]?.label, "Renamed");
    await site.connections.remove(site.id);
    site.projects.forget(site.id);
    assert.equal(site.people.known.people.length, 0);
  });
});

describe("accounts of two servers with one e-mail", () => {
  let [site, there]: [Site, Site] = [undefined, undefined] as unknown as [Site, Site];
  const users = [{ username: "ann", email: "ann@example.org", rights: ["*"] }];
  beforeEach(async () => {
    const seed = { title: "A", projectId: 12, owner: "ann", instruments: [], users };
    [site, there] = await Promise.all([openSite({ seed }), openSite({ seed })]);
    const { apiUrl, origin } = there.connections.require(there.id);
    const { id: _id, ...trial } = site.connections.require(site.id);
    await site.connections.add({ ...trial, label: "B", apiUrl, origin }, there.emulator.projects[0]?.token ?? "");
    for (const { id } of site.connections.list()) await site.projects.load(id);
  });
  afterEach(async () => {
    await site.close();
    await there.close();
  });

  it("are one person, two when somebody parts them, also later, and one again", async () => {
    const [person] = site.people.known.people;
    assert.equal(person?.accounts.length, 2);
    await site.people.part(person.accounts);
    assert.equal(site.people.known.people.length, 2);
    const later = site.restart();
    for (const { id } of later.connections.list()) await later.projects.load(id);
    assert.equal(later.people.known.people.length, 2);
    const [one] = later.people.known.people;
    assert.ok(one?.accounts[0] && later.people.isParted(one.accounts[0]));
    await later.people.joinAgain(one.accounts);
    assert.equal(later.people.known.people.length, 1);
  });

  it("are forgotten as parted when no project of the list is on their server any more", async () => {
    const [person] = site.people.known.people;
    await site.people.part(person?.accounts ?? []);
    const [, other] = site.connections.list();
    await site.connections.remove(other?.id ?? "");
    await site.people.forgetServers();
    const [, account] = person?.accounts ?? [];
    const kept = (person?.accounts ?? []).map((each) => site.people.isParted(each));
    assert.deepEqual(kept.filter(Boolean).length, 1, account?.id);
  });
});
