// Builds every bundle. `node esbuild.js [--watch] [--tests]`; fails when a bundle passes its budget.
const esbuild = require("esbuild");
const { readFileSync, existsSync } = require("node:fs");
const fs = require("node:fs");
const path = require("node:path");

const watch = process.argv.includes("--watch");
const tests = process.argv.includes("--tests");
const KB = 1024;

/** Dynamic imports of these modules become `require` of a bundle of their own, loaded at first use. */
const LAZY = {
  undiciTransport: "undici.js",
  "emulator/server": "emulator.js",
  "./xml": "xml.js",
  "./importQuestions": "import.js",
  "./seldom": "seldom.js",
};

const lazyBundles = {
  name: "lazy-bundles",
  setup(build) {
    build.onResolve({ filter: /./ }, (args) => {
      if (args.kind !== "dynamic-import") return undefined;
      const hit = Object.keys(LAZY).find((suffix) => args.path.endsWith(suffix));
      return hit ? { path: `./${LAZY[hit]}`, external: true } : undefined;
    });
  },
};

/** undici keeps its dispatcher in a process-wide slot shared with every other extension; ours stays in the module. */
const ownUndiciSlot = {
  name: "own-undici-slot",
  setup(build) {
    build.onLoad({ filter: /undici[\\/]lib[\\/]global\.js$/ }, () => ({
      contents:
        "let agent; module.exports = { setGlobalDispatcher(a) { agent = a; }, getGlobalDispatcher() { return agent; } };",
      loader: "js",
    }));
  },
};

const node = {
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node22",
  minify: !watch,
  sourcemap: watch,
  legalComments: "none",
  external: ["vscode"],
  logLevel: "warning",
  metafile: true,
};

const BUNDLES = [
  {
    name: "extension",
    budget: 250 * KB,
    options: { ...node, entryPoints: ["src/extension.ts"], plugins: [lazyBundles] },
  },
  {
    name: "undici",
    budget: 560 * KB,
    options: { ...node, entryPoints: ["src/net/undiciTransport.ts"], plugins: [ownUndiciSlot] },
  },
  { name: "emulator", budget: 250 * KB, options: { ...node, entryPoints: ["src/emulator/server.ts"] } },
  {
    name: "import",
    budget: 80 * KB,
    options: { ...node, entryPoints: ["src/commands/importQuestions.ts"], plugins: [lazyBundles] },
  },
  {
    name: "seldom",
    budget: 120 * KB,
    options: { ...node, entryPoints: ["src/commands/seldom.ts"], plugins: [lazyBundles] },
  },
  { name: "xml", budget: 80 * KB, options: { ...node, entryPoints: ["src/codec/xml.ts"] } },
  {
    name: "webview/accessTable",
    budget: 80 * KB,
    options: {
      bundle: true,
      platform: "browser",
      format: "iife",
      target: "es2022",
      minify: !watch,
      sourcemap: false,
      legalComments: "none",
      logLevel: "warning",
      metafile: true,
      jsx: "automatic",
      jsxImportSource: "preact",
      entryPoints: ["src/webview/accessTable.tsx"],
    },
  },
];

const testBuild = {
  ...node,
  minify: false,
  sourcemap: "inline",
  metafile: false,
  // `desc=x`-style globs would hide new files from a watching build, so entry points are read once per build.
  entryPoints: existsSync("test")
    ? walk("test").filter((file) =>
        /\.(unit|host|ui)\.test\.ts$|test\/(host\/index|bench\/.*|support\/bin\/.*)\.ts$/.test(file),
      )
    : [],
  outbase: ".",
  outdir: "out",
  packages: "external",
  plugins: [],
};

function walk(dir) {
  return fs.readdirSync(dir, { withFileTypes: true }).flatMap((entry) => {
    const file = path.posix.join(dir, entry.name);
    return entry.isDirectory() ? walk(file) : [file];
  });
}

async function buildBundle({ name, budget, options }) {
  if (!options.entryPoints.every((file) => existsSync(file))) return;
  const outfile = `dist/${name}.js`;
  const full = { ...options, outfile };
  if (watch) return (await esbuild.context(full)).watch();
  await esbuild.build(full);
  const size = readFileSync(outfile).length;
  const verdict = `${outfile} ${(size / KB).toFixed(0)} KB of ${budget / KB} KB`;
  if (size > budget) throw new Error(`over budget: ${verdict}`);
  process.stdout.write(`${verdict}\n`);
}

async function main() {
  fs.rmSync("dist", { recursive: true, force: true });
  await Promise.all(BUNDLES.map(buildBundle));
  if (tests) await esbuild.build(testBuild);
  if (watch) return;
  const taking = walk("dist").filter((file) => readFileSync(file, "utf8").includes("undici.globalDispatcher"));
  if (taking.length > 0) throw new Error(`would take undici's process-wide dispatcher slot: ${taking.join(", ")}`);
}

if (require.main === module)
  main().catch((error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });

/** Budgets in bytes, for packaging and the benchmark. */
module.exports = {
  BUDGETS: Object.fromEntries(BUNDLES.map(({ name, budget }) => [`dist/${name}.js`, budget])),
  PACKAGE_BUDGET: 1000 * KB,
};
