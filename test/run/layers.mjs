// `npm run layers`: says which imports of src break the rules of layers.mjs, and draws the layers into CONTRIBUTING.md.
// `--check` does not draw, but fails when the picture is an old one.
import { readFileSync, writeFileSync } from "node:fs";
import { cruise } from "dependency-cruiser";
import { LAYERS, RULES } from "../../layers.mjs";
import { flags, main } from "./setup.mjs";

const { check } = flags({ check: { type: "boolean" } });
const PAGE = "CONTRIBUTING.md";
const [BEGIN, END] = ["<!-- Drawn by `npm run layers`. -->\n", "\n<!-- Until here. -->"];

main(async () => {
  const { output } = await cruise(["src"], {
    ...{ validate: true, ruleSet: { forbidden: RULES }, tsPreCompilationDeps: true },
    ...{ includeOnly: "^src/", moduleSystems: ["es6"] },
  });
  const faults = output.summary.violations.map(sentence);
  if (!draw(picture(output.modules))) faults.push(`The picture of the layers in ${PAGE} is an old one: npm run layers`);
  for (const fault of faults) process.stderr.write(`${fault}\n`);
  if (faults.length > 0) process.exitCode = 1;
});

function sentence({ from, to, rule, cycle }) {
  const { comment } = RULES.find(({ name }) => name === rule.name);
  if (cycle) return `${[from, ...cycle.map(({ name }) => name)].join(" → ")}: ${comment}.`;
  return rule.name === "homeless" ? `${from}: ${comment}.` : `${from} imports ${to}: ${comment}.`;
}

/** Writes the picture. Under `--check` only looks: false when another one stands there. */
function draw(drawn) {
  const page = readFileSync(PAGE, "utf8");
  const [from, to] = [page.indexOf(BEGIN) + BEGIN.length, page.indexOf(END)];
  if (to < from) throw new Error(`${PAGE} has no place for the picture: ${BEGIN.trim()} … ${END.trim()}`);
  if (page.slice(from, to) === drawn) return true;
  if (!check) writeFileSync(PAGE, page.slice(0, from) + drawn + page.slice(to));
  return !check;
}

/** The layers and the floors of `core`, as Mermaid: an arrow for what imports what, unless others lead there anyway. */
function picture(modules) {
  const files = Object.values(LAYERS).flatMap(({ from }) => from.filter((place) => place.endsWith(".ts")));
  const layerOf = (file) => files.find((place) => file === `src/${place}`) ?? /^src\/(\w+)\//.exec(file)?.[1] ?? "src";
  const floorOf = (file) =>
    /^src\/(core\/\w+)\//.exec(file)?.[1] ?? (file.startsWith("src/core/") ? "core/*.ts" : undefined);
  return [layerOf, floorOf]
    .map((placeOf) => `\n\`\`\`mermaid\n${["flowchart TB", ...arrows(modules, placeOf)].join("\n")}\n\`\`\`\n`)
    .join("");
}

function arrows(modules, placeOf) {
  const imports = new Map();
  for (const { source, dependencies } of modules) {
    const from = placeOf(source);
    const targets = dependencies.map(({ resolved }) => placeOf(resolved)).filter((to) => to && to !== from);
    if (from) imports.set(from, new Set([...(imports.get(from) ?? []), ...targets]));
  }
  const reached = (from, seen = new Set()) => {
    for (const to of imports.get(from) ?? []) if (!seen.has(to)) reached(to, seen.add(to));
    return seen;
  };
  const needless = (from, to) => [...(imports.get(from) ?? [])].some((via) => via !== to && reached(via).has(to));
  const ids = [...imports.keys()].sort();
  return [
    ...ids.map((place) => `  ${nameOf(place)}["${place}"]`),
    ...ids.flatMap((from) =>
      [...(imports.get(from) ?? [])]
        .filter((to) => !needless(from, to))
        .sort()
        .map((to) => `  ${nameOf(from)} --> ${nameOf(to)}`),
    ),
  ];
}

function nameOf(place) {
  return place.replaceAll(/\W/g, "_");
}
