// The table by layer, what no test noticed, and the HTML page.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../run/setup.mjs";

const FOLDER = "test-results/mutation";
const COLUMNS = {
  killed: "Killed",
  timeout: "Timeout",
  survived: "Survived",
  "not reached": "NoCoverage",
  equivalent: "Ignored",
  "does not compile": "CompileError",
};

/** `src/core/plan/x.ts` is of the layer core; what stands at the top of src is of none. */
const layerOf = ({ fileName }) => fileName.split("/").slice(1, -1)[0] ?? "src";

/** Noticed is what a test failed with, out of what a test could have noticed. */
export function table(mutants) {
  const layers = [...new Set(mutants.map(layerOf))].sort();
  const rows = [...layers.map((layer) => [layer, mutants.filter((each) => layerOf(each) === layer)]), ["all", mutants]];
  const cells = rows.map(([name, of]) => {
    const counts = Object.values(COLUMNS).map((status) => of.filter((each) => each.status === status).length);
    const [killed, timeout, survived, missed] = counts;
    const judged = killed + timeout + survived + missed;
    return [name, ...counts, judged === 0 ? "" : `${((100 * (killed + timeout)) / judged).toFixed(0)} %`].map(String);
  });
  const lines = [["layer", ...Object.keys(COLUMNS), "noticed"], ...cells];
  const widths = lines[0].map((_, at) => Math.max(...lines.map((line) => line[at].length)));
  return lines
    .map((line) => line.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]) : cell.padStart(widths[at]))).join("  "))
    .join("\n");
}

export const isUnnoticed = ({ status }) => status === "Survived" || status === "NoCoverage";

/** A fault that no test noticed, to be read beside the code. */
export function described({ fileName, location, mutatorName, original, replacement, status }) {
  const reached = status === "NoCoverage" ? ", not reached" : "";
  const place = `${fileName}:${location.start.line + 1}:${location.start.column + 1}`;
  return `${place} ${mutatorName}${reached}\n  - ${short(original)}\n  + ${short(replacement)}`;
}

const short = (code) => {
  const line = code.replace(/\s+/g, " ");
  return line.length > 160 ? `${line.slice(0, 159)}…` : line;
};

/** Writes the page, which is Stryker's, and its data beside it; gives back where it is. */
export function writePage(mutants, sources, page) {
  const files = {};
  for (const { id, fileName, mutatorName, replacement, location, status, reason, by } of mutants) {
    files[fileName] ??= { language: "typescript", source: sources.get(fileName), mutants: [] };
    const place = ({ line, column }) => ({ line: line + 1, column: column + 1 });
    const about = [by, reason].filter(Boolean).join(": ");
    files[fileName].mutants.push({
      ...{ id, mutatorName, replacement, status, statusReason: about },
      location: { start: place(location.start), end: place(location.end) },
    });
  }
  const report = { schemaVersion: "2", thresholds: { high: 90, low: 80 }, files };
  const folder = join(ROOT, FOLDER);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "report.json"), JSON.stringify(report, undefined, 2));
  const data = JSON.stringify(report).replace(/</g, "\\u003c");
  const script = readFileSync(page, "utf8").replace(/<\/script/g, "<\\/script");
  writeFileSync(
    join(folder, "index.html"),
    `<!doctype html><meta charset="utf-8"><title>Mutation</title><script>${script}</script>
<mutation-test-report-app title-postfix="REDCap Access"></mutation-test-report-app>
<script>document.querySelector("mutation-test-report-app").report = ${data};</script>\n`,
  );
  return `${FOLDER}/index.html`;
}
