/** What people, data frames and databases write where there is nothing. Who or what is really called so is looked for first. */
export function isNothing(text: string): boolean {
  return /^\s*(?:NA|N\/A|#N\/A|<NA>|NaN|NaT|None|null|nil|\\N)?\s*$/i.test(text);
}

/** Data frames turn columns with gaps into fractions, and spreadsheets write these with a comma: 1.0 and 1,0 are 1. */
export function wholeNumber(text: string): string {
  return text.replace(/^(\d+)[.,]0+$/, "$1");
}

/** The apostrophe that readable exports put before what a spreadsheet would run. */
export function withoutApostrophe(text: string): string {
  return /^'(?:[\t\r\n]|\s*[=+\-@＝＋－＠])/.test(text) ? text.slice(1) : text;
}
