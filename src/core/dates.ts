const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** `YYYY-MM-DD` and a day that exists; REDCap takes nothing else as an expiration. */
export function isDate(text: string): boolean {
  const [, year, month, day] = DATE.exec(text) ?? [];
  if (!year) return false;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return date.toISOString().startsWith(text);
}

/** The day so many days after one that exists, at most the last that can be written. */
export function addDays(date: string, days: number): string {
  const at = Date.parse(date) + days * 86_400_000;
  return at < LAST ? new Date(at).toISOString().slice(0, 10) : "9999-12-31";
}

const LAST = Date.UTC(9999, 11, 31);
