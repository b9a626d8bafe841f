import assert from "node:assert/strict";
import { PeopleIndex } from "../../../../src/core/people/findPeople";
import { knownPeople } from "../../../../src/core/people/knownPeople";
import { EVERYBODY, filterPeople, isNarrow } from "../../../../src/core/people/peopleFilter";
import type { KnownFilter } from "../../../../src/core/people/peopleFilter";
import { someProject } from "./someProjects";

const known = knownPeople([
  someProject({
    label: "Trial",
    people: [{ username: "ann", email: "ann@x.org", expiration: "2026-01-31" }, { username: "bob" }],
  }),
  someProject({ label: "There", server: "two.example.org", people: [{ username: "ann", email: "ann@x.org" }] }),
]);

function shown(filter: Partial<KnownFilter>): readonly string[] {
  const index = () => new PeopleIndex(known.people);
  const today = { today: "2026-06-15", soonDays: 30 };
  return filterPeople(known, index, { ...EVERYBODY, ...filter }, today).map(
    ({ person, memberships }) =>
      `${person.accounts[0]?.username}: ${memberships.map((m) => m.project.label).join(", ")}`,
  );
}

describe("the filter of people", () => {
  it("lets everybody through while it asks for nothing", () => {
    assert.deepEqual(shown({}), ["ann: Trial, There", "bob: Trial"]);
    assert.deepEqual([isNarrow(EVERYBODY), isNarrow({ ...EVERYBODY, text: "x" })], [false, true]);
  });

  it("shows of everybody only the projects that fit: a server, a state, both", () => {
    assert.deepEqual(shown({ servers: ["two.example.org"] }), ["ann: There"]);
    assert.deepEqual(shown({ states: ["expired"] }), ["ann: Trial"]);
    assert.deepEqual(shown({ states: ["active"] }), ["ann: There", "bob: Trial"]);
    assert.deepEqual(shown({ states: ["expired"], servers: ["two.example.org"] }), []);
  });

  it("searches names as Find Person does", () => {
    assert.deepEqual(shown({ text: "ANN" }), ["ann: Trial, There"]);
    assert.deepEqual(shown({ text: "ann", states: ["expired"] }), ["ann: Trial"]);
  });
});
