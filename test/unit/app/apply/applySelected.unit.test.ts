import { said } from "../../core/problems";
import assert from "node:assert/strict";
import { decodeCsv, encodeCsv } from "../../../../src/codec/csv";
import { addRow, columnOf, rowId } from "../../../../src/core/edits/edit";
import { openSite, role } from "../site";
import type { Site } from "../site";
import { english } from "../../../../src/core/text/message";

const CREATED = { draft: "roles", key: "new:1" } as const;

/** A draft that makes the role Pharmacist, puts eve into it, and moves carol. */
async function withDrafts(work: (site: Site) => Promise<void>): Promise<void> {
  const site = await openSite();
  try {
    const snapshot = await site.projects.load(site.id);
    const { base } = await site.drafts.open(site.id, "assignments", snapshot);
    const roles = decodeCsv((await site.drafts.open(site.id, "roles", snapshot)).base.text).table;
    const row = roles.columns.map((name) =>
      name === "unique_role_name" ? CREATED.key : name === "role_label" ? "Pharmacist" : "",
    );
    await site.drafts.save(site.id, "roles", encodeCsv({ ...roles, rows: [...roles.rows, row] }));
    await site.drafts.save(
      site.id,
      "assignments",
      base.text.replace(/^eve,,/m, "eve,new:1,").replace(/^carol,U-2ENTRY,/m, "carol,U-3MON,"),
    );
    await work(site);
  } finally {
    await site.close();
  }
}

/** All but these rows left out, as on the review. */
async function choose(site: Site, ...ids: readonly string[]) {
  const edits = await site.drafts.edits(site.id);
  return await site.changes.plan(
    site.id,
    edits.filter((edit) => ids.includes(rowId(edit))),
  );
}

const person = (key: string) => rowId({ draft: "users", key });

describe("applying some of the changes in the drafts", () => {
  it("sends only these, and leaves the others in the drafts as they are", () =>
    withDrafts(async (site) => {
      const before = site.state();
      const report = await site.changes.apply(site.id, await choose(site, person("carol")));
      assert.equal(report.outcome, "done", english(report.sentence));
      assert.deepEqual(site.state(), new Map(before).set("carol", "U-3MON/boston/2026-12-31"));
      const left = await site.drafts.edits(site.id);
      assert.deepEqual(
        left.filter((edit) => columnOf(edit) !== "role_label"),
        [addRow(CREATED.draft, CREATED.key), role("eve", "", "new:1")],
      );
    }));

  it("calls a role that was created by REDCap's name in what stays", () =>
    withDrafts(async (site) => {
      const report = await site.changes.apply(site.id, await choose(site, rowId(CREATED)));
      assert.equal(report.outcome, "done", english(report.sentence));
      const id = report.serverNames?.roles.get(CREATED.key) ?? "";
      assert.match(id, /^U-/);
      assert.deepEqual(await site.drafts.edits(site.id), [role("carol", "U-2ENTRY", "U-3MON"), role("eve", "", id)]);
    }));

  it("refuses an assignment to a role whose creation is left out, and sends nothing", () =>
    withDrafts(async (site) => {
      const plan = await choose(site, person("eve"));
      assert.deepEqual(
        plan.problems.map((each) => [each.level, said(each)]),
        [["refuse", "eve: The new role new:1 is not created by these changes."]],
      );
      await assert.rejects(site.changes.apply(site.id, plan), /cannot be applied as they are/);
    }));
});
