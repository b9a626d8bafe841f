import assert from "node:assert/strict";
import { importFile } from "../../../../src/app/files/importFile";
import { openSite, SEED } from "../site";
import { inEnglish } from "../../../support/inEnglish";

describe("A file imported into a project without roles and groups", () => {
  for (const [file, sentence] of [
    ["data_access_group_name,unique_group_name\nBasel,\n", /Basel/],
    ["role_label,design,forms\nAuditor,0,visit:129\n", /Auditor/],
  ] as const)
    it(`plans the first one: ${file.split("\n")[1] ?? ""}`, async () => {
      const users = SEED.users.slice(0, 1).map(({ role: _, ...ann }) => ({ ...ann, forms: 154 }));
      const site = await openSite({ seed: { ...SEED, roles: [], dags: [], users } });
      try {
        const live = await site.projects.load(site.id);
        const outcome = await importFile(new TextEncoder().encode(file), live);
        assert.equal(outcome.kind, "read");
        if (outcome.kind !== "read") return;
        await site.drafts.takeEdits(site.id, outcome.edits, live);
        const plan = await site.changes.plan(site.id, await site.drafts.edits(site.id));
        assert.deepEqual([plan.problems, plan.changes.length, plan.steps.length], [[], 1, 1]);
        assert.match(inEnglish(plan.changes[0]?.sentence ?? ""), sentence);
      } finally {
        await site.close();
      }
    });
});
