import assert from "node:assert/strict";
import { EVERYBODY, filterPeople } from "../../../src/core/people/peopleFilter";
import { nodeId } from "../../../src/views/node";
import { peopleChildren, peopleRoots } from "../../../src/views/people/peopleRows";
import type { ShownPeople } from "../../../src/views/people/peopleRows";
import { openSite } from "../app/site";
import type { Site } from "../app/site";

describe("the rows of the view People", () => {
  let site: Site;
  beforeEach(async () => (site = await openSite()));
  afterEach(() => site.close());

  const rows = (most: number): ShownPeople => {
    const directory = site.people;
    const today = { today: "2026-06-15", soonDays: 30 };
    const people = filterPeople(directory.known, () => directory.index, EVERYBODY, today);
    return {
      directory,
      findingsOf: () => 0,
      today,
      most,
      people: new Map(people.map((each) => [each.person.id, each])),
    };
  };

  it("begin with the projects that nobody has read", () => {
    const [unread, ...others] = peopleRoots(rows(10));
    assert.ok(unread);
    assert.deepEqual([unread, others], [{ kind: "unread" }, []]);
    assert.deepEqual(peopleChildren(unread, rows(10)), [{ kind: "unreadProject", connectionId: site.id }]);
  });

  it("are everybody by name, and below each the projects, as users of those", async () => {
    await site.projects.load(site.id);
    const roots = peopleRoots(rows(10));
    assert.deepEqual(
      roots.map((node) => (node.kind === "person" ? node.account.split(" ")[1] : node.kind)),
      ["ann", "bob", "carol", "dave", "eve", "fay"],
    );
    const [ann] = roots;
    assert.ok(ann);
    const [below] = peopleChildren(ann, rows(10));
    assert.ok(below?.kind === "user");
    assert.deepEqual([below.connectionId, below.username], [site.id, "ann"]);
    assert.ok(nodeId(below).startsWith(nodeId(ann)));
  });

  it("end with a row for those beyond the first", async () => {
    await site.projects.load(site.id);
    assert.deepEqual(
      peopleRoots(rows(2)).map(({ kind }) => kind),
      ["person", "person", "more"],
    );
  });
});
