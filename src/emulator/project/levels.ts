import { atLeast } from "../version";

/** Whether a server of this version has the level; read-only User Rights came with 14.1. */
export function knowsLevel(version: string, right: string, level: number): boolean {
  return right !== "user_rights" || level !== 2 || atLeast(version, "14.1.0");
}

/** Export levels from most to least; their numbers stand in another order. */
const BY_POWER = [1, 3, 2, 0];

/** The one level that old servers have for all instruments: the most that a person may export of any of them. */
export function strongestExport(levels: number | Readonly<Record<string, number>>): number {
  const all = typeof levels === "number" ? [levels] : Object.values(levels);
  return BY_POWER.find((level) => all.includes(level)) ?? 0;
}
