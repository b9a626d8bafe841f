import assert from "node:assert/strict";
import fc from "fast-check";
import { tableOf } from "../../../../src/core/dataTable";
import { counted, listing } from "../../../../src/core/text/words";
import { dagName, roleName } from "../../../../src/core/access/names";
import { trial } from "../trial";

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

describe("the name of a role or group", () => {
  it("is what people see", () => {
    assert.equal(roleName(trial(), "U-2ENTRY"), "Data Entry");
    assert.equal(dagName(trial(), "lyon"), "Lyon");
  });

  it("has the id behind it where another has the same name", () => {
    const roles = [
      ["U-1", "Team"],
      ["U-2", "Team"],
      ["U-3", "team"],
    ];
    const twins = trial({
      roles,
      tables: {
        dag: tableOf(
          ["data_access_group_name", "unique_group_name"],
          [
            ["Lyon", "lyon"],
            ["Lyon", "lyon_2"],
          ],
        ),
      },
    });
    assert.deepEqual(
      ["U-1", "U-2", "U-3"].map((id) => roleName(twins, id)),
      ["Team (U-1)", "Team (U-2)", "team"],
    );
    assert.deepEqual(
      ["lyon", "lyon_2"].map((id) => dagName(twins, id)),
      ["Lyon (lyon)", "Lyon (lyon_2)"],
    );
  });

  it("is the id where there is no name, or nothing of that id", () => {
    assert.equal(roleName(trial({ roles: [["U-1", ""]] }), "U-1"), "U-1");
    assert.equal(roleName(trial(), "U-9"), "U-9");
    assert.equal(dagName(trial(), "oslo"), "oslo");
  });
});
