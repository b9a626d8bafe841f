import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { ALWAYS, NEVER, row } from "../../src/commands/registry/command";
import type { Command } from "../../src/commands/registry/command";
import { COMMANDS, SUBMENUS } from "../../src/commands/registry/table";
import { commandProblems } from "../support/manifest/commandProblems";
import { contributed } from "../support/manifest/contributed";
import type { Contributed } from "../support/manifest/contributed";
import { deedsOfTests } from "../support/manifest/deeds";

const read = (file: string): unknown => JSON.parse(readFileSync(file, "utf8"));
const titles = read("package.nls.json") as Readonly<Record<string, string>>;

describe("commands", () => {
  it("stand in the manifest as in their table", () => {
    const { commands, menus, submenus } = (read("package.json") as { readonly contributes: Contributed }).contributes;
    assert.deepEqual(
      { commands, menus, submenus },
      contributed(COMMANDS, SUBMENUS),
      "package.json does not follow src/commands/registry/table.ts: run npm run manifest",
    );
  });

  it("have a title, a handler that can be read, a place where they show, and a test that runs them", async () => {
    const deeds = deedsOfTests();
    assert.deepEqual(await commandProblems({ commands: COMMANDS, submenus: SUBMENUS, titles, deeds }), []);
  });

  const WHOLE: Command = { load: () => () => () => undefined, menus: [row("project", "1@1")] };
  const problems = (command: Command, known: { readonly title?: string; readonly deed?: string } = {}) =>
    commandProblems({
      commands: { doIt: command },
      submenus: {},
      titles: known.title === undefined ? {} : { "command.doIt": known.title },
      deeds: new Set(known.deed === undefined ? [] : [known.deed]),
    });
  const known = { title: "Do It…", deed: "Do It…" };

  it("are complete when a test calls their name or chooses their title", async () => {
    assert.deepEqual(await problems(WHOLE, known), []);
    assert.deepEqual(await problems(WHOLE, { title: "Do It…", deed: "doIt" }), []);
    assert.deepEqual(await problems({ ...WHOLE, palette: ALWAYS, menus: [] }, known), []);
  });

  it("are told without a title, a handler, a place or a test, with what to do", async () => {
    assert.deepEqual(await problems(WHOLE, { deed: "doIt" }), [
      'The command doIt has no title. Add "command.doIt" to package.nls.json.',
    ]);
    const handless: Command["load"][] = [() => undefined as never, () => Promise.reject(new Error("no such file"))];
    for (const load of handless)
      assert.deepEqual(await problems({ ...WHOLE, load }, known), [
        "The command doIt has no handler. Let its load in src/commands/registry/table.ts lead to one.",
      ]);
    assert.deepEqual(await problems({ ...WHOLE, palette: NEVER, menus: [] }, known), [
      "The command doIt shows nowhere. Give it a menu in src/commands/registry/table.ts.",
    ]);
    assert.deepEqual(await problems(WHOLE, { title: "Do It…" }), [
      'No test runs the command doIt. Write one in test/unit/commands that calls doIt, or one in test/ui that chooses "Do It…".',
    ]);
  });

  it("leave no title behind, and their menus have one", async () => {
    const submenus = { more: [row("project", "1@1")] };
    const left = { "command.gone": "Gone" };
    assert.deepEqual(await commandProblems({ commands: {}, submenus, titles: left, deeds: new Set() }), [
      'The menu more has no title. Add "submenu.more" to package.nls.json.',
      '"command.gone" of package.nls.json is the title of nothing. Delete it, or add the command to src/commands/registry/table.ts.',
    ]);
  });
});

describe("the walkthrough", () => {
  it("has no asterisks to read: of them VS Code knows bold only", () => {
    const texts = Object.entries(titles).filter(([key]) => key.startsWith("walkthrough."));
    assert.ok(texts.length > 0);
    for (const [key, text] of texts) assert.doesNotMatch(text.replace(/\*\*[^*]+\*\*/g, ""), /\*/, key);
  });
});
