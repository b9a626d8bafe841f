import assert from "node:assert/strict";
import { TABLE_NAMES, TABLES } from "../../../../src/core/access/tables";
import type { ProjectSeed } from "../../../../src/emulator/project/seed";
import { FEATURES } from "../../../../src/emulator/project/state";
import { onBench, SMALL } from "../api";

/** A project in which no cell of a column that the server knows need be empty. */
const FULL: ProjectSeed = {
  ...SMALL,
  features: FEATURES,
  roles: [{ label: "All", rights: ["*"], forms: 154, formsExport: 1 }],
  users: [
    {
      ...{ username: "owner", firstname: "Ona", lastname: "Wills", email: "o@example.org", expiration: "2031-01-31" },
      ...{ rights: ["*"], forms: 154, formsExport: 1, dag: "North Site" },
    },
    { username: "ann", role: "All" },
  ],
};

/** What was before `forms_export`, and what is now. */
const VERSIONS = ["10.5.1", "16.1.3"];

/** Described because people's files have them; no server sends them. */
const FILES_ONLY: Readonly<Record<string, readonly string[]>> = {
  user: ["data_export_tool"],
  userRole: ["data_export", "data_export_tool"],
};

/** The columns of which an export has at least one value. */
async function sent(table: string): Promise<ReadonlySet<string>> {
  const columns = new Set<string>();
  for (const version of VERSIONS)
    await onBench(
      async (bench) => {
        const answer = await bench.send({ content: table });
        if (answer.status !== 200) return;
        for (const row of JSON.parse(answer.text) as Record<string, unknown>[])
          for (const [name, value] of Object.entries(row)) if (value !== "" && Number(value) !== 0) columns.add(name);
      },
      FULL,
      { version },
    )();
  return columns;
}

describe("the emulator sends", () => {
  for (const table of TABLE_NAMES)
    it(`every column that is described for ${table}, with a value`, async () => {
      const has = await sent(table);
      const left = FILES_ONLY[table] ?? [];
      const missing = TABLES[table].columns.map(({ name }) => name).filter((name) => !has.has(name));
      assert.deepEqual(
        missing,
        left,
        `core/access/tables.ts describes ${missing.filter((name) => !left.includes(name)).join(", ")} for ${table}, the emulator does not send it: give it a cell in ` +
          `src/emulator/methods/${table}.ts, and look at CONDITIONS and NEVER in src/emulator/project/columns.ts`,
      );
    });
});
