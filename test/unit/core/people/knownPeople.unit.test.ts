import assert from "node:assert/strict";
import fc from "fast-check";
import { knownPeople } from "../../../../src/core/people/knownPeople";
import type { KnownPeople } from "../../../../src/core/people/knownPeople";
import { someProject } from "./someProjects";
import type { SomeProject, SomeRow } from "./someProjects";

/** "Luca Ferrante: luca@one (Trial, Registry)": each person, the accounts and where they are. */
function told({ people }: KnownPeople): readonly string[] {
  return people.map(({ name, accounts }) => {
    const each = accounts.map(({ username, origin, memberships }) => {
      const where = memberships.map(({ project, person }) => `${project.label}:${person.username}`).join(", ");
      return `${username}@${new URL(origin).host} (${where})`;
    });
    return `${name}: ${each.join(" + ")}`;
  });
}

const luca = { username: "luca", first: "Luca", last: "Ferrante", email: "l.ferrante@example.org" };
const trial = (people: readonly SomeRow[], more: Partial<SomeProject> = {}) =>
  someProject({ label: "Trial", people, ...more });
const there = (people: readonly SomeRow[], more: Partial<SomeProject> = {}) =>
  someProject({ label: "Registry", server: "two.example.org", people, ...more });

describe("people of several projects", () => {
  it("are one person by the username on one server, in whatever spelling", () => {
    const projects = [trial([luca]), someProject({ label: "Pilot", people: [{ ...luca, username: "LUCA" }] })];
    assert.deepEqual(told(knownPeople(projects)), ["Luca Ferrante: LUCA@one.example.org (Pilot:LUCA, Trial:luca)"]);
  });

  it("are spelled, named and mailed as the newest read says, where it says anything", () => {
    const projects = [
      trial([{ ...luca, last: "Rossi", email: "old@example.org" }], { takenAt: 1 }),
      someProject({ label: "Newer", takenAt: 3, people: [luca] }),
      someProject({ label: "Newest", takenAt: 4, people: [{ username: "luca" }] }),
    ];
    const [person] = knownPeople(projects).people;
    assert.deepEqual([person?.name, person?.accounts[0]?.email], ["Luca Ferrante", "l.ferrante@example.org"]);
  });

  it("are joined over servers by their e-mail without regard to case, and by nothing else", () => {
    const known = knownPeople([trial([luca]), there([{ ...luca, username: "lf7", email: "L.Ferrante@Example.org " }])]);
    assert.deepEqual(told(known), [
      "Luca Ferrante: luca@one.example.org (Trial:luca) + lf7@two.example.org (Registry:lf7)",
    ]);
    const others = { ...luca, username: "lf7" };
    for (const email of ["", "other@example.org"])
      assert.equal(knownPeople([trial([luca]), there([{ ...others, email }])]).people.length, 2, email);
    const blank = { ...luca, email: "" };
    assert.equal(knownPeople([trial([blank]), there([blank])]).people.length, 2);
  });

  it("are not joined by an e-mail that two accounts of one server share", () => {
    const known = knownPeople([trial([luca, { ...luca, username: "luca2" }]), there([luca])]);
    assert.equal(known.people.length, 3);
  });

  it("are apart when somebody has said so", () => {
    const projects = [trial([luca]), there([luca])];
    const [person] = knownPeople(projects).people;
    const known = knownPeople(projects, new Set([person?.accounts[1]?.id ?? ""]));
    assert.equal(known.people.length, 2);
    for (const account of person?.accounts ?? []) assert.equal(known.byAccount.get(account.id)?.accounts.length, 1);
  });

  it("come by name as people read them, those without one by username", () => {
    const people = ["Zoe", "Åsa", "émile", "Bea"].map((first) => ({ username: `u${first}`, first }));
    const known = knownPeople([trial([...people, { username: "casper" }])]);
    const names = known.people.map(({ name, accounts }) => name || accounts[0]?.username);
    assert.deepEqual(names, ["Åsa", "Bea", "casper", "émile", "Zoe"]);
  });

  it("are the same whatever the order of rows and projects", () => {
    const row = fc.record({
      username: fc.constantFrom("ann", "Ann", "ANN ", "bob", "cy", "Dee"),
      email: fc.constantFrom("", "a@x.org", "A@x.org", "b@x.org"),
      first: fc.constantFrom("", "Ann", "Bo"),
    });
    const project = fc.record({
      label: fc.constantFrom("A", "a", "B"),
      server: fc.constantFrom("one.example.org", "two.example.org"),
      takenAt: fc.constantFrom(1, 2),
      people: fc.uniqueArray(row, { selector: ({ username }) => username, maxLength: 5 }),
    });
    const projects = fc.uniqueArray(project, { selector: ({ label, server }) => label + server, maxLength: 5 });
    const shuffled = projects.chain((all) =>
      fc.record({
        all: fc.constant(all),
        order: fc
          .shuffledSubarray(all, { minLength: all.length })
          .chain((some) =>
            fc.tuple(
              ...some.map(({ people, ...rest }) =>
                fc
                  .shuffledSubarray(people, { minLength: people.length })
                  .map((rows): SomeProject => ({ ...rest, people: rows })),
              ),
            ),
          ),
      }),
    );
    fc.assert(
      fc.property(shuffled, ({ all, order }) => {
        const known = knownPeople(all.map(someProject));
        assert.deepEqual(told(knownPeople(order.map(someProject))), told(known));
        const rows = all.reduce((sum, { people }) => sum + people.length, 0);
        const held = known.people.reduce((sum, { memberships }) => sum + memberships.length, 0);
        assert.equal(held, rows, "everybody is somewhere, once");
      }),
    );
  });
});
