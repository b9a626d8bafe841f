import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { XMLParser } from "fast-xml-parser";
import Papa from "papaparse";
import { encode } from "../../src/codec/codec";
import { decodeCsv, decodeCsvFile } from "../../src/codec/csv";
import { FORMATS } from "../../src/codec/format";
import type { Format } from "../../src/codec/format";
import { decodeJson, decodeJsonFile } from "../../src/codec/json";
import { decodeXml } from "../../src/codec/xml";
import type { DataTable } from "../../src/core/dataTable";
import { tableOf } from "../../src/core/dataTable";
import type { TableName } from "../../src/core/access/tables";
import { generateProject, startEmulator } from "../../src/emulator/server/server";
import { FORMS, main, median, report, rounded, worked } from "./measure";
import type { BenchRow } from "./measure";

const PEOPLE = 10_000;
const ASSIGNMENTS = 100_000;

const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  "csv, papaparse": (text) => Papa.parse<string[]>(text, { delimiter: "," }).data,
  "csv, decoded": decodeCsv,
  "csv, decoded as a file": decodeCsvFile,
  "json, JSON.parse": (text) => JSON.parse(text) as unknown,
  "json, decoded": decodeJson,
  "json, decoded as a file": decodeJsonFile,
  "xml, fast-xml-parser": (text) => new XMLParser({ parseTagValue: false }).parse(text) as unknown,
  "xml, decoded": (text) => decodeXml(text, "users"),
};

interface Measured {
  readonly reader: string;
  readonly ms: number;
  /** Beside the bare parser of the format, measured in turns: both meet the same machine, busy or not. */
  readonly ratio: number;
}

/** The users of a generated project, as a server sends them. */
async function users(): Promise<DataTable> {
  const emulator = await startEmulator({ projects: [generateProject({ users: PEOPLE, instruments: FORMS })] });
  try {
    const body = new URLSearchParams({ token: emulator.projects[0]?.token ?? "", content: "user", format: "json" });
    return decodeJson(await (await fetch(emulator.url, { method: "POST", body })).text()).table;
  } finally {
    await emulator.close();
  }
}

function assignments(): DataTable {
  const rows = Array.from({ length: ASSIGNMENTS }, (_, at) => [
    `user_${at}`,
    `U-${(at % 97) + 100_000}`,
    `dag_${at % 7}`,
  ]);
  return tableOf(["username", "unique_role_name", "data_access_group"], rows);
}

/** In a process of its own, so that one reader's memory is not another's. */
function inProcess(what: "time" | "memory", name: string, file: string): unknown {
  const args = ["--expose-gc", __filename, what, name, file];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8" }));
}

function time(format: string, file: string): readonly Measured[] {
  const text = readFileSync(file, "utf8");
  const readers = Object.entries(READERS).filter(([name]) => name.startsWith(format));
  const times = readers.map((): number[] => []);
  for (let round = 0; round <= (format === "xml" ? 3 : 9); round++)
    for (const [at, [, read]] of readers.entries()) {
      globalThis.gc?.();
      const ms = worked(() => void read(text));
      // The first round only warms up.
      if (round > 0) times[at]?.push(ms);
    }
  return readers.map(([reader], at) => {
    const mine = times[at] ?? [];
    return { reader, ms: median(mine), ratio: median(mine.map((ms, round) => ms / (times[0]?.[round] ?? NaN))) };
  });
}

/** Megabytes at most while it reads once, beside what there was with the text. */
function memory(reader: string, file: string): number {
  const text = readFileSync(file, "utf8");
  globalThis.gc?.();
  const before = process.memoryUsage.rss();
  READERS[reader]?.(text);
  return Math.max(0, Math.round((process.resourceUsage().maxRSS * 1024 - before) / 1e6));
}

async function measureAll(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "redcap-access-codecs-"));
  try {
    const tables: readonly (readonly [string, TableName, DataTable])[] = [
      [`${ASSIGNMENTS} role assignments`, "userRoleMapping", assignments()],
      [`${PEOPLE} users × ${FORMS} forms`, "user", await users()],
    ];
    const rows: BenchRow[] = [];
    for (const [what, content, table] of tables)
      for (const format of FORMATS) {
        const file = join(folder, `${content}.${format}`);
        writeFileSync(file, encode(table, format, content));
        rows.push(...measureFormat(what, format, file));
      }
    report({
      name: "codecs",
      note: "Reading tables, beside the bare parser on the same text. Targets: JSON 1.6, CSV 1.5, XML 1.3 times as long.",
      rows,
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function measureFormat(what: string, format: Format, file: string): BenchRow[] {
  const MB = rounded(readFileSync(file).length / 1e6);
  const found = inProcess("time", format, file) as readonly Measured[];
  return found.map(({ reader, ms, ratio }) => ({
    what,
    reader,
    MB,
    ms: rounded(ms),
    "× bare parser": rounded(ratio),
    "peak MB": inProcess("memory", reader, file) as number,
  }));
}

main(async () => {
  const [what, name = "", file = ""] = process.argv.slice(2);
  if (what === undefined) await measureAll();
  else process.stdout.write(JSON.stringify(what === "time" ? time(name, file) : memory(name, file)));
});
