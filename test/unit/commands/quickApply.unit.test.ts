import assert from "node:assert/strict";
import { verbatim } from "../../../src/core/text/message";
import { assignRole } from "../../../src/commands/people/assignRole";
import { planAndApply, undoLast } from "../../../src/commands/quickApply";
import { tellFailure } from "../../../src/commands/tellFailure";
import { addRow } from "../../../src/core/edits/edit";
import { RedcapError } from "../../../src/redcap/errors";
import { desk } from "../../support/desk/desk";
import { person, projectNode, userNode } from "../../support/desk/person";
import { dag, openSite, role } from "../app/site";
import type { Site } from "../app/site";

describe("quick actions, from the question to what REDCap has", () => {
  let site: Site;
  beforeEach(async () => {
    site = await openSite();
  });
  afterEach(() => site.close());

  const eve = () => userNode(site.id, "eve");
  const until = async (state: () => boolean) => {
    while (!state()) await new Promise((next) => setImmediate(next));
  };

  it("Show Details after an apply shows what was applied, where, and how it reads back", async () => {
    const dialogs = person("Data Entry", "Apply");
    dialogs.presses.push("Show Details");
    const at = desk(site, dialogs);
    await assignRole(at)(eve());
    await until(() => at.shown.size > 0);
    const text = at.shown.get("What was applied") ?? "";
    assert.equal(site.state().get("eve"), "U-2ENTRY//");
    assert.ok(text.includes("Trial") && text.includes(site.proxy.url), text);
    assert.match(text, /eve.*Data Entry/);
    assert.deepEqual(at.done, ["worked: Applying to Trial"]);
    assert.match(at.log.lines[0] ?? "", /^apply: done, \d+ requests, 0 differing$/);
  });

  it("Undo after an apply asks, and then leads back to what was there before", async () => {
    const before = site.state();
    const dialogs = person("Monitor", "Apply", "bob", "Undo");
    dialogs.presses.push("Undo");
    const at = desk(site, dialogs);
    await assignRole(at)(userNode(site.id, "bob"));
    await until(() => dialogs.answers.length === 0 && site.state().get("bob") === before.get("bob"));
    assert.ok(dialogs.said.some((each) => /^Undo: 1 change to 1 person in Trial on /.test(each)));
    assert.deepEqual(site.state(), before);
    await until(() => at.done.length === 2);
    assert.deepEqual(at.done, ["worked: Applying to Trial", "worked: Undoing in Trial"]);
  });

  it("there is nothing to undo before the first apply, and only the newest after it", async () => {
    const dialogs = person();
    await undoLast(desk(site, dialogs), site.id);
    assert.match(dialogs.said[0] ?? "", /^There is nothing to undo/);
    await planAndApply(desk(site, person("Apply")), site.id, [role("eve", "", "U-2ENTRY")]);
    const later = person();
    await undoLast(desk(site, later), site.id, "another entry");
    assert.match(later.said[0] ?? "", /^Something else has been applied since\. Use Undo Last Apply/);
  });

  describe("where somebody else has changed the same meanwhile", () => {
    const moved = async (...answers: Parameters<typeof person>) => {
      await site.projects.load(site.id);
      const project = site.emulator.state(12);
      const [bob, lyon] = [project.users.get("bob"), [...project.dags.values()].find(({ name }) => name === "Lyon")];
      assert.ok(bob && lyon);
      bob.dag = lyon;
      const dialogs = person(...answers);
      await planAndApply(desk(site, dialogs), site.id, [dag("bob", "boston", "")]);
      return dialogs.said;
    };

    it("asks with the three values, and keeps mine", async () => {
      const said = await moved("Keep Mine", "Apply", "bob");
      assert.equal(
        said[0],
        "Somebody else has changed this in REDCap meanwhile. | " +
          "bob: Data Access Group was Boston, is now Lyon in REDCap, and your change says none",
      );
      assert.match(said[1] ?? "", /bob: Data Access Group Lyon → none \(sees every record\)/);
      assert.equal(site.state().get("bob"), "U-2ENTRY//");
    });

    it("takes REDCap's, and sends nothing", async () => {
      const said = await moved("Take REDCap's");
      assert.deepEqual(said.slice(1), ["Nothing was changed: what REDCap says now stays."]);
      assert.deepEqual([site.state().get("bob"), site.proxy.writes], ["U-2ENTRY/lyon/", []]);
    });

    it("does nothing on Cancel", async () => {
      assert.equal((await moved(undefined)).length, 1);
      assert.deepEqual(site.proxy.writes, []);
    });
  });

  it("sends nothing before the answer, nor where the folder is not trusted", async () => {
    const before = site.state();
    await planAndApply(desk(site, person(undefined)), site.id, [role("eve", "", "U-2ENTRY")]);
    const dialogs = person();
    await planAndApply(desk(site, dialogs, { trusted: false }), site.id, [role("eve", "", "U-2ENTRY")]);
    assert.match(
      dialogs.said[0] ?? "",
      /^Changing REDCap is off while this folder is not trusted\. \| Files in an untrusted/,
    );
    assert.deepEqual([site.state(), site.proxy.writes], [before, []]);
  });

  it("more changes than a question holds are read in the review, and sent once their number was typed", async () => {
    const names = Array.from({ length: 13 }, (_, index) => `p.${index}`);
    const ask = async (...answers: Parameters<typeof person>) => {
      const at = desk(site, person(...answers));
      await planAndApply(
        at,
        site.id,
        names.map((name) => addRow("users", name)),
      );
      return at;
    };
    const before = site.state();
    const { shown, dialogs } = await ask("Review Changes", undefined);
    assert.match(
      (dialogs as ReturnType<typeof person>).said[0] ?? "",
      /^Apply 13 changes to 13 people[^]*type their number, 13\.$/,
    );
    for (const name of names)
      assert.ok(shown.get("Review of Changes")?.includes(`  ${name}:\n    Added to the project`), name);
    await ask(undefined);
    await ask("Review Changes", "12");
    assert.deepEqual(site.state(), before);
    await ask("Review Changes", "13");
    assert.deepEqual([site.state().size, site.state().get("p.12")], [before.size + 13, "//"]);
  });

  it("twelve changes are asked about in the question itself", async () => {
    const dialogs = person("Apply");
    const names = Array.from({ length: 12 }, (_, index) => `p.${index}`);
    await planAndApply(
      desk(site, dialogs),
      site.id,
      names.map((name) => addRow("users", name)),
    );
    assert.equal(dialogs.said[0]?.match(/Added to the project/g)?.length, 12);
    assert.equal(site.state().size, 18);
  });
});

describe("a command that fails", () => {
  let site: Site;
  before(async () => {
    site = await openSite();
  });
  after(() => site.close());

  const told = async (error: unknown, press?: string) => {
    const dialogs = person();
    if (press) dialogs.presses.push(press);
    const at = desk(site, dialogs);
    await tellFailure(at, error, projectNode(site.id));
    return { said: dialogs.said, buttons: dialogs.buttons, done: at.done, shown: at.shown };
  };

  it("is told in a sentence, and not at all when the person cancelled it", async () => {
    assert.deepEqual((await told(new Error("It did not work."))).said, ["It did not work."]);
    assert.deepEqual((await told(new RedcapError("cancelled", verbatim("Cancelled.")))).said, []);
    assert.deepEqual((await told(new DOMException("stop", "AbortError"))).said, []);
  });

  it("offers the command that may help", async () => {
    const moved = await told(new RedcapError("moved", verbatim("It has moved.")), "Change Server Address…");
    assert.deepEqual(moved.done, [`ran changeServerAddress {"kind":"project","connectionId":"${site.id}"}`]);
    for (const kind of ["certificate", "unreachable", "timedOut"] as const)
      assert.deepEqual((await told(new RedcapError(kind, verbatim("No.")))).buttons, ["Test Connection"]);
    assert.deepEqual((await told(new RedcapError("refused", verbatim("No.")))).buttons, []);
  });

  it("shows what the server answered, when asked", async () => {
    const error = new RedcapError("refused", verbatim("No."), { answer: "<html>closed</html> " });
    const { buttons, shown } = await told(error, "Show Answer");
    assert.deepEqual(buttons, ["Show Answer"]);
    assert.equal(shown.get("Answer of the server"), "<html>closed</html>");
  });
});
