import { english } from "../text/message";
import { cellText } from "../dataTable";
import type { Cell } from "../dataTable";
import { isDate } from "../dates";
import type { Column } from "../access/tables";
import { CELL_RULES } from "./cellRules";
import type { Problem } from "./problem";
import { wholeNumber } from "./fileNotation";
import { breaks } from "./rule";

/** A cell of a file as REDCap writes it, or why it cannot be read so. */
export type Reading = { readonly text: string } | { readonly problem: Problem };

const YES: ReadonlySet<string> = new Set(["true", "t", "yes", "y", "x", "checked", "access"]);
const NO: ReadonlySet<string> = new Set(["false", "f", "no", "n", "unchecked", "no access"]);

/** Reads a cell that is no list of instruments. `column` is undefined for a column that only this project knows. */
export function readValue(column: Column | undefined, cell: Cell): Reading {
  const text = cellText(cell);
  const bare = text.trim();
  if (!column || column.kind === "text" || bare === "") return { text: bare === "" ? "" : text };
  if (column.kind === "date") {
    const problem = dateProblem(bare);
    return problem ? { problem } : { text: bare };
  }
  if (column.kind !== "flag" && column.kind !== "choice") return { text: bare };
  const code = wholeNumber(bare);
  const word = code.toLowerCase();
  const choice = column.choices?.find(({ value, title }) => value === code || english(title).toLowerCase() === word);
  if (choice) return { text: choice.value };
  // redcapAPI has these two words for every right, whatever levels it has.
  if (word === "access" && column.choices?.some(({ value }) => value === "1")) return { text: "1" };
  if (column.kind === "flag" && YES.has(word)) return { text: "1" };
  if (column.kind === "flag" && NO.has(word)) return { text: "0" };
  return { problem: breaks(CELL_RULES.badValue, column, bare) };
}

/** What is wrong with a date; blank is none. */
export function dateProblem(text: string): Problem | undefined {
  return text === "" || isDate(text) ? undefined : breaks(CELL_RULES.badDate, text);
}
