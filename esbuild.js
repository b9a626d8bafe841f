// Builds everything that is packaged, and fails when something passes its budget. `node esbuild.js [flags]`:
//   --tests          the tests too
//   --debug          to read and to step through: not minified, with source maps, whatever its size
//   --watch          the same, again with each change; with --tests the tests too
//   --to FOLDER      instead of dist
//   --sizes          also prints what each bundle has of its budget
//   --pseudo         every sentence in brackets and longer, to find texts that cannot be translated and layouts that break
//   --instrumented   for mutated code, which is larger and needs no source maps
const esbuild = require("esbuild");
const { readFileSync, existsSync } = require("node:fs");
const fs = require("node:fs");
const path = require("node:path");
const { writeNotices } = require("./notices.js");

const args = process.argv.slice(2);
const watch = args.includes("--watch");
const debug = watch || args.includes("--debug");
const tests = args.includes("--tests");
const instrumented = args.includes("--instrumented");
const pseudo = args.includes("--pseudo");
const dist = args.includes("--to") ? args[args.indexOf("--to") + 1] : "dist";
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
  "src/commands/registry/table.ts": 16 * KB,
  "src/commands/folders/applyFolder.ts": 100 * KB,
  "src/commands/folders/copyAccess.ts": 100 * KB,
  "src/net/transport/undiciTransport.ts": 560 * KB,
  "src/emulator/server/server.ts": 160 * KB,
  "src/webview/kit/page.tsx": 40 * KB,
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
          const { code } = await esbuild.transform(gettersOnly(oneVscode(file.text)), {
            format: "cjs",
            platform: "node",
            target: node.target,
            minify: node.minify,
            sourcemap: debug && "inline",
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

/** What a file exports, as getters: esbuild would copy the helpers for that, 400 bytes, into each of a hundred files. */
function gettersOnly(text) {
  const last = /\bexport\s*\{([^{}]*)\};?(?=\s*(?:\/\/# sourceMappingURL=\S*\s*)?$)/;
  return text.replace(last, (_, names) => {
    const getters = names.split(",").map((each) => {
      const [inside, outside = inside] = each.trim().split(/\s+as\s+/);
      return `get ${outside}(){return ${inside}}`;
    });
    return `module.exports={__esModule:true,${getters.join(",")}};`;
  });
}

const node = {
  bundle: true,
  platform: "node",
  target: "node22",
  minify: !debug,
  sourcemap: debug && "inline",
  legalComments: "none",
  external: ["vscode"],
  define: { PSEUDO: String(pseudo) },
  logLevel: "warning",
};

const hostBuild = {
  ...node,
  entryPoints: [HOST_ENTRY, WORKER],
  entryNames: "[name]",
  format: "esm",
  splitting: true,
  chunkNames: "[name]-[hash]",
  outdir: dist,
  metafile: true,
  plugins: [ownUndiciSlot, asCommonJs],
};

const webviewBuild = {
  bundle: true,
  define: { PSEUDO: String(pseudo) },
  platform: "browser",
  format: "iife",
  target: "es2022",
  minify: !debug,
  sourcemap: debug && "inline",
  legalComments: "none",
  logLevel: "warning",
  metafile: true,
  jsx: "automatic",
  jsxImportSource: "preact",
  entryPoints: ["src/webview/page/accessTable.tsx", "src/webview/kit/page.tsx"],
  entryNames: "[name]",
  outdir: path.posix.join(dist, "webview"),
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
  fs.rmSync(dist, { recursive: true, force: true });
  // A test that was renamed or deleted would go on running.
  if (tests) fs.rmSync(path.join(testBuild.outdir, "test"), { recursive: true, force: true });
  if (watch) {
    const builds = [hostBuild, webviewBuild, ...(tests ? [testBuild] : [])];
    for (const options of builds) await (await esbuild.context(options)).watch();
    return;
  }
  if (debug) {
    await Promise.all([hostBuild, webviewBuild].map((options) => esbuild.build(options)));
  } else {
    const built = await Promise.all([hostBuild, webviewBuild].map((options) => esbuild.build(options)));
    const sizes = built.flatMap(({ metafile }) => measure(metafile));
    fs.mkdirSync(path.dirname(SIZES), { recursive: true });
    if (!pseudo) fs.writeFileSync(SIZES, `${JSON.stringify(sizes, undefined, 2)}\n`);
    const line = ({ module, bytes, budget }) => `${module} ${(bytes / KB).toFixed(0)} KB of ${budget / KB} KB`;
    const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
    const summary = `built ${dist}: ${sizes.length} bundles, ${(total / KB).toFixed(0)} KB, each within its budget`;
    const over = sizes.filter(({ bytes, budget }) => bytes > budget);
    if (args.includes("--sizes")) process.stdout.write(sizes.map((each) => `${line(each)}\n`).join(""));
    else if (over.length === 0) process.stdout.write(`${summary}\n`);
    if (over.length > 0 && !instrumented && !pseudo) throw new Error(`over budget: ${over.map(line).join(", ")}`);
    const taking = walk(dist).filter((file) => readFileSync(file, "utf8").includes("undici.globalDispatcher"));
    if (taking.length > 0) throw new Error(`would take undici's process-wide dispatcher slot: ${taking.join(", ")}`);
    if (!instrumented && !pseudo) writeNotices(built.map(({ metafile }) => metafile));
  }
  if (tests) await esbuild.build(testBuild);
}

if (require.main === module)
  main().catch((error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });

/** For packaging and the benchmark. */
module.exports = { PACKAGE_BUDGET, SIZES };
