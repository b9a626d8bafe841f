import assert from "node:assert/strict";
import { english, message } from "../../../../src/core/text/message";
import * as v from "valibot";
import { MemoryFiles } from "../../../../src/app/projects/sampleStores";
import { StoredFiles } from "../../../../src/app/stored/storedFiles";

const RECORD = v.object({ version: v.literal(1), text: v.string() });
const NAME = "drafts/pid12-0a1b.users.json";

const UNREADABLE = message("A draft cannot be read and is passed over.");

function opened() {
  const [disk, told] = [new MemoryFiles(), new Array<string>()];
  return { disk, told, stored: new StoredFiles(disk, (sentence) => told.push(english(sentence))) };
}

describe("StoredFiles", () => {
  it("gives back what was written, and nothing where nothing stands", async () => {
    const { stored, told } = opened();
    assert.equal(await stored.read(NAME, UNREADABLE, RECORD), undefined);
    await stored.write(NAME, { version: 1, text: "a" });
    assert.deepEqual(await stored.read(NAME, UNREADABLE, RECORD), { version: 1, text: "a" });
    assert.deepEqual(told, []);
  });

  for (const text of ["", "{", "null", '{"version":2,"text":"a"}', '{"version":1,"text":7}'])
    it(`says once that ${JSON.stringify(text)} cannot be read, and copies it aside before writing again`, async () => {
      const { disk, stored, told } = opened();
      await disk.write(NAME, text);
      for (let time = 0; time < 2; time++) assert.equal(await stored.read(NAME, UNREADABLE, RECORD), undefined);
      assert.deepEqual(told, [`A draft cannot be read and is passed over. Its file is kept: ${NAME}`]);
      for (const next of ["b", "c"]) await stored.write(NAME, { version: 1, text: next });
      assert.deepEqual(Object.fromEntries(disk.files), {
        [`unreadable/${NAME}.1`]: text,
        [NAME]: '{"version":1,"text":"c"}',
      });
    });

  it("keeps each copy, and deletes them with the file", async () => {
    const { disk, stored } = opened();
    for (const text of ["first", "second"]) {
      await disk.write(NAME, text);
      await stored.read(NAME, UNREADABLE, RECORD);
      await stored.write(NAME, { version: 1 });
    }
    const copies = (await disk.list("unreadable")).map((name) => disk.files.get(name));
    assert.deepEqual(copies, ["first", "second"]);
    await stored.delete(NAME);
    assert.deepEqual([...disk.files], []);
  });
});
