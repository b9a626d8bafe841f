import { cellText } from "../dataTable";
import type { Cell } from "../dataTable";
import { decodeFormRight, encodeFormRight, formMap, shownEncoding } from "../access/rights";
import { formCells } from "../edits/completeForms";
import type { Snapshot } from "../access/snapshot";
import { isNothing } from "./fileNotation";

export type FormKind = "formRights" | "formExport";
export type FormEncoding = "legacy" | "bits" | undefined;

export const RIGHT_CODES = ["0", "1", "2", "3", "128", "129", "130", "138", "146", "154"];

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

/** What a code is in this notation; the same where there is nothing to convert. */
export function inEncoding(code: string, encoding: FormEncoding): string {
  const right = decodeFormRight(code);
  return right.odd || encoding === undefined || right.encoding === encoding ? code : encodeFormRight(right, encoding);
}

/** The codes that the project shows; none while it shows no code at all. */
export function encodingOf(live: Snapshot): FormEncoding {
  return shownEncoding(formCells(live));
}
