// `npm run lint`: eslint, prettier, knip and the layers. Files that have not changed since the last run are passed over, as long as
// `--fresh` does not ask for all: rules that know types may find something new in them when a file they import changes.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { CACHE, flags, main, run, tool } from "./setup.mjs";

const { fresh } = flags({ fresh: { type: "boolean" } });
const place = (name) => join(CACHE, name);

main(async () => {
  if (fresh) for (const name of ["eslint", "prettier"]) rmSync(place(name), { force: true });
  const cached = (name) => ["--cache", "--cache-strategy", "content", "--cache-location", place(name)];
  const codes = await Promise.all([
    tool("eslint", [...cached("eslint"), "."]),
    tool("prettier", [...cached("prettier"), "--log-level", "warn", "--check", "."]),
    tool("knip", []),
    run(process.execPath, ["test/run/layers.mjs", "--check"]),
  ]);
  if (codes.some((code) => code !== 0)) process.exitCode = 1;
});
