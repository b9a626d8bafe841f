import { neutral } from "../access/readable";
import type { Snapshot } from "../access/snapshot";
import type { FaultCode } from "./report";

export type Found =
  { readonly id: string; readonly label?: string } | { readonly wrong: string; readonly code: FaultCode };

const CODES = {
  role: { none: "unknownRole", several: "ambiguousRole" },
  "data access group": { none: "unknownDag", several: "ambiguousDag" },
} as const;

interface Named {
  readonly id: string;
  readonly label: string;
}

/** A role by its id, or by its name where only one role has it. */
export function findRole({ roles, tables }: Snapshot, said: string): Found {
  const list = [...roles.values()].map(({ id, label }) => ({ id, label }));
  return tables.userRole ? find("role", "id", list, said) : { id: said };
}

/** A group by its unique name, or by its name where only one group has it. */
export function findDag({ dags, tables }: Snapshot, said: string): Found {
  const list = [...dags.values()].map(({ id, name }) => ({ id, label: name }));
  return tables.dag ? find("data access group", "unique name", list, said) : { id: said };
}

/** A person's username as the project has it; readable exports write an apostrophe before some. */
export function findPerson({ people }: Snapshot, said: string, readable: boolean): string {
  const bare = readable && !people.has(said) ? said.replace(/^'(?=\s*[=+\-@＝＋－＠])/, "") : said;
  return people.get(bare)?.username ?? bare.trim();
}

function find(one: keyof typeof CODES, idWord: string, list: readonly Named[], said: string): Found {
  const exact = list.find(({ id }) => id === said);
  if (exact) return { id: exact.id };
  for (const same of [said, said.trim()]) {
    const named = list.filter(({ label, id }) => label === same || neutral(label) === same || neutral(id) === same);
    if (named.length === 1 && named[0]) return { id: named[0].id, label: same };
    if (named.length > 1) {
      const ids = named.map(({ id }) => id).join(", ");
      const message = `More than one ${one} is called "${same}" (${ids}); write the ${idWord}.`;
      return { wrong: message, code: CODES[one].several };
    }
  }
  return { wrong: `There is no ${one} "${said.trim()}" in this project.`, code: CODES[one].none };
}
