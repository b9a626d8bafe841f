import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { TABLES } from "../../../src/core/access/tables";
import { schemaOf } from "../schemas/schemaOf";

const FOLDER = "media/schemas";
/** Written by hand: a manifest is no table. */
const MANIFEST = "redcap-access.schema.json";

/** Writes the schemas of the five tables; with `--check` it only says which are not what the tables say. */
async function main(checking: boolean): Promise<void> {
  const options = await resolveConfig(join(FOLDER, MANIFEST));
  const found = new Set(readdirSync(FOLDER));
  const wrong: string[] = [];
  for (const table of Object.values(TABLES)) {
    const name = `${table.name}.schema.json`;
    const file = join(FOLDER, name);
    const text = await format(JSON.stringify(schemaOf(table), undefined, 2), { ...options, parser: "json" });
    if (!found.delete(name) || readFileSync(file, "utf8") !== text) wrong.push(file);
    if (!checking) writeFileSync(file, text);
  }
  found.delete(MANIFEST);
  if (found.size > 0) throw new Error(`${FOLDER} has files that belong to no table; delete ${[...found].join(", ")}`);
  if (checking && wrong.length > 0)
    throw new Error(`${wrong.join(", ")} do not follow src/core/access/tables.ts: run npm run schemas`);
  process.stdout.write(`${FOLDER}: ${Object.keys(TABLES).length} schemas\n`);
}

main(process.argv.includes("--check")).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
