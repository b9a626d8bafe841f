import { decodeJson } from "../../src/codec/json";
import type { Snapshot } from "../../src/core/access/snapshot";
import { buildSnapshot } from "../../src/core/access/snapshot";
import { TABLE_NAMES } from "../../src/core/access/tables";
import type { TableName } from "../../src/core/access/tables";
import { generateProject, startEmulator } from "../../src/emulator/server/server";

/** The access tables of a generated project as a server sends them. */
export type Texts = Readonly<Record<TableName, string>>;

export async function textsOf(users: number, instruments: number): Promise<Texts> {
  const emulator = await startEmulator({ projects: [generateProject({ users, instruments })] });
  try {
    const ask = async (content: string) => {
      const body = new URLSearchParams({ token: emulator.projects[0]?.token ?? "", content, format: "json" });
      return await (await fetch(emulator.url, { method: "POST", body })).text();
    };
    const answers = await Promise.all(TABLE_NAMES.map(async (name) => [name, await ask(name)] as const));
    return Object.fromEntries(answers) as Record<TableName, string>;
  } finally {
    await emulator.close();
  }
}

export function decodeAll(texts: Texts) {
  const tables = TABLE_NAMES.map((name) => [name, decodeJson(texts[name]).table] as const);
  return Object.fromEntries(tables) as Record<TableName, ReturnType<typeof decodeJson>["table"]>;
}

export function join(tables: ReturnType<typeof decodeAll>): Snapshot {
  const project = { projectId: 1, title: "Generated", inProduction: false, raw: new Map<string, string>() };
  return buildSnapshot({ takenAt: 0, project, version: "16.1.3", instruments: [], tables, missing: {} });
}
