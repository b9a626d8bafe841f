import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";

const SOURCES = readdirSync("src", { recursive: true, encoding: "utf8" })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => name.replaceAll("\\", "/"))
  .sort();

/** Files of src with a line of code that the pattern finds. */
function having(pattern: RegExp): readonly string[] {
  const finds = (line: string) => !/^\s*(import|\*|\/\*\*|\/\/)/.test(line) && pattern.test(line);
  return SOURCES.filter((name) => readFileSync(`src/${name}`, "utf8").split("\n").some(finds));
}

describe("What is stored", () => {
  it("goes through the stores that extension.ts opens", () =>
    assert.deepEqual(having(/\bcontext\.(globalState|workspaceState|globalStorageUri|storageUri|secrets)\b/), [
      "extension.ts",
    ]));

  it("has its place named in stored/places.ts and nowhere else", () =>
    assert.deepEqual(
      having(/[`"](drafts|journal|locks|limits|unreadable)(\/\$\{|\/"|" *[;)])|`(gridView |token\.|passphrase\.)\$\{/),
      ["app/stored/places.ts"],
    ));

  it("is read back by a check of its shape, not as it comes", () =>
    assert.deepEqual(having(/\b(state|secrets)\.get\(|JSON\.parse\(.*\) as Partial/), [
      "app/connections/tokenVault.ts",
      "app/projects/sampleStores.ts",
      "app/stored/storedState.ts",
      "platform/stores.ts",
    ]));
});
