import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

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

/** Calls whose strings are titles of tests, or what is expected. */
const NOT_DONE = /^(?:describe|it|step|story)$|^assert\b|\.(?:includes|screenshot|quickTitle)$/;
/** What the tests do with a command's name or words; their own titles, imports and comments do nothing. */
const deeds = new Set(
  TESTS.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".test.ts"))
      .flatMap((name) => deedsOf(join(folder, name))),
  ),
);

/** A command's name without what all of them begin with, and its title. */
const commands = contributes.commands.map(({ command, title }) => {
  const key = title.replaceAll("%", "");
  return { name: command.replace(/^redcapAccess\./, ""), key, title: titles[key] };
});

/** Strings that are given to something, and the handlers that are called or handed on. */
function deedsOf(file: string): readonly string[] {
  const source = ts.createSourceFile(file, read(file), ts.ScriptTarget.Latest, true);
  const own = new Set<string>();
  const found: string[] = [];
  const walk = (node: ts.Node, inCall: boolean): void => {
    if (ts.isImportDeclaration(node)) {
      if (/\/src\/commands\//.test(node.moduleSpecifier.getText()))
        for (const [name] of node.importClause?.getText().matchAll(/\w+/g) ?? []) own.add(name);
      return;
    }
    if (ts.isStringLiteralLike(node) && inCall) found.push(node.text.replace(/^(?:REDCap: |redcapAccess\.)/, ""));
    if (ts.isIdentifier(node) && own.has(node.text)) found.push(node.text);
    const given = ts.isCallExpression(node)
      ? !NOT_DONE.test(node.expression.getText())
      : inCall && !ts.isFunctionLike(node);
    ts.forEachChild(node, (child) => walk(child, given));
  };
  walk(source, false);
  return found;
}

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

  it("is run by a test: called by its name, or chosen by its title", () =>
    assert.deepEqual(
      commands
        .filter(({ name, title }) => !deeds.has(name) && !(title && deeds.has(title)))
        .map(
          ({ name, title }) =>
            `No test runs the command ${name}. Write one in test/host that calls ${name}, or one in test/ui that chooses "${title}".`,
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
