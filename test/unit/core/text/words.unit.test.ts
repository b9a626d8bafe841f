import assert from "node:assert/strict";
import fc from "fast-check";
import { counted, listing } from "../../../../src/core/text/words";

describe("names in a sentence", () => {
  it("stand as people write them", () => {
    assert.equal(listing([]), "");
    assert.equal(listing(["ann"]), "ann");
    assert.equal(listing(["ann", "bob"]), "ann and bob");
    assert.equal(listing(["ann", "bob", "carol"]), "ann, bob and carol");
  });

  it("are cut short beyond five, or as many as the sentence takes", () => {
    assert.equal(listing([..."abcde"]), "a, b, c, d and e");
    assert.equal(listing([..."abcdef"]), "a, b, c, d and 2 others");
    assert.equal(listing([..."abcd"], 3), "a, b and 2 others");
  });

  it("account for everybody, without ever speaking of 1 others", () => {
    const names = fc.nat({ max: 40 }).map((count) => Array.from({ length: count }, (_, index) => `p${index}`));
    fc.assert(
      fc.property(names, fc.integer({ min: 2, max: 9 }), (people, most) => {
        const words = listing(people, most);
        const others = Number(/ (\d+) others$/.exec(words)?.[1] ?? 0);
        assert.equal((words.match(/\bp\d+/g) ?? []).length + others, people.length);
        assert.notEqual(others, 1);
      }),
    );
  });
});

describe("a count", () => {
  it("agrees with its noun", () => {
    assert.deepEqual(
      [0, 1, 2].map((count) => counted(count, "person", "people")),
      ["0 people", "1 person", "2 people"],
    );
  });
});
