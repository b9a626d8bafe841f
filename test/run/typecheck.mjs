// Every layer with its own tsconfig; two at a time.
import { main, run } from "./setup.mjs";

const PROJECTS = ["src/core", "src/app", "src/webview", "."];

main(async () => {
  let failed = 0;
  for (let i = 0; i < PROJECTS.length; i += 2) {
    const codes = await Promise.all(PROJECTS.slice(i, i + 2).map((project) => run("npx", ["tsc", "-p", project])));
    failed += codes.filter((code) => code !== 0).length;
  }
  if (failed > 0) throw new Error(`${failed} of ${PROJECTS.length} type checks failed`);
});
