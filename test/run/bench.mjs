// `npm run bench`: sizes and speed, as Markdown tables and in test-results/bench.{md,json}. Times depend on the machine, so
// each comes with its ratio to something measured in the same run; nothing is asserted.
//   --only codecs,load,…   some of them, by the names in BENCHES
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { execFileSync } from "node:child_process";
import { arch, cpus, loadavg, release, tmpdir, totalmem, type } from "node:os";
import { join } from "node:path";
import bundles from "../../esbuild.js";
import { build, ensureDependencies, flags, main, namesOf, ROOT, run } from "./setup.mjs";

const HOSTS = 5;
const { only: chosen } = flags({ only: { type: "string" } });
const BENCHES = {
  sizes,
  codecs: () => inNode("codecs"),
  fuzz: () => inNode("fuzz"),
  planning: () => inNode("planning"),
  project: () => inNode("project"),
  people: () => inNode("people"),
  load: () => inNode("load"),
  export: () => inNode("exporting"),
  edits: () => inNode("edits"),
  activation,
  paint: () => inHost("paint"),
  grid,
};
const only = chosen ? namesOf(chosen, Object.keys(BENCHES)) : Object.keys(BENCHES);

main(async () => {
  ensureDependencies();
  await build("--tests");
  const tables = [];
  for (const [name, bench] of Object.entries(BENCHES)) {
    if (!only.includes(name)) continue;
    const made = await bench();
    made.forEach((table) => process.stdout.write(`\n${markdown(table)}`));
    tables.push(...made);
  }
  const about = await machine();
  const heading = `# Benchmark\n\n${Object.entries(about)
    .map(([what, value]) => `- ${what}: ${value}\n`)
    .join("")}`;
  mkdirSync(join(ROOT, "test-results"), { recursive: true });
  const write = (file, text) => writeFileSync(join(ROOT, "test-results", file), text);
  write("bench.json", `${JSON.stringify({ machine: about, tables }, undefined, 2)}\n`);
  write("bench.md", [heading, ...tables.map(markdown)].join("\n"));
  process.stdout.write("\ntest-results/bench.md and bench.json hold these tables.\n");
});

async function machine() {
  const { VERSIONS, ensureHost } = await import("../support/hosts/hosts.mjs");
  const { node } = await ensureHost(VERSIONS[0]);
  const [{ model }] = cpus();
  return {
    date: new Date().toISOString().slice(0, 10),
    commit: execFileSync("git", ["rev-parse", "--short", "HEAD"], { cwd: ROOT, encoding: "utf8" }).trim(),
    processor: `${cpus().length} × ${model}`,
    memory: `${Math.round(totalmem() / 2 ** 30)} GB`,
    system: `${type()} ${release()} ${arch()}`,
    "VS Code": VERSIONS[0],
    "Node of VS Code": execFileSync(node, ["--version"], { encoding: "utf8" }).trim(),
    load: loadavg()[0].toFixed(1),
  };
}

function sizes() {
  const built = JSON.parse(readFileSync(join(ROOT, bundles.SIZES), "utf8"));
  const packages = readdirSync(ROOT)
    .filter((file) => file.endsWith(".vsix"))
    .map((file) => ({ module: file, bytes: statSync(join(ROOT, file)).size, budget: bundles.PACKAGE_BUDGET }));
  const rows = [...built, ...packages].map(({ module, bytes, budget }) => ({
    "read with": module,
    KB: Math.round(bytes / 1024),
    "budget KB": budget / 1024,
    "% of budget": Math.round((100 * bytes) / budget),
  }));
  return [{ name: "sizes", note: "What the first use of a module reads, and the package where there is one.", rows }];
}

/** In the Node of the newest VS Code, where the extension runs. */
async function inNode(name) {
  const { VERSIONS, ensureHost } = await import("../support/hosts/hosts.mjs");
  const { node } = await ensureHost(VERSIONS[0]);
  return await withResults((file) =>
    run(node, ["--expose-gc", `out/test/bench/${name}.js`], { env: { ...process.env, BENCH_RESULTS: file } }),
  );
}

/** A host of its own for each measurement; why stands in test/bench/activation.ts. */
async function activation() {
  const runs = [];
  while (runs.length < HOSTS) runs.push(...(await inHost("activation"))[0].rows);
  const [min, median, max] = [0, HOSTS >> 1, HOSTS - 1];
  const sorted = (key) => runs.map((run) => run[key]).sort((a, b) => a - b);
  const rows = Object.keys(runs[0]).map((what) => {
    const values = sorted(what);
    const target = what === "activate" ? "≤ 20" : "";
    return { what, min: values[min], median: values[median], max: values[max], target };
  });
  const note = `${HOSTS} fresh extension hosts; times in ms, VS Code's own part included.`;
  return [{ name: "activation", note, rows }];
}

/** Inside the extension host of the newest VS Code. */
async function inHost(name) {
  const { VERSIONS, ensureHost } = await import("../support/hosts/hosts.mjs");
  const { ensureChromium } = await import("../support/hosts/chromium.mjs");
  const { runTests } = await import("@vscode/test-electron");
  const [version] = VERSIONS;
  ensureChromium();
  await ensureHost(version);
  return await withResults((file, scratch) =>
    runTests({
      vscodeExecutablePath: join(ROOT, "test/support/hosts/launcher.mjs"),
      extensionDevelopmentPath: ROOT,
      extensionTestsPath: join(ROOT, `out/test/bench/${name}.js`),
      launchArgs: [scratch, `--user-data-dir=${join(scratch, ".user")}`, `--extensions-dir=${join(scratch, ".ext")}`],
      extensionTestsEnv: { VSCODE_TEST_VERSION: version, BENCH_RESULTS: file },
    }),
  );
}

/** The packaged extension in a real VS Code. */
async function grid() {
  const { VERSIONS, ensureHost } = await import("../support/hosts/hosts.mjs");
  const { ensureChromium } = await import("../support/hosts/chromium.mjs");
  ensureChromium();
  await ensureHost(VERSIONS[0]);
  if ((await run(process.execPath, ["test/run/package.mjs", "--built"])) !== 0) throw new Error("no package");
  return await inNode("grid");
}

/** What was started writes its tables into a file. */
async function withResults(work) {
  const folder = mkdtempSync(join(tmpdir(), "redcap-access-bench-"));
  const file = join(folder, "results.json");
  try {
    const code = await work(file, folder);
    if (code !== 0 || !existsSync(file)) throw new Error("the benchmark failed");
    return JSON.parse(readFileSync(file, "utf8"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A table that reads as text too: columns of one width, numbers to the right. */
function markdown({ name, note, rows }) {
  const columns = Object.keys(rows[0] ?? {});
  const lines = [columns, ...rows.map((row) => columns.map((column) => String(row[column] ?? "")))];
  const widths = columns.map((_, at) => Math.max(3, ...lines.map((line) => line[at].length)));
  const isText = columns.map((column) => typeof rows[0]?.[column] === "string");
  const cell = (text, at) => (isText[at] ? text.padEnd(widths[at]) : text.padStart(widths[at]));
  const line = (cells) => `| ${cells.map(cell).join(" | ")} |\n`;
  const rule = `| ${widths.map((width, at) => (isText[at] ? "-".repeat(width) : `${"-".repeat(width - 1)}:`)).join(" | ")} |\n`;
  const [head, ...body] = lines;
  return `## ${name}\n\n${note}\n\n${line(head)}${rule}${body.map(line).join("")}`;
}
