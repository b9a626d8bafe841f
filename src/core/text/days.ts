import { isDate } from "../dates";
import { message, verbatim } from "./message";
import type { Message } from "./message";

/**
 * The days that somebody may mean by what they type, as REDCap writes them. 03/04/2027 may be in March and in April: both
 * are told, and nothing is guessed. Without a year it is the next such day.
 */
export function daysMeant(typed: string, today: string): readonly string[] {
  const text = typed.trim();
  const parts = text.split(/[-/. ]+/).filter((part) => part !== "");
  if (parts.length < 2 || parts.length > 3 || !parts.every((part) => /^\d{1,4}$/.test(part))) return [];
  const [a = "", b = "", c] = parts;
  if (a.length === 4) return c === undefined ? [] : existing([[a, b, c]]);
  if (c !== undefined && c.length !== 4) return [];
  const inYear = (year: string) =>
    existing([
      [year, b, a],
      [year, a, b],
    ]);
  if (c !== undefined) return inYear(c);
  const year = Number(today.slice(0, 4));
  const later = [...inYear(String(year)), ...inYear(String(year + 1))].filter((day) => day >= today);
  const months = new Set<string>();
  return later.filter((day) => months.size < months.add(day.slice(5)).size);
}

function existing(readings: readonly (readonly [year: string, month: string, day: string])[]): readonly string[] {
  const days = readings.map(([year, month, day]) => `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`);
  return [...new Set(days)].filter(isDate);
}

/** "3 April 2027": with the month in words, so that nobody takes it for a day in March. */
export function dayInWords(date: string): Message {
  const [, year = "", month = "", day = ""] = /^(\d+)-(\d+)-(\d+)$/.exec(date) ?? [];
  const name = MONTHS[Number(month) - 1] ?? verbatim(month);
  return message("{day} {month} {year}", { day: Number(day), month: name, year });
}

const MONTHS: readonly Message[] = [
  message("January"),
  message("February"),
  message("March"),
  message("April"),
  message("May"),
  message("June"),
  message("July"),
  message("August"),
  message("September"),
  message("October"),
  message("November"),
  message("December"),
];
