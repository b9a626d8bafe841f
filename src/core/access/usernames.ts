import { shown } from "../text/displayText";
import { findPerson } from "./effective";
import type { Person, Snapshot } from "./snapshot";

/** What REDCap takes in a username (redcapAPI #334). */
const USERNAME = /^[\w\-. '@]+$/;

export function isUsername(text: string): boolean {
  return USERNAME.test(text);
}

export function illegalUsernameSentence(name: string): string {
  return `"${shown(name)}" cannot be a username: REDCap takes letters, digits, blanks and _ - . ' @ only.`;
}

/** Why somebody of this name cannot be added; `as` is how REDCap writes who is there already. */
export type UsernameFault =
  { readonly kind: "blank" } | { readonly kind: "illegal" } | { readonly kind: "there"; readonly as: Person };

/** REDCap compares usernames without regard to case: another spelling is the same person once more. */
export function usernameFault(snapshot: Snapshot, text: string): UsernameFault | undefined {
  if (text === "") return { kind: "blank" };
  if (!isUsername(text)) return { kind: "illegal" };
  const as = findPerson(snapshot, text);
  return as && { kind: "there", as };
}
