import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { TABLES } from "../../../src/core/access/tables";
import { rulesTable } from "../schemas/rulesTable";
import { policySchema } from "../schemas/policySchema";
import { schemaOf } from "../schemas/schemaOf";

const FOLDER = "media/schemas";
/** Written by hand: a manifest is no table. */
const MANIFEST = "redcap-access.schema.json";
const POLICY = "redcap-access-policy.schema.json";
const GUIDE = "CONTRIBUTING.md";
const [BEGIN, END] = ["<!-- Written by `npm run schemas`. -->\n", "\n<!-- End of the table of rules. -->"];

/** Writes the schemas of the five tables, and the table of rules; with `--check` it only says which are old. */
async function main(checking: boolean): Promise<void> {
  const written = new Map([[GUIDE, guide()]]);
  for (const table of Object.values(TABLES))
    written.set(join(FOLDER, `${table.name}.schema.json`), JSON.stringify(schemaOf(table), undefined, 2));
  written.set(join(FOLDER, POLICY), JSON.stringify(policySchema(), undefined, 2));
  const strange = readdirSync(FOLDER).filter((name) => name !== MANIFEST && !written.has(join(FOLDER, name)));
  if (strange.length > 0) throw new Error(`${FOLDER} has files that belong to no table; delete ${strange.join(", ")}`);
  const old: string[] = [];
  for (const [file, made] of written) {
    const text = await format(made, { ...(await resolveConfig(file)), filepath: file });
    if (!existsSync(file) || readFileSync(file, "utf8") !== text) old.push(file);
    if (!checking) writeFileSync(file, text);
  }
  if (checking && old.length > 0)
    throw new Error(
      `${old.join(", ")} do not follow src/core/access/tables.ts and src/core/rules: run npm run schemas`,
    );
  process.stdout.write(`${[...written.keys()].join(", ")}\n`);
}

function guide(): string {
  const page = readFileSync(GUIDE, "utf8");
  const [from, to] = [page.indexOf(BEGIN) + BEGIN.length, page.indexOf(END)];
  if (to < from) throw new Error(`${GUIDE} has no place for the table of rules: ${BEGIN.trim()} … ${END.trim()}`);
  return `${page.slice(0, from)}\n${rulesTable()}\n${page.slice(to)}`;
}

main(process.argv.includes("--check")).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
