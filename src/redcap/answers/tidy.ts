import { cellText, column } from "../../core/dataTable";
import type { Cell, DataTable, FormMap } from "../../core/dataTable";
import { message } from "../../core/text/message";
import type { Message, Phrase } from "../../core/text/message";
import type { ReadTable } from "../../core/access/snapshot";
import { describeColumn, TABLES } from "../../core/access/tables";
import type { TableName } from "../../core/access/tables";

interface Tidy {
  readonly table: ReadTable;
  /** Where an answer says something of a form that cannot be read. */
  readonly unreadable?: Message;
}

/**
 * The cells of an answer as REDCap's own exports have them, whatever a server or a module in between made of their types:
 * whole numbers for codes, days for dates. What is not known stays as it came.
 */
export function tidy(table: DataTable, content: TableName): Tidy {
  const doubts: Message[] = [];
  const key = column(table, TABLES[content].key);
  const label = column(table, "role_label");
  let unreadable: Message | undefined;
  for (const [at, name] of table.columns.entries()) {
    const described = describeColumn(content, name);
    const read = described && READERS[described.kind];
    if (!described || !read) continue;
    for (const row of table.rows as Cell[][]) {
      const cell = row[at];
      const plain = read(cell);
      if (plain === cell) continue;
      const of = () => cellText(key(row)) || cellText(label(row));
      if (plain === undefined)
        unreadable ??= message("{column} of {row} cannot be read.", { column: described.title, row: of() });
      else if (isTwice(plain)) {
        row[at] = plain.map;
        doubts.push(formTwice(plain.twice, described.title, of()));
      } else row[at] = plain;
    }
  }
  return {
    table: doubts.length > 0 ? { ...table, doubts } : table,
    ...(unreadable === undefined ? {} : { unreadable }),
  };
}

/** "visit stands twice in Data Export Rights of alice, …" */
export function formTwice(form: string, title: Phrase, row: string): Message {
  return message(
    "{form} stands twice in {column} of {row}, with different values: the last is shown. Check it in REDCap before you change it.",
    { form, column: title, row },
  );
}

interface Twice {
  readonly map: FormMap;
  readonly twice: string;
}

type Reader = (cell: Cell) => Cell | Twice;

/** By kind of column; undefined where a cell that is there cannot be read. */
const READERS: Partial<Record<string, Reader>> = {
  flag: code,
  choice: code,
  date: day,
  formRights: forms,
  formExport: forms,
};

const WHOLE = /^\s*(-?\d+)\.0+\s*$/;

function code(cell: Cell): Cell {
  if (typeof cell === "boolean") return cell ? 1 : 0;
  return typeof cell === "string" && cell.includes(".") ? (WHOLE.exec(cell)?.[1] ?? cell) : cell;
}

/** Databases add a time to a day, and have a day for none. */
function day(cell: Cell): Cell {
  if (typeof cell !== "string" || cell.length < 10) return cell ?? "";
  if (/^0000-00-00\b/.test(cell)) return "";
  return cell.length > 10
    ? (/^(\d{4}-\d{2}-\d{2})[ T]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?$/.exec(cell)?.[1] ?? cell)
    : cell;
}

function forms(cell: Cell): Cell | Twice {
  if (typeof cell === "boolean") return undefined;
  if (typeof cell === "string") return formsText(cell);
  if (typeof cell !== "object" || cell === null) return cell;
  let plain: Record<string, string | number | null> | undefined;
  for (const form in cell) {
    const given = cell[form];
    const whole = typeof given === "string" && given.includes(".") ? WHOLE.exec(given)?.[1] : undefined;
    if (whole !== undefined)
      (plain ??= Object.assign(Object.create(null), cell) as Record<string, string>)[form] = whole;
  }
  return plain ?? cell;
}

/** `form:code,form:code`, as in CSV; JSON within a cell is a map that nobody could read. */
function formsText(text: string): Cell | Twice {
  if (/^\s*[[{]/.test(text)) return undefined;
  if (!text.includes(":")) return text;
  const map = Object.create(null) as Record<string, string>;
  let twice: string | undefined;
  let changed = false;
  for (const part of text.split(",")) {
    const colon = part.lastIndexOf(":");
    if (colon < 0) continue;
    const [form, given] = [part.slice(0, colon).trim(), part.slice(colon + 1).trim()];
    const plain = WHOLE.exec(given)?.[1] ?? given;
    changed ||= plain !== given;
    if (map[form] !== undefined && map[form] !== plain) twice ??= form;
    map[form] = plain;
  }
  return twice === undefined ? (changed ? map : text) : { map, twice };
}

function isTwice(cell: Cell | Twice): cell is Twice {
  return (
    typeof cell === "object" && cell !== null && typeof (cell as Partial<Twice>).twice === "string" && "map" in cell
  );
}
