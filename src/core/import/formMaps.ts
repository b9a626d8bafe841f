import { cellText } from "../dataTable";
import type { Cell } from "../dataTable";
import {
  decodeFormRight,
  encodeFormRight,
  EXPORT_CODES,
  exportTitle,
  formMap,
  formRightTitle,
  sameFormRight,
  shownEncoding,
} from "../access/rights";
import { formCells } from "../edits/completeForms";
import type { Snapshot } from "../access/snapshot";
import type { Reading } from "./values";
import { isNothing, wholeNumber } from "./values";

export type FormKind = "formRights" | "formExport";
export type FormEncoding = "legacy" | "bits" | undefined;

export const RIGHT_CODES = ["0", "1", "2", "3", "128", "129", "130", "138", "146", "154"];

/** What redcapAPI writes for codes, where it is not what we do. */
const OTHER_WORDS: ReadonlyMap<string, string> = new Map([
  ["view records/responses and edit records (survey responses are read-only)", "1"],
  ["edit survey responses", "3"],
  ["remove identifier fields", "3"],
  ["view survey responses and edit records", "130"],
  ["edit survey responses and records", "138"],
  ["view survey responses and edit or delete records", "146"],
  ["edit or delete survey responses and records", "154"],
]);

/** A list of instruments from any notation: REDCap's, JSON's, a database's, a printed dictionary, a list, or words. */
export function readForms(cell: Cell): ReadonlyMap<string, string> {
  return new Map(formPairs(cell));
}

/** Instruments that a list names twice, with codes that are not the same. */
export function formsTwice(cell: Cell): readonly string[] {
  const first = new Map<string, string>();
  const twice = new Set<string>();
  for (const [form, code] of formPairs(cell)) {
    if ((first.get(form) ?? code) !== code) twice.add(form);
    first.set(form, code);
  }
  return [...twice];
}

type Pair = readonly [form: string, code: string];

function formPairs(cell: Cell): readonly Pair[] {
  if (typeof cell === "object" && cell !== null) return [...formMap(cell)];
  const text = cellText(cell).trim();
  if (/^\[\w+,/.test(text)) return pairs(text, /\[(\w+),([\w.]*)\]/g);
  // `{'visit': 1}`, `{"visit":"1"}`, `["visit:1"]`: names and codes in turn, whatever stands between them.
  if (/^[[{]/.test(text)) return pairs(text, /["']?(\w+)["']?\s*:\s*["']?([\w.]*)["']?/g);
  const parts = text.includes(";") || /:\s*[A-Za-z]/.test(text) ? text.split(";") : text.split(",");
  return parts
    .filter((part) => part.trim() !== "")
    .map((part): Pair => {
      const colon = part.indexOf(":");
      return colon < 0 ? [part.trim(), ""] : [part.slice(0, colon).trim(), part.slice(colon + 1).trim()];
    });
}

function pairs(text: string, pattern: RegExp): readonly Pair[] {
  return [...text.matchAll(pattern)].map(([, form = "", code = ""]): Pair => [form, isNothing(code) ? "" : code]);
}

/** The code behind a number or a title, in the encoding of the project. What grants the same as now stays as it is. */
export function readFormCode(kind: FormKind, said: string, now: string | undefined, encoding: FormEncoding): Reading {
  const code = wholeNumber(said.trim());
  if (code === now) return { text: code };
  const words = OTHER_WORDS.get(code.toLowerCase());
  const codes = kind === "formExport" ? EXPORT_CODES : RIGHT_CODES;
  const title = kind === "formExport" ? exportTitle : formRightTitle;
  if (now !== undefined && title(now).toLowerCase() === code.toLowerCase()) return { text: now };
  const found = codes.find((each) => title(each).toLowerCase() === code.toLowerCase()) ?? words ?? code;
  if (kind === "formExport") return codes.includes(found) ? { text: found } : wrong(said);
  const right = decodeFormRight(found);
  if (right.encoding === "unknown" || right.odd) return wrong(said);
  if (now !== undefined && sameFormRight(now, found)) return { text: now };
  if (encoding === undefined || right.encoding === encoding) return { text: found };
  if (encoding === "legacy" && right.delete) {
    return { wrong: `"${said}" includes deleting, which the codes of this project cannot say.`, code: "badFormCode" };
  }
  return { text: encodeFormRight(right, encoding) };
}

function wrong(said: string): Reading {
  const message = said.trim() === "" ? "it has no code." : `"${said.trim()}" is not a code of REDCap.`;
  return { wrong: message, code: "badFormCode" };
}

/** What a code is in this notation; the same where there is nothing to convert. */
export function inEncoding(code: string, encoding: FormEncoding): string {
  const right = decodeFormRight(code);
  return right.odd || encoding === undefined || right.encoding === encoding ? code : encodeFormRight(right, encoding);
}

/** The codes that the project shows; none while it shows no code at all. */
export function encodingOf(live: Snapshot): FormEncoding {
  return shownEncoding(formCells(live));
}
