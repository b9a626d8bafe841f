import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/** Where commands are run by tests that look at what they did. */
const TESTS = ["test/unit/commands", "test/host", "test/ui"];

/** Calls whose strings are titles of tests, or what is expected. */
const NOT_DONE = /^(?:describe|it|step|story)$|^assert\b|\.(?:includes|screenshot|quickTitle)$/;
/** What the tests do with a command's name or words; their own titles, imports and comments do nothing. */
export function deedsOfTests(): ReadonlySet<string> {
  return new Set(
    TESTS.flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((name) => name.endsWith(".test.ts"))
        .flatMap((name) => deedsOf(join(folder, name))),
    ),
  );
}

/** Strings that are given to something, and the handlers that are called or handed on. */
function deedsOf(file: string): readonly string[] {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
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
