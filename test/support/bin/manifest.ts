import { readFileSync, writeFileSync } from "node:fs";
import { COMMANDS, SUBMENUS } from "../../../src/commands/registry/table";
import { commandProblems } from "../manifest/commandProblems";
import { contributed } from "../manifest/contributed";
import { deedsOfTests } from "../manifest/deeds";

const MANIFEST = "package.json";

/** Writes commands and menus into the manifest; with `--check` it only compares, and says what commands lack. */
async function main(checking: boolean): Promise<void> {
  const before = readFileSync(MANIFEST, "utf8");
  const manifest = JSON.parse(before) as { readonly contributes: object };
  const contributes = { ...manifest.contributes, ...contributed(COMMANDS, SUBMENUS) };
  const text = `${JSON.stringify({ ...manifest, contributes }, undefined, 2)}\n`;
  if (!checking) writeFileSync(MANIFEST, text);
  else if (text !== before)
    throw new Error(`${MANIFEST} does not follow src/commands/registry/table.ts: run npm run manifest`);
  const titles = JSON.parse(readFileSync("package.nls.json", "utf8")) as Readonly<Record<string, string>>;
  const problems = await commandProblems({ commands: COMMANDS, submenus: SUBMENUS, titles, deeds: deedsOfTests() });
  if (problems.length > 0) throw new Error(problems.join("\n"));
  process.stdout.write(`${MANIFEST}: ${Object.keys(COMMANDS).length} commands\n`);
}

main(process.argv.includes("--check")).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
