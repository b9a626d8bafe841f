// `npm run l10n`: writes l10n/bundle.l10n.json, the texts of the code that translators start from. `--check` only compares.
// A text that is not written out in the call could not be found here, so it is an error.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { flags, main, ROOT } from "./setup.mjs";

const { check } = flags({ check: { type: "boolean" } });
const IMPORTS_MESSAGES =
  /^import \{[^}]*\b(?:message|plural)\b[^}]*\} from "[^"]*\/message"|^export function message\b/m;
const BUNDLE = "l10n/bundle.l10n.json";

main(async () => {
  const texts = new Set();
  for (const file of files()) collect(file, texts);
  const bundle = Object.fromEntries([...texts].sort().map((text) => [text, text]));
  const wanted = `${JSON.stringify(bundle, undefined, 2)}\n`;
  const target = join(ROOT, BUNDLE);
  const found = existsSync(target) ? readFileSync(target, "utf8") : "";
  if (!check) {
    mkdirSync(join(target, ".."), { recursive: true });
    writeFileSync(target, wanted);
  } else if (found !== wanted) throw new Error(`${BUNDLE} is not up to date: run npm run l10n`);
  process.stdout.write(`${BUNDLE}: ${texts.size} texts\n`);
});

function files() {
  const { fileNames } = ts.parseJsonConfigFileContent(
    { include: ["src"], compilerOptions: { jsx: "preserve" } },
    ts.sys,
    ROOT,
  );
  return fileNames;
}

function collect(file, texts) {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
  const visit = (node) => {
    if (ts.isCallExpression(node) && isMessage(node.expression, source))
      for (const text of textsOf(node, source)) texts.add(text);
    ts.forEachChild(node, visit);
  };
  visit(source);
}

/** `message(…)` and `plural(…)` of `core/text/message.ts`. */
function isMessage(callee, source) {
  return ts.isIdentifier(callee) && ["message", "plural"].includes(callee.text) && IMPORTS_MESSAGES.test(source.text);
}

/** The template of a call, or its templates by plural category. */
function textsOf(call, source) {
  const plural = call.expression.getText(source) === "plural";
  const [first, forms] = call.arguments;
  const found = plural && forms && ts.isObjectLiteralExpression(forms) ? forms.properties.map(valueOf) : [first];
  if (found.every((text) => text && ts.isStringLiteralLike(text))) return found.map((text) => text.text);
  const { line } = source.getLineAndCharacterOfPosition(call.getStart(source));
  throw new Error(`${source.fileName}:${line + 1}: the text must be one string literal, written in the call`);
}

function valueOf(property) {
  return ts.isPropertyAssignment(property) ? property.initializer : undefined;
}
