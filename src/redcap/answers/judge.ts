import { decodeAnswer } from "../../codec/json";
import type { SaidTwice } from "../../codec/json";
import { cellText, column } from "../../core/dataTable";
import type { Cell, DataTable } from "../../core/dataTable";
import type { ProjectInfo } from "../../core/access/snapshot";
import { shown } from "../../core/text/displayText";
import { describeColumn, TABLES } from "../../core/access/tables";
import type { TableName } from "../../core/access/tables";
import type { Answer } from "../answer";
import { countIn } from "./count";
import { tidy, twiceSentence } from "./tidy";

/**
 * The one door for answers: nothing else of this program sees one before it was judged here. What is asked for comes
 * out, anything else ends in an error that says what came.
 */

/** Lists that are asked for, by what each of their rows has, and how they are called in sentences. */
const LISTS: Readonly<
  Record<ListName, { readonly keys: readonly string[]; readonly what: string; readonly filled?: true }>
> = {
  // Whose token it is is among them.
  user: { ...ofTable("user"), filled: true },
  // One that was created a moment ago may be without its id.
  userRole: { ...ofTable("userRole"), keys: [TABLES.userRole.key, TABLES.userRole.nameColumn] },
  userRoleMapping: ofTable("userRoleMapping"),
  dag: ofTable("dag"),
  userDagMapping: ofTable("userDagMapping"),
  instrument: { keys: ["instrument_name"], what: "the list of instruments" },
  log: { keys: ["timestamp"], what: "the log" },
};

function ofTable(name: TableName) {
  const { key, many } = TABLES[name];
  return { keys: [key], what: `the list of ${many}` };
}

export type ListName = TableName | "instrument" | "log";

/** How a list is called in sentences. */
export function listWords(list: ListName): string {
  return LISTS[list].what;
}

/** Of these each row has one at least. */
export function keysOf(list: ListName): readonly string[] {
  return LISTS[list].keys;
}

export function mayBeEmpty(list: ListName): boolean {
  return !LISTS[list].filled;
}

export const EMPTY = "It is empty, although the token's owner is in the project.";

/** What a list cannot do without; undefined when nothing is amiss. */
function lacks(list: ListName, { columns, rows }: DataTable): string | undefined {
  const { keys, filled } = LISTS[list];
  if (rows.length === 0) return filled ? EMPTY : undefined;
  const readers = keys.filter((name) => columns.includes(name)).map((name) => column({ columns, rows }, name));
  const odd = rows.findIndex((row) => readers.every((read) => read(row) === undefined));
  if (odd < 0) return undefined;
  return `${readers.length === 0 ? "It has" : `Entry ${odd + 1} has`} no ${keys.join(" and no ")}.`;
}

/** A list of rows with what they must have. @throws {RedcapError} */
export async function judgeList(answer: Answer, list: ListName): Promise<DataTable> {
  const decoded = answer.status < 300 ? decodeAnswer(answer.text) : undefined;
  if (decoded?.problems.length === 0 && !decoded.single) {
    const { table, twice } = decoded;
    const missing = lacks(list, table);
    if (missing === undefined)
      return list === "instrument" || list === "log" ? table : await judged(answer, list, table, twice);
    return await refuse(answer, listWords(list), missing);
  }
  return await refuse(answer, listWords(list));
}

async function judged(
  answer: Answer,
  name: TableName,
  given: DataTable,
  twice: readonly SaidTwice[],
): Promise<DataTable> {
  const { table, unreadable: where } = tidy(given, name);
  if (where !== undefined) return await refuse(answer, listWords(name), `${where} cannot be read.`);
  const key = column(table, TABLES[name].key);
  const doubts = twice.map(({ row, column: within, part }) => {
    const who = cellText(key(table.rows[row] ?? []));
    const title = describeColumn(name, within)?.title ?? within;
    return part === undefined
      ? twiceSentence(title, `the entry of ${shown(who)}`)
      : twiceSentence(part, `${title} of ${shown(who)}`);
  });
  const broken = brokenLetters(answer, table);
  const nameless = name === "userRole" ? rolesWithoutId(table) : [];
  const all = [...(table.doubts ?? []), ...doubts, ...nameless, ...(broken === undefined ? [] : [broken])];
  return all.length === 0 ? table : { ...table, doubts: all };
}

/** Around 14.0.2 a role could be listed without its id at first. */
function rolesWithoutId(table: DataTable): readonly string[] {
  const [id, label] = [column(table, "unique_role_name"), column(table, "role_label")];
  return table.rows
    .filter((row) => cellText(id(row)) === "")
    .map((row) => `REDCap has not told the id of the role ${shown(cellText(label(row)))} yet. Refresh to see it.`);
}

/** Bytes that are no letters were replaced when the answer was read. */
function brokenLetters({ text }: Answer, { columns, rows }: DataTable): string | undefined {
  if (!text.includes("\ufffd")) return undefined;
  for (const row of rows)
    for (const [at, cell] of row.entries())
      if (isBroken(cell)) {
        const where = `${shown(columns[at] ?? "")} "${shown(cellText(cell))}"`;
        return `The server sent letters that cannot be read, for example in ${where}. They are shown as \ufffd and never written back.`;
      }
  return undefined;
}

function isBroken(cell: Cell): boolean {
  return typeof cell === "string" && cell.includes("\ufffd");
}

/**
 * The number of rows that an import or a deletion was for.
 * @param otherwise What is said of anything else.
 * @throws {RedcapError}
 */
export async function judgeCount(answer: Answer, otherwise: string, due?: number): Promise<number> {
  const count = answer.status < 300 ? countIn(answer.text) : undefined;
  if (count !== undefined && count === (due ?? count)) return count;
  const { refusalOf, uncounted } = await refusing();
  throw refusalOf(answer) ?? uncounted(answer, otherwise);
}

/** `16.1.3`, and what servers of long support put behind it. @throws {RedcapError} */
export async function judgeVersion(answer: Answer): Promise<string> {
  const version = answer.status < 300 ? VERSION.exec(answer.text)?.[1] : undefined;
  if (version !== undefined) return version;
  return await refuse(answer, "the version number");
}

const VERSION = /^[\s\uFEFF]*"?v?(\d{1,3}\.\d{1,3}\.\d{1,3})(?:[\s-]{1,3}\(?[A-Za-z][A-Za-z ]{0,30}\)?)?"?\s*$/;

/** One object, in a list or not. @throws {RedcapError} */
export async function judgeProject(answer: Answer): Promise<ProjectInfo> {
  const decoded = answer.status < 300 ? decodeAnswer(answer.text) : undefined;
  const [row, ...others] = decoded?.problems.length === 0 ? decoded.table.rows : [];
  const raw = new Map(decoded?.table.columns.map((name, index) => [name, cellText(row?.[index])]));
  const projectId = Number(raw.get("project_id"));
  if (others.length === 0 && Number.isSafeInteger(projectId) && projectId > 0)
    return { projectId, title: raw.get("project_title") ?? "", inProduction: raw.get("in_production") === "1", raw };
  return await refuse(answer, "the information about the project", row ? "It names no project." : undefined);
}

/** Most answers are what was asked for: what the others mean is loaded with the first of them. */
async function refusing() {
  const [{ refusalOf }, { unreadable, uncounted }] = await Promise.all([
    import("../failures/refusal"),
    import("../failures/unreadable"),
  ]);
  return { refusalOf, unreadable, uncounted };
}

async function refuse(answer: Answer, due: string, why?: string): Promise<never> {
  const { refusalOf, unreadable } = await refusing();
  throw refusalOf(answer) ?? unreadable(answer, due, why);
}
