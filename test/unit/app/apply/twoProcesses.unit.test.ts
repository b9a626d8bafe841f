import assert from "node:assert/strict";
import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { privateFiles } from "../../../../src/platform/privateFiles";
import type { ApplyDone, ApplyJob } from "../../../support/bin/applyDrafts";
import { saveDrafts } from "../draftTexts";
import { openSite, role } from "../site";
import type { Site } from "../site";
import { cell } from "./allTables";

const CHILD = join(__dirname, "../../../support/bin/applyDrafts.js");
const SECOND = 1000;

async function on(work: (site: Site, job: ApplyJob) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "redcap-access-two-"));
  const site = await openSite({ kept: privateFiles(folder) });
  try {
    const token = site.emulator.projects[0]?.token ?? "";
    const connection = site.connections.require(site.id);
    await work(site, { connection, token, folder, unassignFirst: [], writeMs: SECOND });
  } finally {
    await site.close();
    await rm(folder, { recursive: true });
  }
}

/** The outcome of a job in a process of its own. */
async function inChild(job: ApplyJob): Promise<string> {
  const child = fork(CHILD, { stdio: ["ignore", "ignore", "inherit", "ipc"] });
  child.send(job);
  const [said] = (await once(child, "message")) as [ApplyDone];
  return said.outcome;
}

describe("Two processes on storage where every write takes a second", function () {
  this.timeout(180_000);

  it("apply the same drafts once: the lock lets one in at a time, and neither leaves anything", () =>
    on(async (site, job) => {
      await saveDrafts(site, [role("carol", "U-2ENTRY", "U-3MON")]);
      const outcomes = await Promise.all([inChild(job), inChild(job)]);
      assert.equal(outcomes.filter((outcome) => outcome === "done").length, 1, outcomes.join("\n"));
      for (const outcome of outcomes)
        assert.match(outcome, /^(done|moved|nothing)$|Another window is applying changes to this project/);
      assert.equal(site.proxy.writes.length, 1);
      const later = site.restart();
      assert.deepEqual(await later.drafts.state(later.id), { edits: [], problems: [] });
      assert.deepEqual(
        (await later.journal.list(later.id)).map(({ end }) => end?.outcome),
        ["done"],
      );
      assert.deepEqual(await privateFiles(job.folder).list("locks"), []);
    }));

  it("keep what one types while the other applies", () =>
    on(async (site, job) => {
      await saveDrafts(site, [role("carol", "U-2ENTRY", "U-3MON")]);
      const typed = cell("roles", "U-2ENTRY", "calendar", "0", "1");
      const outcomes = await Promise.all([inChild(job), inChild({ ...job, type: [typed] })]);
      const later = site.restart();
      const { edits } = await later.drafts.state(later.id);
      // Whether the apply found it typed already is a matter of moments.
      const sent = site.emulator.state(site.projectId).roles.get("U-2ENTRY")?.rights.get("calendar") === 1;
      assert.deepEqual([outcomes, sent ? [typed] : edits], [["done", "typed"], [typed]]);
    }));
});
