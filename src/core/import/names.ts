import { wholeDagName, wholeRoleName } from "../access/names";
import { neutral } from "../access/readable";
import type { Snapshot } from "../access/snapshot";
import { cellText, column } from "../dataTable";
import { isLocalKey } from "../edits/edit";
import { shown } from "../text/displayText";
import { enumeration } from "../text/words";
import type { FaultCode } from "./report";
import { isNothing, wholeNumber } from "./values";

export type Found =
  { readonly id: string; readonly label?: string } | { readonly wrong: string; readonly code: FaultCode };

/** What a role and a group are told by in files, and how sentences about them read. */
interface Kind {
  readonly one: string;
  readonly idWord: string;
  readonly none: FaultCode;
  readonly ambiguous: FaultCode;
  readonly several: FaultCode;
  readonly unlike: FaultCode;
}

const ROLE: Kind = {
  ...{ one: "role", idWord: "id", none: "unknownRole", ambiguous: "ambiguousRole" },
  ...{ several: "severalRoles", unlike: "unlikeRole" },
};
const DAG: Kind = {
  ...{ one: "data access group", idWord: "unique name", none: "unknownDag", ambiguous: "ambiguousDag" },
  ...{ several: "severalDags", unlike: "unlikeDag" },
};

interface Named {
  readonly id: string;
  /** The label first, then whatever else files call it. */
  readonly labels: readonly string[];
}

/** All roles or all groups of a project, to find those that files mean. */
export interface References {
  readonly kind: Kind;
  readonly list: readonly Named[];
  /** Whether the project's list could be read; otherwise ids are taken as they are. */
  readonly readable: boolean;
  /** Keys of what is not in REDCap yet are meant as such: whoever asks has made them. */
  readonly local?: boolean | undefined;
  /** Ids of another project → their labels, as imports before this one had them. */
  readonly elsewhere?: ReadonlyMap<string, string> | undefined;
  readonly byNumber: (number: string) => string | undefined;
}

type Choices = Pick<References, "elsewhere" | "local">;

export function roleReferences(live: Snapshot, choices: Choices = {}): References {
  const list = [...live.roles.values()].map(({ id, label }) => ({ id, labels: [label, wholeRoleName(live, id)] }));
  return { kind: ROLE, list, readable: live.tables.userRole !== undefined, byNumber: () => undefined, ...choices };
}

export function dagReferences(live: Snapshot, choices: Choices = {}): References {
  const list = [...live.dags.values()].map(({ id, name }) => ({ id, labels: [name, wholeDagName(live, id)] }));
  const table = live.tables.dag ?? { columns: [], rows: [] };
  const [number, key] = [column(table, "data_access_group_id"), column(table, "unique_group_name")];
  const byNumber = (said: string) => {
    const row = table.rows.find((each) => cellText(number(each)) === said);
    return row && cellText(key(row));
  };
  return { kind: DAG, list, readable: live.tables.dag !== undefined, byNumber, ...choices };
}

/** A person's username as the project has it; readable exports write an apostrophe before some. */
export function findPerson({ people }: Snapshot, said: string, readable: boolean): string {
  const bare = readable && !people.has(said) ? said.replace(/^'(?=\s*[=+\-@＝＋－＠])/, "") : said;
  const known = people.get(bare) ?? people.get(wholeNumber(bare.trim()));
  return known?.username ?? wholeNumber(bare.trim());
}

/** What a row says of a role or group, in each of the ways that files have. Blank: it says nothing. */
export interface Told {
  readonly id: string;
  readonly label: string;
  /** REDCap's number in its database. */
  readonly number: string;
}

/**
 * The role or group that a row means; undefined where it says nothing. Where id and name stand side by side people
 * change one of them: the one that says something else than the project does now is meant.
 */
export function meant(references: References, told: Told, now: string): Found | undefined {
  const { kind } = references;
  const [id, label] = [said(references, told.id), said(references, told.label)];
  if (id === "" && label === "") return byNumber(references, told.number);
  if (id === "" || label === "") return id + label === now ? { id: now } : find(references, id + label, now);
  const byId = find(references, id, now);
  if (!("id" in byId) || isCalled(references, byId.id, label) || id === label) return byId;
  const byLabel = find(references, label, now);
  if (byId.id === now && "id" in byLabel) return byLabel;
  if (byId.id !== now && isCalled(references, now, label)) return byId;
  const message = `The ${kind.one} is ${shown(id)} and "${shown(label)}", which are not the same ${kind.one}; change both, or leave one blank.`;
  return { wrong: message, code: kind.unlike };
}

/** What is really called NA is no blank. */
function said({ list }: References, text: string): string {
  const bare = text.trim();
  if (!isNothing(bare)) return bare;
  return list.some(({ id, labels }) => id === bare || labels.includes(bare)) ? bare : "";
}

function byNumber({ kind, byNumber: known }: References, text: string): Found | undefined {
  const number = wholeNumber(text.trim());
  if (isNothing(number)) return undefined;
  const id = known(number);
  if (id !== undefined) return { id };
  const message = `The ${kind.one} is number ${shown(number)} in REDCap's database, which the project does not tell; write its name.`;
  return { wrong: message, code: kind.none };
}

function isNearly({ id, labels }: Named, said: string): boolean {
  return [id, ...labels].some((each) => !isLocalKey(each) && (each.trim() === said || neutral(each) === said));
}

function isCalled({ list }: References, id: string, label: string): boolean {
  const labels = list.find((each) => each.id === id)?.labels ?? [];
  return labels.some((each) => each === label || each.trim() === label || neutral(each) === label);
}

function find(references: References, text: string, now: string): Found {
  const { kind, list, readable, elsewhere } = references;
  if (!readable) return { id: text };
  const exact = list.find(({ id }) => id === text && (references.local === true || !isLocalKey(id) || id === now));
  if (exact) return { id: exact.id };
  const known = elsewhere?.get(text);
  for (const same of [...new Set([text, wholeNumber(text), ...(known === undefined ? [] : [known])])]) {
    const letterByLetter = list.filter(({ labels }) => labels.includes(same));
    const named = letterByLetter.length > 0 ? letterByLetter : list.filter((each) => isNearly(each, same));
    if (named.length === 1 && named[0]) return { id: named[0].id, label: same };
    if (named.length > 1) {
      const ids = named.map(({ id }) => id).join(", ");
      const message = `More than one ${kind.one} is called "${shown(same)}" (${ids}); write the ${kind.idWord}.`;
      return { wrong: message, code: kind.ambiguous };
    }
  }
  const parts = text.split(/[,;|]/).map((part) => part.trim());
  if (parts.length > 1 && parts.every((part) => part !== "" && "id" in find(references, part, now))) {
    const message = `The cell names several ${kind.one}s (${enumeration(parts.map((part) => shown(part)))}), but a person can have one only; write the one that is meant.`;
    return { wrong: message, code: kind.several };
  }
  return { wrong: `There is no ${kind.one} "${shown(text)}" in this project.`, code: kind.none };
}
