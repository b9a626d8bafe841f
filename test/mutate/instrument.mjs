// Runs in Node 22: instrument.mjs INSTRUMENTER REQUEST ANSWER. Without ranges it lists every mutant of the files; with
// ranges it places the mutants inside them, each behind a switch, and gives back the files' new text.
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [tool, request, answer] = process.argv.slice(2);
const { Instrumenter } = await import(pathToFileURL(tool).href);
/** @type {{files: {name: string, ranges?: object[]}[]}} */
const { files } = JSON.parse(readFileSync(request, "utf8"));

const silent = () => undefined;
const logger = { isDebugEnabled: () => false, debug: silent, info: silent, warn: silent };
const words = new Map();
let current;
/** Ignores nothing: it notes which strings are texts for people, while the syntax tree is at hand. */
const noting = {
  shouldIgnore(path) {
    if (isText(path)) words.get(current).add(place(path.node.loc));
    return undefined;
  },
};
const options = { plugins: null, excludedMutations: [], ignorers: [noting] };
const place = ({ start, end }) => `${start.line}:${start.column}-${end.line}:${end.column}`;

/** A string is a fault worth making where it is a name that the code decides by, or stands in a table at the top of a file. */
function isText(path) {
  if (path.isTemplateLiteral()) return !inTable(path);
  if (!path.isStringLiteral()) return false;
  if (isCallOf(path.parent, "t")) return true;
  if (isMessage(path.parent)) return !inTable(path);
  return /[\s…]/.test(path.node.value) && !inTable(path);
}

const isCallOf = (node, name) => node.type === "CallExpression" && node.callee.property?.name === name;

const isMessage = (node) => node.type === "CallExpression" && ["message", "plural"].includes(node.callee.name);

function inTable(path) {
  const stops = path.findParent((up) => up.isFunction() || up.isClass() || up.isVariableDeclaration());
  const program =
    stops?.isVariableDeclaration() && (stops.parentPath.isProgram() || stops.parentPath.isExportNamedDeclaration());
  return Boolean(program) && Boolean(path.findParent((up) => up.isObjectExpression() || up.isArrayExpression()));
}

const mutants = [];
const out = [];
if (files.some(({ ranges }) => ranges)) {
  current = "";
  words.set(current, new Set());
  const contents = files.map(({ name, ranges }) => ({ name, mutate: ranges, content: readFileSync(name, "utf8") }));
  const made = await new Instrumenter(logger).instrument(contents, options);
  mutants.push(...made.mutants);
  out.push(...made.files.map(({ name, content }) => ({ name, content })));
} else {
  // One file at a time, so that what was noted belongs to it.
  for (const { name } of files) {
    current = name;
    words.set(name, new Set());
    const content = readFileSync(name, "utf8");
    const made = await new Instrumenter(logger).instrument([{ name, mutate: true, content }], options);
    const isWords = ({ mutatorName, location: { start, end } }) =>
      mutatorName === "StringLiteral" &&
      words.get(name).has(place({ start: { ...start, line: start.line + 1 }, end: { ...end, line: end.line + 1 } }));
    mutants.push(...made.mutants.filter((mutant) => !isWords(mutant)));
  }
}
writeFileSync(answer, JSON.stringify({ mutants, files: out }));
