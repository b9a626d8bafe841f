import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { resolve } from "node:path";

const BUNDLE = readdirSync("dist").find((file) => file.startsWith("undiciTransport-")) ?? "";
const USE_OURS = `
  const { createUndiciTransport } = require(${JSON.stringify(resolve("dist", BUNDLE))});
  const limits = { connectMs: 1000, headersMs: 1000, bodyMs: 1000, bodyIdleMs: 1000, bodyBytes: 1000 };
  createUndiciTransport({ limits, proxy: { url: "", bypass: "" } });`;

describe("the process-wide dispatcher of Node's fetch", () => {
  /** The classes of what stands in the slots of a process that has run these lines, then used Node's fetch. */
  function slotsAfter(lines: string): unknown {
    const script = `
      ${lines}
      new Headers();
      const slots = [1, 2].map((n) => globalThis[Symbol.for("undici.globalDispatcher." + n)]);
      console.log(JSON.stringify(slots.map((slot) => String(slot?.constructor))));`;
    return JSON.parse(execFileSync(process.execPath, ["-e", script], { encoding: "utf8" }));
  }

  it("stays Node's own when our bundle is loaded first", () => {
    assert.deepEqual(slotsAfter(USE_OURS), slotsAfter(""));
  });

  it("stays that of another extension", () => {
    const taken = `
      class Other { dispatch() {} }
      for (const n of [1, 2]) globalThis[Symbol.for("undici.globalDispatcher." + n)] = new Other();`;
    const other = "class Other { dispatch() {} }";
    assert.deepEqual(slotsAfter(taken + USE_OURS), [other, other]);
  });
});
