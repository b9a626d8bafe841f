// Every layer with its own tsconfig; two at a time. What has not changed since the last run is not checked again.
import { join } from "node:path";
import { CACHE, flags, main, tool } from "./setup.mjs";

flags();
/** The longest first. */
const PROJECTS = [".", "src/app", "src/webview", "src/core"];

main(async () => {
  const waiting = [...PROJECTS];
  let failed = 0;
  const checkNext = async () => {
    for (let project = waiting.shift(); project; project = waiting.shift()) {
      const info = join(CACHE, `${project.replace(/\W/g, "_")}.tsbuildinfo`);
      const code = await tool("tsc", ["-p", project, "--incremental", "--tsBuildInfoFile", info]);
      if (code !== 0) failed++;
    }
  };
  await Promise.all([checkNext(), checkNext()]);
  if (failed > 0) throw new Error(`${failed} of ${PROJECTS.length} type checks failed`);
});
