import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

interface Manifest {
  readonly contributes: { readonly commands: readonly { readonly command: string; readonly title: string }[] };
}

const HANDLERS = "src/commands/registry/table.ts";
const TITLES = "package.nls.json";
/** Where commands are run by tests that look at what they did. */
const TESTS = ["test/host", "test/ui"];

const read = (file: string) => readFileSync(file, "utf8");
const { contributes } = JSON.parse(read("package.json")) as Manifest;
const titles = JSON.parse(read(TITLES)) as Readonly<Record<string, string>>;
const [, entries = ""] = /COMMANDS\b[^=]*= \{([\s\S]*)\n\};/.exec(read(HANDLERS)) ?? [];
const handlers = new Set([...entries.matchAll(/^ {2}(\w+)[,:]/gm)].map(([, name]) => name));
const tests = TESTS.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".test.ts"))
    .map((name) => read(join(folder, name))),
);

/** A command's name without what all of them begin with, and its title without the dots that promise a question. */
const commands = contributes.commands.map(({ command, title }) => {
  const key = title.replaceAll("%", "");
  return { name: command.replace(/^redcapAccess\./, ""), key, title: titles[key]?.replace(/…$/, "") };
});

/** Names stand in longer ones: Refresh Project is not named where only Refresh Projects is. */
const names = (text: string, title: string) =>
  new RegExp(`(?<![\\w])${title.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?!\\w| Selected)`).test(text);

describe("every command of the manifest", () => {
  it("has a title in package.nls.json", () =>
    assert.deepEqual(
      commands
        .filter(({ title }) => !title)
        .map(({ name, key }) => `The command ${name} has no title. Add "${key}" to ${TITLES}.`),
      [],
    ));

  it("has a handler", () => {
    assert.ok(handlers.size > 0, `No handler was found in ${HANDLERS}.`);
    assert.deepEqual(
      commands
        .filter(({ name }) => !handlers.has(name))
        .map(({ name }) => `The command ${name} has no handler. Add ${name} to COMMANDS in ${HANDLERS}.`),
      [],
    );
  });

  it("is named, by its title, in a test that runs it and looks at what it did", () =>
    assert.deepEqual(
      commands
        .filter(({ title }) => title && !tests.some((text) => names(text, title)))
        .map(
          ({ name, title }) =>
            `No test runs the command ${name}. Write one in test/host or test/ui whose title or steps name "${title}".`,
        ),
      [],
    ));

  it("is the only thing that has a handler", () => {
    const known = new Set(commands.map(({ name }) => name));
    assert.deepEqual(
      [...handlers]
        .filter((name) => !known.has(name ?? ""))
        .map((name) => `${name} is in no "commands" of package.json.`),
      [],
    );
  });
});

describe("the walkthrough", () => {
  it("has no asterisks to read: of them VS Code knows bold only", () => {
    const texts = Object.entries(titles).filter(([key]) => key.startsWith("walkthrough."));
    assert.ok(texts.length > 0);
    for (const [key, text] of texts) assert.doesNotMatch(text.replace(/\*\*[^*]+\*\*/g, ""), /\*/, key);
  });
});
