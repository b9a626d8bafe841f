import { cellText } from "../dataTable";
import type { Cell } from "../dataTable";
import { isDate } from "../dates";
import type { Column } from "../access/tables";
import type { FaultCode } from "./report";

/** A cell of a file as REDCap writes it, or why it cannot be read so. */
export type Reading = { readonly text: string } | { readonly wrong: string; readonly code: FaultCode };

const YES: ReadonlySet<string> = new Set(["true", "t", "yes", "y", "x", "checked", "access"]);
const NO: ReadonlySet<string> = new Set(["false", "f", "no", "n", "unchecked", "no access"]);

/** What people, data frames and databases write where there is nothing. Who or what is really called so is looked for first. */
export function isNothing(text: string): boolean {
  return /^\s*(?:NA|N\/A|#N\/A|<NA>|NaN|NaT|None|null|nil|\\N)?\s*$/i.test(text);
}

/** Reads a cell that is no list of instruments. `column` is undefined for a column that only this project knows. */
export function readValue(column: Column | undefined, cell: Cell): Reading {
  const text = cellText(cell);
  const bare = text.trim();
  if (!column || column.kind === "text" || bare === "") return { text: bare === "" ? "" : text };
  if (column.kind === "date") {
    const wrong = `${column.title} is "${bare}", but dates are written YYYY-MM-DD.`;
    return isDate(bare) ? { text: bare } : { wrong, code: "badDate" };
  }
  if (column.kind !== "flag" && column.kind !== "choice") return { text: bare };
  const code = wholeNumber(bare);
  const word = code.toLowerCase();
  const choice = column.choices?.find(({ value, title }) => value === code || title.toLowerCase() === word);
  if (choice) return { text: choice.value };
  // redcapAPI has these two words for every right, whatever levels it has.
  if (word === "access" && column.choices?.some(({ value }) => value === "1")) return { text: "1" };
  if (column.kind === "flag" && YES.has(word)) return { text: "1" };
  if (column.kind === "flag" && NO.has(word)) return { text: "0" };
  const codes = (column.choices ?? []).map(({ value, title }) => `${value} (${title})`).join(", ");
  return { wrong: `${column.title} is "${bare}"; it can be ${codes}.`, code: "badValue" };
}

/** Data frames turn columns with gaps into fractions, and spreadsheets write these with a comma: 1.0 and 1,0 are 1. */
export function wholeNumber(text: string): string {
  return text.replace(/^(\d+)[.,]0+$/, "$1");
}

/** The apostrophe that readable exports put before what a spreadsheet would run. */
export function withoutApostrophe(text: string): string {
  return /^'(?:[\t\r\n]|\s*[=+\-@＝＋－＠])/.test(text) ? text.slice(1) : text;
}
