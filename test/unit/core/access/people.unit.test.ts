import assert from "node:assert/strict";
import {
  describeExpiration,
  hasNoRole,
  isFiltering,
  knowsDags,
  matches,
  NO_FILTER,
  personLine,
  sortedPeople,
} from "../../../../src/core/access/people";
import type { PeopleFilter } from "../../../../src/core/access/people";
import type { Person, Snapshot } from "../../../../src/core/access/snapshot";
import { trial } from "../trial";
import { inEnglish } from "../../../support/inEnglish";

const TODAY = { today: "2026-06-15", soonDays: 30 };

const PEOPLE = {
  fay: { role: "U-3MON", dag: "lyon", expiration: "2026-06-15" },
  gil: { role: "U-3MON", expiration: "2026-06-20" },
  hal: { role: "U-2ENTRY", expiration: "2026-06-01" },
};

function shown(part: Partial<PeopleFilter>, snapshot: Snapshot = trial({ people: PEOPLE })): string {
  const filter = { ...NO_FILTER, ...part };
  return sortedPeople(snapshot)
    .filter((person) => matches(snapshot, person, filter, TODAY))
    .map(({ username }) => username)
    .join(" ");
}

function person(name: string, snapshot: Snapshot): Person {
  const found = snapshot.people.get(name);
  assert.ok(found);
  return found;
}

describe("a filter of people", () => {
  it("lets everybody through when it says nothing", () => {
    assert.equal(isFiltering(NO_FILTER), false);
    assert.equal(shown({}), "ann bob carol dave eve fay gil hal");
  });

  it("finds a part of the username or e-mail in any case", () => {
    assert.equal(shown({ text: "AR" }), "carol");
    assert.equal(shown({ text: "gil@exam" }), "gil");
  });

  it("finds people by the words for how they stand, alone or beside a part of a name", () => {
    assert.equal(shown({ text: "Expired" }), "hal");
    assert.equal(shown({ text: "expires soon" }), "gil");
    assert.equal(shown({ text: "expiring" }), "gil");
    assert.equal(shown({ text: "today" }), "fay");
    assert.equal(shown({ text: "never" }), "ann bob dave eve");
    assert.equal(shown({ text: "never expires" }), "ann bob dave eve");
    assert.equal(shown({ text: "no role" }), "dave eve");
    assert.equal(shown({ text: "no group" }), "ann eve gil hal");
    assert.equal(shown({ text: "no role no group" }), "eve");
    assert.equal(shown({ text: "ev never" }), "eve");
    assert.equal(shown({ text: "expired gil" }), "");
  });

  it("takes part of such a word as part of a name", () => {
    assert.equal(shown({ text: "expire" }), "");
    assert.equal(shown({ text: "eve" }), "eve");
  });

  it("tells who has access now from who has not", () => {
    assert.equal(shown({ states: ["expired"] }), "hal");
    assert.equal(shown({ states: ["active"] }), "ann bob carol dave eve fay gil");
    assert.equal(shown({ states: ["today", "soon"] }), "fay gil");
    assert.equal(shown({ states: ["never"] }), "ann bob dave eve");
  });

  it("takes roles and groups by the name people see, '' for none", () => {
    assert.equal(shown({ roles: ["monitor"] }), "fay gil");
    assert.equal(shown({ roles: [""] }), "dave eve");
    assert.equal(shown({ dags: ["Lyon"] }), "dave fay");
    assert.equal(shown({ dags: [""] }), "ann eve gil hal");
  });

  it("wants every kind to hold, and one hit within a kind", () => {
    assert.equal(shown({ roles: ["Monitor", "Data Entry"], dags: ["Lyon", "Boston"] }), "bob carol fay");
  });

  it("claims of nobody to be without a role when assignments cannot be read", () => {
    const blind = trial({ people: PEOPLE, without: ["userRoleMapping"] });
    assert.equal(shown({ roles: [""] }, blind), "");
    assert.equal(hasNoRole(blind, person("eve", blind)), false);
  });

  it("knows groups from any table that tells them", () => {
    assert.equal(knowsDags(trial({ without: ["userDagMapping"] })), true);
    const tables = { user: { columns: ["username"], rows: [["ann"]] } };
    assert.equal(knowsDags(trial({ tables, without: ["userDagMapping", "userRoleMapping"] })), false);
  });
});

describe("the line about a person", () => {
  const snapshot = trial({ people: PEOPLE });

  it("says role, group and how long access lasts", () => {
    assert.equal(inEnglish(personLine(snapshot, person("fay", snapshot), TODAY)), "Monitor · Lyon · expires today");
    assert.equal(inEnglish(personLine(snapshot, person("eve", snapshot), TODAY)), "no role");
    assert.equal(
      inEnglish(personLine(snapshot, person("carol", snapshot), TODAY)),
      "Data Entry · Boston · until 2026-12-31",
    );
  });

  it("leaves out what the row above says", () => {
    assert.equal(inEnglish(personLine(snapshot, person("fay", snapshot), TODAY, "role")), "Lyon · expires today");
    assert.equal(inEnglish(personLine(snapshot, person("fay", snapshot), TODAY, "dag")), "Monitor · expires today");
    assert.equal(inEnglish(personLine(snapshot, person("eve", snapshot), TODAY, "role")), "");
  });

  it("counts the days while they are few", () => {
    const words = (expiration: string) => describeExpiration({ ...person("eve", snapshot), expiration }, TODAY);
    assert.equal(inEnglish(words("2026-06-16")), "expires tomorrow");
    assert.equal(inEnglish(words("2026-07-15")), "expires in 30 days");
    assert.equal(inEnglish(words("2026-07-16")), "until 2026-07-16");
    assert.equal(inEnglish(words("2026-06-14")), "expired 2026-06-14");
    assert.equal(words(""), undefined);
  });
});

describe("people in order", () => {
  it("stand as one reads names: numbers by value, case aside", () => {
    const people = { user10: {}, user9: {}, Bea: {} };
    assert.equal(shown({}, trial({ people })), "ann Bea bob carol dave eve user9 user10");
  });

  it("are sorted once for a snapshot", () => {
    const snapshot = trial();
    assert.equal(sortedPeople(snapshot), sortedPeople(snapshot));
  });
});
