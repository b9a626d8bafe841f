import assert from "node:assert/strict";
import { openSite } from "../site";
import type { Site } from "../site";

const ALL = 8;

describe("Projects.load", () => {
  let site: Site;

  beforeEach(async () => {
    site = await openSite();
  });

  afterEach(() => site.close());

  it("shares a load in flight, also with those who could cancel it", async () => {
    const { projects, id, emulator } = site;
    const all = await Promise.all([
      projects.load(id),
      projects.load(id, { signal: new AbortController().signal }),
      projects.load(id, { fresh: false }),
    ]);
    assert.equal(emulator.requests.length, ALL);
    assert.equal(new Set(all).size, 1);
  });

  it("asks nothing when a snapshot will do that is there, and asks again when it will not", async () => {
    const { projects, id, emulator } = site;
    await projects.load(id);
    await projects.load(id, { fresh: false });
    assert.equal(emulator.requests.length, ALL);
    await projects.load(id);
    assert.equal(emulator.requests.length, 2 * ALL - 1, "all but the server's version");
  });

  it("that is cancelled leaves the project as it was, and the next load begins anew", async () => {
    const { projects, id } = site;
    const cancelled = async () => {
      const stop = new AbortController();
      const load = projects.load(id, { signal: stop.signal });
      stop.abort();
      await assert.rejects(load, { name: "AbortError" });
    };
    await cancelled();
    const snapshot = await projects.load(id);
    assert.deepEqual(projects.state(id), { status: "loaded", snapshot });
    await cancelled();
    assert.equal(projects.snapshot(id), snapshot);
    await projects.load(id);
    assert.equal(projects.state(id).status, "loaded");
  });
});
