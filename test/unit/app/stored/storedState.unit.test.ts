import assert from "node:assert/strict";
import { english } from "../../../../src/core/text/message";
import * as v from "valibot";
import { unreadableState } from "../../../../src/app/stored/places";
import { StoredState } from "../../../../src/app/stored/storedState";
import { memoryState } from "../memory";

const KIND = { key: "colours", record: v.object({ version: v.literal(1), names: v.array(v.string()) }) };

function opened() {
  const [state, told] = [memoryState(), new Array<string>()];
  return { state, told, stored: new StoredState(state, (sentence) => told.push(english(sentence))) };
}

describe("StoredState", () => {
  it("gives back what was written, and nothing where nothing stands", async () => {
    const { stored, told } = opened();
    assert.equal(stored.read(KIND), undefined);
    await stored.write(KIND, { version: 1, names: ["red"] });
    assert.deepEqual(stored.read(KIND), { version: 1, names: ["red"] });
    assert.deepEqual(told, []);
  });

  for (const [what, value] of [
    ["of a later version", { version: 2, names: ["red"] }],
    ["without a version", { names: ["red"] }],
    ["of another shape", { version: 1, names: "red" }],
    ["that is no record", "red"],
    ["that is null", null],
  ] as const)
    it(`says once that a value ${what} cannot be read, and keeps it aside when the place is written again`, async () => {
      const { state, stored, told } = opened();
      await state.set(KIND.key, value);
      assert.deepEqual([stored.read(KIND), stored.read(KIND)], [undefined, undefined]);
      assert.deepEqual(told, ['What is stored as "colours" cannot be read and is passed over. It is kept.']);
      assert.deepEqual(state.get(KIND.key), value, "reading changes nothing");
      await stored.write(KIND, { version: 1, names: [] });
      await stored.write(KIND, { version: 1, names: ["blue"] });
      assert.deepEqual(stored.read(KIND), { version: 1, names: ["blue"] });
      assert.deepEqual(stored.read(unreadableState(KIND.key))?.values, [value]);
    });

  it("forgets a place with what was kept aside of it", async () => {
    const { state, stored } = opened();
    await state.set(KIND.key, "red");
    await stored.write(KIND, { version: 1, names: [] });
    await stored.forget(KIND);
    assert.deepEqual([state.get(KIND.key), state.get(unreadableState(KIND.key).key)], [undefined, undefined]);
  });
});
