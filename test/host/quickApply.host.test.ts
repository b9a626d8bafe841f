import assert from "node:assert/strict";
import * as vscode from "vscode";
import { assignRole } from "../../src/commands/people/assignRole";
import { planAndApply } from "../../src/commands/quickApply";
import { duplicateRole } from "../../src/commands/rolesAndGroups/roleActions";
import { addRow } from "../../src/core/edits/edit";
import type { ProjectTree } from "../../src/views/projectTree";
import { ReportDocuments } from "../../src/views/reportDocuments";
import { desk } from "../support/host/desk";
import { person, roleNode, userNode } from "../support/desk/person";
import type { Person } from "../support/desk/person";
import { openSite } from "../unit/app/site";
import type { Site } from "../unit/app/site";

/** What a role gives, by name; what it says nothing of and what it withholds are the same. */
const given = (map: ReadonlyMap<string, number>) => [...map].filter(([, code]) => code !== 0).sort();

describe("quick actions, from the question to what REDCap has", () => {
  let site: Site;
  let reports: ReportDocuments;
  beforeEach(async () => {
    site = await openSite();
    reports = new ReportDocuments();
  });
  afterEach(async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    reports.dispose();
    await site.close();
  });

  /** Called on nodes, so that nobody is selected in a tree. */
  const tree = { selectedUsers: [] } as unknown as ProjectTree;
  const services = (dialogs: Person) => ({ ...desk(site, dialogs), reports, tree });
  const bob = () => userNode(site.id, "bob");
  const shownText = (text: RegExp) =>
    new Promise<string>((resolve) => {
      const listening = vscode.window.onDidChangeVisibleTextEditors((editors) => {
        const found = editors.map(({ document }) => document.getText()).find((each) => text.test(each));
        if (found === undefined) return;
        listening.dispose();
        resolve(found);
      });
    });

  it("Show Details after an apply shows what was applied, where, and how it reads back", async () => {
    const dialogs = person("Monitor", "Apply", "bob");
    dialogs.presses.push("Show Details");
    const report = shownText(/bob/);
    await assignRole(services(dialogs))(bob());
    const text = await report;
    assert.equal(site.state().get("bob"), "U-3MON/boston/");
    assert.match(text, /Trial/);
    assert.ok(text.includes(site.proxy.url), text);
    assert.match(text, /bob.*Data Entry.*Monitor/);
    assert.match(text, /is in REDCap and read back as wanted/);
  });

  it("Undo after an apply asks, and then leads back to what was there before", async () => {
    const before = site.state();
    const dialogs = person("Monitor", "Apply", "bob", "Undo");
    dialogs.presses.push("Undo");
    await assignRole(services(dialogs))(bob());
    while (dialogs.answers.length > 0 || site.state().get("bob") !== before.get("bob"))
      await new Promise((next) => setImmediate(next));
    assert.match(dialogs.said[4] ?? "", /^Undo: 1 change to 1 person in Trial on /);
    assert.deepEqual(site.state(), before);
  });

  it("more changes than a question holds are read in the review, and sent once their number was typed", async () => {
    const names = Array.from({ length: 13 }, (_, index) => `p.${index}`);
    const ask = async (...answers: Parameters<typeof person>) => {
      const dialogs = person(...answers);
      await planAndApply(
        services(dialogs),
        site.id,
        names.map((name) => addRow("users", name)),
      );
      return dialogs.said;
    };
    const before = site.state();
    const review = shownText(/p\.12: added to the project/);
    const [question] = await ask("Review Changes", undefined);
    assert.match(question ?? "", /^Apply 13 changes to 13 people in Trial on [^]*typed their number, 13\.$/);
    for (const name of names) assert.ok((await review).includes(`  ${name}: added to the project; no role`), name);
    assert.deepEqual(site.state(), before);
    await ask("Review Changes", "12");
    assert.deepEqual(site.state(), before);
    await ask("Review Changes", "13");
    assert.deepEqual([site.state().size, site.state().get("p.12")], [before.size + 13, "//"]);
  });

  it("Duplicate Role makes a role with every right of the other, on every instrument, and nobody in it", async () => {
    const roles = () => site.emulator.state(12).roles;
    const before = [...roles().keys()];
    for (const [id, name] of [
      ["U-2ENTRY", "Data Entry"],
      ["U-3MON", "Monitor"],
    ] as const) {
      await duplicateRole(services(person(`${name} II`, "Apply")))(roleNode(site.id, id));
      const [original, copy] = [roles().get(id), [...roles().values()].find(({ label }) => label === `${name} II`)];
      assert.ok(original && copy && !before.includes(copy.id));
      for (const part of ["rights", "forms", "formsExport"] as const) {
        const wanted = given(original[part]);
        assert.deepEqual(given(copy[part]), wanted, `${name}: ${part}`);
        assert.ok(wanted.length > 0 || part === "formsExport");
      }
      assert.deepEqual(
        [...site.emulator.state(12).users.values()].filter(({ role }) => role === copy),
        [],
      );
    }
  });
});
