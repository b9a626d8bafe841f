import { cellText } from "../dataTable";
import type { Cell } from "../dataTable";
import { isDate } from "../dates";
import { EXPORT_LEVELS } from "./tables";
import type { Column } from "./tables";
import { english, joined, message, verbatim } from "../text/message";
import type { Message } from "../text/message";

/** Form rights come in two encodings, told apart by value: below 128 legacy, from 128 on bits (REDCap 15.6). */
type FormEncoding = "legacy" | "bits";

export interface FormRight {
  /** As sent, for writing back what nobody changed. */
  readonly code: string;
  readonly encoding: FormEncoding | "unknown";
  readonly view: boolean;
  readonly edit: boolean;
  readonly editSurvey: boolean;
  /** undefined in the legacy encoding, which does not say (deleting was tied to the record-delete right). */
  readonly delete: boolean | undefined;
  /** Bits that nobody explained, or survey or delete without edit: shown, never repaired silently. */
  readonly odd: boolean;
}

const MARK = 128;
const BIT = { view: 1, edit: 2, editSurvey: 8, delete: 16 } as const;
const EVERY_BIT = BIT.view | BIT.edit | BIT.editSurvey | BIT.delete;
/** Legacy: 2 is *less* than 1. */
const LEGACY: ReadonlyMap<number, readonly [view: boolean, edit: boolean, editSurvey: boolean]> = new Map([
  [0, [false, false, false]],
  [2, [true, false, false]],
  [1, [true, true, false]],
  [3, [true, true, true]],
]);

export function decodeFormRight(cell: string | number | null): FormRight {
  const code = String(cell ?? "");
  const number = /^\d+$/.test(code) ? Number(code) : Number.NaN;
  const legacy = LEGACY.get(number);
  if (legacy) {
    const [view, edit, editSurvey] = legacy;
    return { code, encoding: "legacy", view, edit, editSurvey, delete: undefined, odd: false };
  }
  if (!(number >= MARK)) {
    return { code, encoding: "unknown", view: false, edit: false, editSurvey: false, delete: undefined, odd: true };
  }
  const bits = number - MARK;
  const has = (bit: number) => (bits & bit) !== 0;
  const edit = has(BIT.edit);
  const [editSurvey, remove] = [has(BIT.editSurvey), has(BIT.delete)];
  const odd = ((editSurvey || remove) && !edit) || bits !== (bits & EVERY_BIT);
  return { code, encoding: "bits", view: edit || has(BIT.view), edit, editSurvey, delete: remove, odd };
}

/** The code for a right in the project's own encoding. Legacy cannot say *delete*. */
export function encodeFormRight(
  right: Pick<FormRight, "view" | "edit" | "editSurvey"> & { readonly delete?: boolean | undefined },
  encoding: FormEncoding,
): string {
  if (encoding === "legacy") return right.edit ? (right.editSurvey ? "3" : "1") : right.view ? "2" : "0";
  if (!right.edit) return String(MARK + (right.view ? BIT.view : 0));
  return String(MARK + BIT.edit + (right.editSurvey ? BIT.editSurvey : 0) + (right.delete ? BIT.delete : 0));
}

/** Whether two codes grant the same: 1 and 130 do. Unknown codes are the same only letter by letter. */
export function sameFormRight(a: string, b: string): boolean {
  if (a === b) return true;
  const [x, y] = [decodeFormRight(a), decodeFormRight(b)];
  if (x.encoding === "unknown" || y.encoding === "unknown" || x.odd || y.odd) return false;
  return (
    x.view === y.view &&
    x.edit === y.edit &&
    x.editSurvey === y.editSurvey &&
    (x.delete ?? false) === (y.delete ?? false)
  );
}

export function formRightTitle(code: string): Message {
  const right = decodeFormRight(code);
  if (right.encoding === "unknown") return unknownCode(code);
  const base = right.edit ? message("View & edit") : right.view ? message("Read only") : message("No access");
  const title = joined(
    [
      base,
      ...(right.editSurvey ? [message("edit survey responses")] : []),
      ...(right.delete ? [message("delete")] : []),
    ],
    ", ",
  );
  return right.odd ? message("{right} (unusual code {code})", { right: title, code }) : title;
}

function unknownCode(code: string): Message {
  return code === "" ? message("Unknown") : message("Unknown ({code})", { code });
}

const EXPORT_TITLES: ReadonlyMap<string, Message> = new Map(EXPORT_LEVELS);
/** By power. */
export const EXPORT_CODES: readonly string[] = [...EXPORT_TITLES.keys()];

/** 0 to 3 by power, -1 for a code that is not known. */
export function exportRank(code: string): number {
  return EXPORT_CODES.indexOf(code);
}

export function exportTitle(code: string): Message {
  return EXPORT_TITLES.get(code) ?? unknownCode(code);
}

/** form → code of a `forms` or `forms_export` cell: an object, `form:code,…` text, or nothing. */
export function formMap(cell: Cell): ReadonlyMap<string, string> {
  if (cell === null || cell === undefined || cell === "") return new Map();
  if (typeof cell === "object") return new Map(Object.entries(cell).map(([form, code]) => [form, String(code ?? "")]));
  return new Map(
    String(cell)
      .split(",")
      .filter((part) => part.trim() !== "")
      .map((part) => {
        const colon = part.lastIndexOf(":");
        return colon < 0 ? [part.trim(), ""] : [part.slice(0, colon).trim(), part.slice(colon + 1).trim()];
      }),
  );
}

/** Whether two maps say the same of every form; `same` compares codes. */
export function sameFormMap(a: Cell, b: Cell, same = sameFormRight): boolean {
  const [x, y] = [formMap(a), formMap(b)];
  return x.size === y.size && [...x].every(([form, code]) => y.has(form) && same(code, y.get(form) ?? ""));
}

/** How the codes in these cells are written: bits where there are any; undefined while they hold no code. */
export function shownEncoding(cells: Iterable<Cell>): FormEncoding | undefined {
  let shown: FormEncoding | undefined;
  for (const cell of cells)
    for (const code of formMap(cell).values()) {
      const { encoding } = decodeFormRight(code);
      if (encoding === "bits") return encoding;
      if (encoding === "legacy") shown = encoding;
    }
  return shown;
}

/** New values use bits where the project shows any, else the legacy codes. */
export function projectEncoding(cells: Iterable<Cell>): FormEncoding {
  return shownEncoding(cells) ?? "legacy";
}

/** A right in words, for tooltips and sentences. */
export function describeRight({ kind, choices }: Column, cell: Cell): Message {
  const title = titleOfCodes(kind);
  if (title) {
    const rights = [...formMap(cell)].map(([form, code]) =>
      message("{instrument}: {right}", { instrument: form, right: title(code) }),
    );
    return joined(rights, "; ");
  }
  const text = cellText(cell);
  return choices?.find(({ value }) => value === text)?.title ?? verbatim(text);
}

/** The same for files, which keep every letter of a name. */
export function rightInFile({ kind, choices }: Column, cell: Cell): string {
  const title = titleOfCodes(kind);
  if (title) return [...formMap(cell)].map(([form, code]) => `${form}: ${english(title(code))}`).join("; ");
  const text = cellText(cell);
  const choice = choices?.find(({ value }) => value === text);
  return choice ? english(choice.title) : text;
}

function titleOfCodes(kind: Column["kind"]): ((code: string) => Message) | undefined {
  return kind === "formRights" ? formRightTitle : kind === "formExport" ? exportTitle : undefined;
}

export type ExpirationState = "never" | "active" | "soon" | "today" | "expired";

/**
 * "Expires today" is its own state: the sources disagree on whether the last day still counts. Of what is no day, nothing
 * is said: JavaScript would guess at 1/2/2026 and turn February 30 into a day of March.
 */
export function expirationState(
  expiration: string,
  today: string,
  soonDays = 30,
): { readonly state: ExpirationState; readonly days: number } {
  if (!expiration) return { state: "never", days: Number.POSITIVE_INFINITY };
  const days = isDate(expiration) ? (Date.parse(expiration) - Date.parse(today)) / 86_400_000 : Number.NaN;
  if (Number.isNaN(days)) return { state: "active", days };
  if (days === 0) return { state: "today", days };
  return { state: days < 0 ? "expired" : days <= soonDays ? "soon" : "active", days };
}

/** Whether the second value allows anything that the first did not. Of values that nobody explained, none is more. */
export function gains({ kind, choices }: Column, was: string, will: string): boolean {
  if (kind === "formRights") return anyForm(was, will, (a, b) => formPower(b) > formPower(a) || mayDeleteMore(a, b));
  if (kind === "formExport") return anyForm(was, will, (a, b) => exportRank(b) > exportRank(a));
  const rank = (value: string) => choices?.findIndex((choice) => choice.value === value) ?? -1;
  return rank(will) > Math.max(0, rank(was));
}

/** Whether some instrument may have its data deleted that might not before. */
export function gainsDeletion(was: string, will: string): boolean {
  return anyForm(was, will, mayDeleteMore);
}

/** Whether the full data set may be exported, of one instrument or of all, that might not before. */
export function gainsFullExport({ name, kind }: Column, was: string, will: string): boolean {
  const most = EXPORT_CODES.length - 1;
  const more = (a: string, b: string) => exportRank(b) === most && exportRank(a) < most;
  return kind === "formExport" ? anyForm(was, will, more) : name.startsWith("data_export") && more(was, will);
}

function anyForm(was: string, will: string, more: (a: string, b: string) => boolean): boolean {
  const before = formMap(was);
  return [...formMap(will)].some(([form, code]) => more(before.get(form) ?? "0", code));
}

function formPower(code: string): number {
  const { view, edit, editSurvey } = decodeFormRight(code);
  return Number(view) + Number(edit) + Number(editSurvey);
}

function mayDeleteMore(a: string, b: string): boolean {
  return (decodeFormRight(b).delete ?? false) && !(decodeFormRight(a).delete ?? false);
}
