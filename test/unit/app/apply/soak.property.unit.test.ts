import assert from "node:assert/strict";
import { soak } from "./soak/stories";
import { Tally } from "./soak/tally";

const SEEDS = [1, 2, 3];
const RUNS = 25;
/** Each of these has to be among them, or the seeds are worth nothing. */
const DRAWN = [
  ...["names: cut", "names: entities", "names: stripped", "newRoleId: seconds", "newRoles: lagging", "reads: lagging"],
  ...["imports: half", "passedOver: always", "mappingClears: expiration", "formsLeftOut: clear", "ownerInDag: refused"],
  ...["mappedNames: lowerCase", "namesToDelete: asWritten", "request lost", "request 500", "removes people"],
];

describe("An apply on any server, whatever befalls it", function () {
  this.timeout(240_000);

  it("ends as wanted, as before, or as it is told, and is taken back; `npm run soak` draws more", async () => {
    const tally = new Tally();
    for (const seed of SEEDS) await soak({ seed, runs: RUNS }, tally);
    process.stdout.write(tally.text().replace(/^/gm, "      ").trimEnd() + "\n");
    assert.deepEqual(tally.faulty, []);
    assert.deepEqual(
      DRAWN.filter((trait) => tally.drawn(trait) === 0),
      [],
    );
  });
});
