// `npm run l10n`: writes l10n/bundle.l10n.json, the texts of the code that translators start from. `--check` only compares.
// A text that is not written out in the call could not be found here, so it is an error.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { flags, main, ROOT } from "./setup.mjs";

const { check } = flags({ check: { type: "boolean" } });
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
    if (ts.isCallExpression(node) && isTranslation(node.expression, source)) texts.add(textOf(node, source));
    ts.forEachChild(node, visit);
  };
  visit(source);
}

/** `vscode.l10n.t(…)`, or `t(…)` where a file has taken it out of `vscode.l10n`. */
function isTranslation(callee, source) {
  if (ts.isPropertyAccessExpression(callee)) return /\bl10n\.t$/.test(callee.getText(source));
  return ts.isIdentifier(callee) && callee.text === "t" && /\bconst \{ t \} = vscode\.l10n;/.test(source.text);
}

function textOf(call, source) {
  const [text] = call.arguments;
  if (text && ts.isStringLiteralLike(text)) return text.text;
  const { line } = source.getLineAndCharacterOfPosition(call.getStart(source));
  throw new Error(`${source.fileName}:${line + 1}: the text of l10n.t must be one string literal`);
}
