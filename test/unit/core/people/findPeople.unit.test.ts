import assert from "node:assert/strict";
import { PeopleIndex } from "../../../../src/core/people/findPeople";
import { knownPeople } from "../../../../src/core/people/knownPeople";
import { someProject } from "./someProjects";

const people = [
  { username: "m.castellano", first: "Marta", last: "Castellano", email: "marta@example.org" },
  { username: "r.gutierrez", first: "Rosa", last: "Gutiérrez", email: "rosa@example.org" },
  { username: "p.vandermeer", first: "Pieter", last: "van der Meer", email: "pieter@example.org" },
  { username: "martin", first: "Amartya", last: "Martin", email: "am@example.org" },
  { username: "nobody" },
];
const index = new PeopleIndex(knownPeople([someProject({ label: "Trial", people })]).people);
const find = (typed: string, most = 10) =>
  index.find(typed, most).people.map(({ accounts }) => accounts[0]?.username ?? "");

describe("PeopleIndex", () => {
  it("finds by a part of the username, the e-mail or the name, without regard to case and accents", () => {
    assert.deepEqual(find("GUTIE"), ["r.gutierrez"]);
    assert.deepEqual(find("gutiérrez"), ["r.gutierrez"]);
    assert.deepEqual(find("rosa@"), ["r.gutierrez"]);
    assert.deepEqual(find("vander"), ["p.vandermeer"]);
    assert.deepEqual(find("zzz"), []);
  });

  it("wants each word, in any order", () => {
    assert.deepEqual(find("meer pieter"), ["p.vandermeer"]);
    assert.deepEqual(find("meer rosa"), []);
  });

  it("puts whole names first, then starts of names, then the rest", () => {
    assert.deepEqual(find("martin"), ["martin"]);
    assert.deepEqual(find("mart"), ["martin", "m.castellano"]);
    assert.deepEqual(find("art"), ["martin", "m.castellano"]);
    assert.deepEqual(find("castellano"), ["m.castellano"]);
    assert.deepEqual(find("m"), ["martin", "m.castellano", "p.vandermeer", "r.gutierrez"]);
  });

  it("gives everybody for nothing typed, and no more than is asked for", () => {
    assert.equal(find("").length, 5);
    const { people: some, total } = index.find("", 2);
    assert.deepEqual([some.length, total], [2, 5]);
  });
});
