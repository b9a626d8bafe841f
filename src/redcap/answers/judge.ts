import { decodeAnswer } from "../../codec/json";
import type { SaidTwice } from "../../codec/json";
import { cellText, column } from "../../core/dataTable";
import type { Cell, DataTable } from "../../core/dataTable";
import type { ProjectInfo, ReadTable } from "../../core/access/snapshot";
import { describeColumn, TABLES } from "../../core/access/tables";
import type { TableName } from "../../core/access/tables";
import { message } from "../../core/text/message";
import type { Message } from "../../core/text/message";
import type { Due } from "../failures/unreadable";
import type { Answer } from "../answer";
import { countIn } from "./count";
import { formTwice, tidy } from "./tidy";

/**
 * The one door for answers: nothing else of this program sees one before it was judged here. What is asked for comes
 * out, anything else ends in an error that says what came.
 */

/** Lists that are asked for, by what each of their rows has, and what REDCap calls them. */
const LISTS: Readonly<
  Record<ListName, { readonly keys: readonly string[]; readonly title: Message; readonly filled?: true }>
> = {
  // Whose token it is is among them.
  user: { ...ofTable("user"), filled: true },
  // One that was created a moment ago may be without its id.
  userRole: { ...ofTable("userRole"), keys: [TABLES.userRole.key, TABLES.userRole.nameColumn] },
  userRoleMapping: ofTable("userRoleMapping"),
  dag: ofTable("dag"),
  userDagMapping: ofTable("userDagMapping"),
  instrument: { keys: ["instrument_name"], title: message("Instruments") },
  log: { keys: ["timestamp"], title: message("Logging") },
};

function ofTable(name: TableName) {
  const { key, title } = TABLES[name];
  return { keys: [key], title };
}

export type ListName = TableName | "instrument" | "log";

/** What REDCap calls a list. */
export function titleOfList(list: ListName): Message {
  return LISTS[list].title;
}

function dueList(list: ListName): Due {
  const table = titleOfList(list);
  return {
    other: message("REDCap's answer is not the table {table} that was asked for.", { table }),
    empty: message("REDCap's answer is empty where the table {table} was asked for.", { table }),
  };
}

/** Of these each row has one at least. */
export function keysOf(list: ListName): readonly string[] {
  return LISTS[list].keys;
}

export function mayBeEmpty(list: ListName): boolean {
  return !LISTS[list].filled;
}

export const EMPTY = message("Nobody is in it, although the token's owner is in the project.");

/** What a list cannot do without; undefined when nothing is amiss. */
function lacks(list: ListName, { columns, rows }: DataTable): Message | undefined {
  const { keys, filled } = LISTS[list];
  if (rows.length === 0) return filled ? EMPTY : undefined;
  const readers = keys.filter((name) => columns.includes(name)).map((name) => column({ columns, rows }, name));
  const odd = rows.findIndex((row) => readers.every((read) => read(row) === undefined));
  if (odd < 0) return undefined;
  const [key = "", other] = keys;
  if (readers.length > 0)
    return other === undefined
      ? message("Entry {entry} has no {key}.", { entry: odd + 1, key })
      : message("Entry {entry} has no {key} and no {other}.", { entry: odd + 1, key, other });
  return other === undefined
    ? message("It has no {key}.", { key })
    : message("It has no {key} and no {other}.", { key, other });
}

/** A list of rows with what they must have. @throws {RedcapError} */
export async function judgeList(answer: Answer, list: ListName): Promise<ReadTable> {
  const decoded = answer.status < 300 ? decodeAnswer(answer.text) : undefined;
  if (decoded?.problems.length === 0 && !decoded.single) {
    const { table, twice } = decoded;
    const missing = lacks(list, table);
    if (missing === undefined)
      return list === "instrument" || list === "log" ? table : await judged(answer, list, table, twice);
    return await refuse(answer, dueList(list), missing);
  }
  return await refuse(answer, dueList(list));
}

async function judged(
  answer: Answer,
  name: TableName,
  given: DataTable,
  twice: readonly SaidTwice[],
): Promise<ReadTable> {
  const { table, unreadable: where } = tidy(given, name);
  if (where !== undefined) return await refuse(answer, dueList(name), where);
  const key = column(table, TABLES[name].key);
  const doubts = twice.map(({ row, column: within, part }) => {
    const who = cellText(key(table.rows[row] ?? []));
    const described = describeColumn(name, within);
    const title = described?.title ?? within;
    return part === undefined
      ? message(
          "{column} stands twice in the entry of {row}, with different values: the last is shown. Check it in REDCap before you change it.",
          { column: title, row: who },
        )
      : formTwice(part, title, who);
  });
  const broken = brokenLetters(answer, table);
  const nameless = name === "userRole" ? rolesWithoutId(table) : [];
  const all = [...(table.doubts ?? []), ...doubts, ...nameless, ...(broken === undefined ? [] : [broken])];
  return all.length === 0 ? table : { ...table, doubts: all };
}

/** Around 14.0.2 a role could be listed without its id at first. */
function rolesWithoutId(table: DataTable): readonly Message[] {
  const [id, label] = [column(table, "unique_role_name"), column(table, "role_label")];
  return table.rows
    .filter((row) => cellText(id(row)) === "")
    .map((row) =>
      message("REDCap has not told the id of the role {role} yet. Refresh to see it.", {
        role: cellText(label(row)),
      }),
    );
}

/** Bytes that are no letters were replaced when the answer was read. */
function brokenLetters({ text }: Answer, { columns, rows }: DataTable): Message | undefined {
  if (!text.includes("\ufffd")) return undefined;
  for (const row of rows)
    for (const [at, cell] of row.entries())
      if (isBroken(cell)) {
        return message(
          'The server sent letters that cannot be read, for example in {column} "{value}". They are shown as \ufffd and never written back.',
          { column: columns[at] ?? "", value: cellText(cell) },
        );
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
export async function judgeCount(answer: Answer, otherwise: Message, due?: number): Promise<number> {
  const count = answer.status < 300 ? countIn(answer.text) : undefined;
  if (count !== undefined && count === (due ?? count)) return count;
  const { refusalOf, uncounted } = await refusing();
  throw refusalOf(answer) ?? uncounted(answer, otherwise);
}

/** `16.1.3`, and what servers of long support put behind it. @throws {RedcapError} */
export async function judgeVersion(answer: Answer): Promise<string> {
  const version = answer.status < 300 ? VERSION.exec(answer.text)?.[1] : undefined;
  if (version !== undefined) return version;
  return await refuse(answer, {
    other: message("REDCap's answer is not the version number that was asked for."),
    empty: message("REDCap's answer is empty where the version number was asked for."),
  });
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
  const due = {
    other: message("REDCap's answer is not the information about the project that was asked for."),
    empty: message("REDCap's answer is empty where the information about the project was asked for."),
  };
  return await refuse(answer, due, row ? message("It names no project.") : undefined);
}

/** Most answers are what was asked for: what the others mean is loaded with the first of them. */
async function refusing() {
  const [{ refusalOf }, { unreadable, uncounted }] = await Promise.all([
    import("../failures/refusal"),
    import("../failures/unreadable"),
  ]);
  return { refusalOf, unreadable, uncounted };
}

async function refuse(answer: Answer, due: Due, why?: Message): Promise<never> {
  const { refusalOf, unreadable } = await refusing();
  throw refusalOf(answer) ?? unreadable(answer, due, why);
}
