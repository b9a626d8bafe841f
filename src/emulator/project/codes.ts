import { EXPORT_LEVELS } from "../../core/access/tables";
import { atLeast } from "../version";

/** How a project writes form rights: numbers 0-3, or bits above 128. The same server has projects of both kinds. */
export type FormCodes = "legacy" | "bits";

const TO_BITS: ReadonlyMap<number, number> = new Map([
  [0, 128],
  [1, 130],
  [2, 129],
  [3, 138],
]);

/** A form right in the project's own encoding; both are accepted on import. A legacy code has no room for *delete*. */
export function formCode(code: number, codes: FormCodes): number {
  if (codes === "bits") return TO_BITS.get(code) ?? code;
  if (code < 128) return code;
  const edits = (code & 2) !== 0;
  if (edits) return (code & 8) !== 0 ? 3 : 1;
  return (code & 1) !== 0 ? 2 : 0;
}

/** Servers before 15.6 know the legacy codes only. */
export function knowsBits(version: string): boolean {
  return atLeast(version, "15.6.0");
}

export function isFormCode(code: number, version: string): boolean {
  return TO_BITS.has(code) || (code >= 128 && code < 256 && knowsBits(version));
}

/** Whether a server of this version has the level; read-only User Rights came with 14.1. */
export function knowsLevel(version: string, right: string, level: number): boolean {
  return right !== "user_rights" || level !== 2 || atLeast(version, "14.1.0");
}

/** Their numbers stand in another order. */
const BY_POWER = EXPORT_LEVELS.map(([level]) => Number(level));

/** The one level that old servers have for all instruments: the most that a person may export of any of them. */
export function strongestExport(levels: number | Readonly<Record<string, number>>): number {
  const all = typeof levels === "number" ? [levels] : Object.values(levels);
  return BY_POWER.findLast((level) => all.includes(level)) ?? 0;
}
