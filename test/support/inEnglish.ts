import { english } from "../../src/core/text/message";
import type { Message } from "../../src/core/text/message";

/** Sentences as people read them in English, also those within something; all else as it is. */
export function inEnglish(said: Message | string): string;
export function inEnglish(said: readonly (Message | string)[]): readonly string[];
export function inEnglish(said: unknown): unknown;
export function inEnglish(said: unknown): unknown {
  if (Array.isArray(said)) return said.map((each: unknown) => inEnglish(each));
  if (typeof said !== "object" || said === null || said instanceof Map || said instanceof Set) return said;
  if ("templates" in said || "verbatim" in said || "between" in said) return english(said as Message);
  return Object.fromEntries(Object.entries(said).map(([name, value]) => [name, inEnglish(value)]));
}
