import assert from "node:assert/strict";
import { ACTS, EDITS, PROJECT, STEPS, user } from "./soak/acts";
import { actAt, requestsOf } from "./soak/secondAdministrator";
import { openSite } from "../site";
import type { Site } from "../site";
import { english } from "../../../../src/core/text/message";
import { inEnglish } from "../../../support/inEnglish";

async function on(work: (site: Site) => Promise<void>): Promise<void> {
  const site = await openSite({ seed: PROJECT });
  try {
    await work(site);
  } finally {
    await site.close();
  }
}

/** Every ninth request of an apply, and for each act others. */
const STRIDE = 9;

describe("A second administrator during an apply", function () {
  this.timeout(30_000);

  it("at any request: what they do stands or is told, but for the last moment; `npm run soak -- --acts` tries all", async () => {
    const { requests, wanted } = await requestsOf();
    const faults: string[] = [];
    for (const [index, act] of ACTS.entries())
      for (let at = index % STRIDE; at < requests; at += STRIDE) {
        const { ending, told } = await actAt(act, at, wanted);
        if (ending === "FALSE") faults.push(`${act.name}, at request ${at + 1} of ${requests}: ${told}`);
      }
    assert.deepEqual(faults, []);
  }).timeout(240_000);

  for (const { name, act, stands, before, ends } of ACTS) {
    if (!before) continue;
    it(`${name}: that stands, and is ${ends === "done" ? "carried along" : "said"}`, async () => {
      for (let at = before[0]; at <= before[1]; at++) {
        await on(async (site) => {
          const plan = await site.changes.plan(site.id, EDITS, { unassignFirst: new Set(["bob"]) });
          assert.deepEqual(
            plan.steps.map(({ purpose }) => purpose),
            STEPS,
          );
          const project = site.emulator.state(site.projectId);
          site.proxy.arm((write) => void (write === at && act(project)));
          const report = await site.changes.apply(site.id, plan);
          const told = `before request ${at + 1}: ${english(report.sentence)}`;
          assert.deepEqual([report.outcome, stands(project)], [ends, true], told);
          assert.match(
            inEnglish(ends === "done" ? report.notes : [report.sentence]).join(" "),
            ends === "done"
              ? /^Changed at the same time, but not by this: /
              : /^Stopped: Somebody else changed the project/,
          );
          // Nobody is left without the role that the way out took away.
          assert.ok(user(project, "bob").role ?? !project.roles.has("U-2ENTRY"), told);
        });
      }
    });
  }
});
