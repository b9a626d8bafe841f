import assert from "node:assert/strict";
import { pageText } from "../../../../src/core/page/pageFiles";
import { pageWords } from "../../../../src/core/page/pageWords";
import { renderedPage } from "../../../../src/core/page/renderedPage";
import { knownPeople } from "../../../../src/core/people/knownPeople";
import type { ReadProject } from "../../../../src/core/people/knownPeople";
import { personPage } from "../../../../src/core/people/personPage";
import { english } from "../../../../src/core/text/message";
import { someProject } from "./someProjects";

const TODAY = { today: "2026-06-15", soonDays: 30 };

function page(projects: readonly ReadProject[]): string {
  const known = knownPeople(projects);
  const [person] = known.people;
  assert.ok(person);
  const made = personPage({
    ...{ person, today: TODAY, read: projects.length },
    moment: (at) => `at ${at}`,
    acts: () => [],
  });
  return pageText(renderedPage({ ...made, states: [], acts: [] }, english), pageWords(english));
}

const luca = { username: "luca", first: "Luca", last: "Ferrante", email: "luca@example.org" };
const inRole = someProject({
  label: "Trial",
  roles: [["U-1", "Data Entry", { data_export: "1", forms: "visit:1" }]],
  dags: [["boston", "Boston"]],
  people: [{ ...luca, role: "U-1", dag: "boston", expiration: "2026-12-31" }],
});
const owning = someProject({
  label: "Registry",
  dags: [["boston", "Boston"]],
  people: [{ ...luca, rights: { user_rights: "1", record_delete: "1", forms: "visit:1" } }],
});

describe("the page of a person", () => {
  it("tells each part of the access and where it comes from", () => {
    const text = page([inRole]);
    assert.match(text, /Username: luca on one\.example\.org/);
    assert.match(text, /Access; Has access until 2026-12-31; Expiration of the user/);
    assert.match(text, /Role; Data Entry; Role assignment/);
    assert.match(text, /Rights; As listed below; own rights do not count in a role; The role Data Entry/);
    assert.match(text, /Records; Those of the DAG Boston only; DAG assignment/);
    assert.match(text, /Instruments; View & edit \(Visit\)/);
  });

  it("says in short what weighs most, and where", () => {
    const text = page([inRole, owning]);
    assert.match(text, /Decides who may do what: Registry\n/);
    assert.match(text, /Exports the full data set: Trial\n/);
    assert.match(text, /Sees the records of all DAGs: Registry\n/);
    assert.match(text, /Has access to 2 of 2 projects now/);
  });

  it("counts nothing in short that has ended, and says that it has", () => {
    const ended = someProject({
      label: "Registry",
      people: [{ ...luca, expiration: "2026-06-14", rights: { user_rights: "1" } }],
    });
    const text = page([ended]);
    assert.match(text, /Has access to 0 of 1 project now/);
    assert.match(text, /Ended on 2026-06-14: nothing below counts any more/);
    assert.match(text, /Nothing beyond entering and reading data\./);
  });

  it("puts projects side by side: what differs in a table, what does not in a list", () => {
    const text = page([
      inRole,
      owning,
      someProject({
        ...{ label: "Copy" },
        dags: [["boston", "Boston"]],
        people: [{ ...luca, rights: { user_rights: "1", record_delete: "1", forms: "visit:1" } }],
      }),
    ]);
    assert.match(text, /Role; None; Data Entry\n/);
    assert.match(text, /Delete Records; Yes; No\n/);
    assert.match(text, /The same in all of them:\n\s+Instruments: View & edit \(Visit\)\n/);
  });

  it("does not guess at what the token cannot read", () => {
    const blind = someProject({ label: "Trial", without: ["userRoleMapping", "userDagMapping"], people: [luca] });
    const text = page([blind]);
    assert.match(text, /Role; Not known; Not readable: the token lacks the right User Rights/);
    assert.match(text, /A role or own rights: the token cannot tell which/);
  });

  it("says that accounts of two servers are probably one person", () => {
    const there = someProject({ label: "Trial", server: "two.example.org", people: [{ ...luca, username: "lf" }] });
    const text = page([inRole, there]);
    assert.match(text, /probably one person, which REDCap does not say/);
    assert.match(text, /Username: luca on one\.example\.org\nUsername: lf on two\.example\.org/);
  });
});
