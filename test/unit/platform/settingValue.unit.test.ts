import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { readSetting, SETTINGS } from "../../../src/platform/settingValue";
import type { SettingName } from "../../../src/platform/settingValue";

const STANDARD = { number: 30, text: "standard", texts: ["standard"] } as const;
const OTHERS = {
  number: ["many", "30", true, null, [30], { value: 30 }, Number.NaN],
  text: [30, false, null, ["a"], {}],
  texts: ["a", 30, null, { 0: "a" }],
} as const;

describe("a setting that people wrote by hand", () => {
  for (const [name, { kind }] of Object.entries(SETTINGS)) {
    it(`${name}: what is no ${kind} gives way to the default, and is said to be wrong`, () => {
      for (const written of OTHERS[kind]) {
        const read = readSetting(name as SettingName, written, STANDARD[kind]);
        assert.deepEqual(read, { value: STANDARD[kind], wrong: true }, JSON.stringify(written));
      }
      assert.deepEqual(readSetting(name as SettingName, undefined, STANDARD[kind]), {
        value: STANDARD[kind],
        wrong: false,
      });
    });
  }

  it("keeps numbers within their bounds, whatever is written", () => {
    const read = (written: unknown) => readSetting("requestsPerMinute", written, 300).value;
    assert.deepEqual(
      [0, -1, 10, 10.5, 99.9, 540, 541, 1e9, "many"].map(read),
      [10, 10, 10, 10, 99, 540, 540, 540, 300],
    );
  });

  it("takes the entries of a list that are texts", () => {
    const written = ["https://a.example/", 7, null];
    assert.deepEqual(readSetting("servers", written, []), { value: ["https://a.example/"], wrong: true });
    assert.deepEqual(readSetting("servers", [], ["x"]), { value: [], wrong: false });
  });

  it("has the bounds and the kinds that the manifest tells VS Code", async () => {
    const manifest = JSON.parse(await readFile("package.json", "utf8")) as {
      contributes: {
        configuration: {
          properties: Record<string, { type: string; minimum?: number; maximum?: number; default: unknown }>;
        };
      };
    };
    const { properties } = manifest.contributes.configuration;
    assert.deepEqual(
      Object.keys(properties),
      Object.keys(SETTINGS).map((name) => `redcapAccess.${name}`),
    );
    for (const [name, rule] of Object.entries(SETTINGS)) {
      const said = properties[`redcapAccess.${name}`];
      assert.equal(said?.type, { number: "number", text: "string", texts: "array" }[rule.kind], name);
      if (rule.kind === "number") assert.deepEqual([said?.minimum, said?.maximum], [rule.least, rule.most], name);
      assert.deepEqual(readSetting(name as SettingName, said?.default, undefined), {
        value: said?.default,
        wrong: false,
      });
    }
  });
});
