// Builds everything that is packaged. `node esbuild.js [--watch] [--tests]`; fails when something passes its budget.
// `--instrumented`: for mutated code, which is larger and needs no source maps.
const esbuild = require("esbuild");
const { readFileSync, existsSync } = require("node:fs");
const fs = require("node:fs");
const path = require("node:path");

const watch = process.argv.includes("--watch");
const tests = process.argv.includes("--tests");
const instrumented = process.argv.includes("--instrumented");
const KB = 1024;

/**
 * What the extension host reads. Each `import()` in src makes a file of its own, and code that several files need is a
 * file that they share. By module: how many bytes its first use may read, beyond what is there by then.
 */
const HOST_ENTRY = "src/activate.ts";
const HOST_MAIN = "src/extension.ts";
/** Runs in worker threads. */
const WORKER = "src/codec/fileWorker.ts";
const BUDGETS = {
  [HOST_ENTRY]: 12 * KB,
  [HOST_MAIN]: 250 * KB,
  "src/commands/registry/table.ts": 120 * KB,
  "src/net/transport/undiciTransport.ts": 560 * KB,
  "src/emulator/server/server.ts": 160 * KB,
};
const OTHER_BUDGET = 80 * KB;
const PACKAGE_BUDGET = 1000 * KB;

/** Where the sizes of the last build stand, for the benchmark. */
const SIZES = "out/sizes.json";

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

/** esbuild shares code between files only as ES modules; this writes them as CommonJS, which loads faster in VS Code. */
const asCommonJs = {
  name: "as-common-js",
  setup(build) {
    build.initialOptions.write = false;
    build.onEnd(async ({ outputFiles = [], errors }) => {
      if (errors.length > 0) return;
      await Promise.all(
        outputFiles.map(async (file) => {
          const { code } = await esbuild.transform(oneVscode(file.text), {
            format: "cjs",
            platform: "node",
            target: node.target,
            minify: node.minify,
            sourcemap: watch && "inline",
            supported: { "dynamic-import": false },
          });
          fs.mkdirSync(path.dirname(file.path), { recursive: true });
          fs.writeFileSync(file.path, code);
        }),
      );
    });
  },
};

/** Every module imports VS Code's API by itself, which as CommonJS would copy its hundreds of names each time. */
function oneVscode(text) {
  let first;
  return text.replace(/import\s*\*\s*as\s+([\w$]+)\s+from\s*"vscode"/g, (_, name) => {
    const value = first ?? 'require("vscode")';
    first ??= name;
    return `const ${name} = ${value}`;
  });
}

const node = {
  bundle: true,
  platform: "node",
  target: "node22",
  minify: !watch,
  sourcemap: watch && "inline",
  legalComments: "none",
  external: ["vscode"],
  logLevel: "warning",
};

const hostBuild = {
  ...node,
  entryPoints: [HOST_ENTRY, WORKER],
  entryNames: "[name]",
  format: "esm",
  splitting: true,
  chunkNames: "[name]-[hash]",
  outdir: "dist",
  metafile: true,
  plugins: [ownUndiciSlot, asCommonJs],
};

const webviewBuild = {
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
  entryPoints: ["src/webview/page/accessTable.tsx"],
  outdir: "dist/webview",
};

const testBuild = {
  ...node,
  format: "cjs",
  minify: false,
  sourcemap: !instrumented && "inline",
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

/** By module that is an entry or the target of an `import()`: the bytes that its first use reads. */
function measure({ outputs }) {
  const reads = (module, seen = new Set(), file = fileOf(module)) => {
    if (file) seen.add(file);
    for (const { path: next, kind, external } of outputs[file]?.imports ?? [])
      if (kind === "import-statement" && !external && !seen.has(next)) reads(module, seen, next);
    return seen;
  };
  const fileOf = (module) => Object.keys(outputs).find((file) => outputs[file].entryPoint === module);
  const before = { [HOST_ENTRY]: new Set(), [HOST_MAIN]: reads(HOST_ENTRY), [WORKER]: new Set() };
  const inUse = reads(HOST_MAIN, reads(HOST_ENTRY));
  return Object.values(outputs)
    .filter(({ entryPoint }) => entryPoint)
    .map(({ entryPoint: module }) => {
      const files = [...reads(module)].filter((file) => !(before[module] ?? inUse).has(file));
      const bytes = files.reduce((sum, file) => sum + fs.statSync(file).size, 0);
      return { module, bytes, budget: BUDGETS[module] ?? OTHER_BUDGET };
    })
    .sort((a, b) => b.bytes - a.bytes);
}

async function main() {
  fs.rmSync("dist", { recursive: true, force: true });
  if (watch) {
    for (const options of [hostBuild, webviewBuild]) await (await esbuild.context(options)).watch();
  } else {
    const built = await Promise.all([hostBuild, webviewBuild].map((options) => esbuild.build(options)));
    const sizes = built.flatMap(({ metafile }) => measure(metafile));
    fs.mkdirSync(path.dirname(SIZES), { recursive: true });
    fs.writeFileSync(SIZES, `${JSON.stringify(sizes, undefined, 2)}\n`);
    const line = ({ module, bytes, budget }) => `${module} ${(bytes / KB).toFixed(0)} KB of ${budget / KB} KB`;
    for (const each of sizes) process.stdout.write(`${line(each)}\n`);
    const over = sizes.filter(({ bytes, budget }) => bytes > budget);
    if (over.length > 0 && !instrumented) throw new Error(`over budget: ${over.map(line).join(", ")}`);
    const taking = walk("dist").filter((file) => readFileSync(file, "utf8").includes("undici.globalDispatcher"));
    if (taking.length > 0) throw new Error(`would take undici's process-wide dispatcher slot: ${taking.join(", ")}`);
  }
  if (tests) {
    // A test that was renamed or deleted would go on running.
    fs.rmSync(path.join(testBuild.outdir, "test"), { recursive: true, force: true });
    await esbuild.build(testBuild);
  }
}

if (require.main === module)
  main().catch((error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });

/** For packaging and the benchmark. */
module.exports = { PACKAGE_BUDGET, SIZES };
