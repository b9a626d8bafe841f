import { TABLES } from "../tables";
import type { TableName } from "../tables";

/** One column of a file, read as a column of an access table. */
export interface Header {
  readonly index: number;
  /** REDCap's API name where it is known, else what the file says. */
  readonly name: string;
  /** What the file says. */
  readonly said: string;
  readonly known: boolean;
}

/** Where a column of a table stands in a file; -1 where it does not. */
export function indexIn(headers: readonly Header[], name: string): number {
  return headers.find((header) => header.known && header.name === name)?.index ?? -1;
}

/** What our own readable exports join in from other tables, by the name that their titles become. */
const JOINED: ReadonlySet<string> = new Set(["role_name", "group_name", "access"]);

/** `Unique Role Name`, `UNIQUE_ROLE_NAME` and `unique_role_name` are one name. */
export function plainName(said: string): string {
  return said
    .trim()
    .replace(/^'/, "")
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, "_");
}

/** The columns of a file as columns of one table, by REDCap's names or by the titles of our readable exports. */
export function readHeader(table: TableName, columns: readonly string[]): readonly Header[] {
  const names = new Map<string, string>();
  for (const { name, title } of TABLES[table].columns) names.set(plainName(title), name);
  for (const { name } of TABLES[table].columns) names.set(plainName(name), name);
  const taken = new Set<string>();
  return columns.map((said, index) => {
    const name = names.get(plainName(said));
    const known = name !== undefined && !taken.has(name);
    if (known) taken.add(name);
    return { index, said, known, name: known ? name : said.trim() };
  });
}

/** Whether a column only repeats in words what another one says: it is neither imported nor worth a report. */
export function isJoined(table: TableName, { known, said }: Header): boolean {
  return !known && TABLES[table].key === "username" && JOINED.has(plainName(said));
}

/** Whether somebody wrote titles for names, as our readable exports do: their cells hold words for codes. */
export function isReadable(headers: readonly Header[]): boolean {
  return headers.some(({ known, said, name }) => known && /[A-Z ]/.test(said.trim()) && said.trim() !== name);
}
