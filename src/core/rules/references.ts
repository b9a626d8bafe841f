import { wholeDagName, wholeRoleName } from "../access/names";
import { neutral } from "../access/readable";
import type { Snapshot } from "../access/snapshot";
import { cellText, column } from "../dataTable";
import { isLocalKey } from "../edits/edit";
import type { Message } from "../text/message";
import { CELL_RULES } from "./cellRules";
import { isNothing, wholeNumber } from "./fileNotation";
import type { Problem } from "./problem";
import { breaks } from "./rule";

export type Found = { readonly id: string; readonly label?: string } | { readonly problem: Problem };

/** The rules about cells that name a role, or a data access group. */
interface Kind {
  readonly unknown: typeof CELL_RULES.unknownRole | typeof CELL_RULES.unknownDag;
  readonly ambiguous: typeof CELL_RULES.ambiguousRole | typeof CELL_RULES.ambiguousDag;
  readonly several: typeof CELL_RULES.severalRoles | typeof CELL_RULES.severalDags;
  readonly unlike: typeof CELL_RULES.unlikeRole | typeof CELL_RULES.unlikeDag;
  readonly byLabel: typeof CELL_RULES.roleByLabel | typeof CELL_RULES.dagByLabel;
}

const ROLE: Kind = {
  unknown: CELL_RULES.unknownRole,
  ambiguous: CELL_RULES.ambiguousRole,
  several: CELL_RULES.severalRoles,
  unlike: CELL_RULES.unlikeRole,
  byLabel: CELL_RULES.roleByLabel,
};
const DAG: Kind = {
  unknown: CELL_RULES.unknownDag,
  ambiguous: CELL_RULES.ambiguousDag,
  several: CELL_RULES.severalDags,
  unlike: CELL_RULES.unlikeDag,
  byLabel: CELL_RULES.dagByLabel,
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
  readonly ids: ReadonlySet<string>;
  /** Whether the project's list could be read; otherwise ids are taken as they are. */
  readonly readable: boolean;
  /** What the ids of the file are in the project, where a table beside it has told; `new:1` is not there yet. */
  readonly keys?: ReadonlyMap<string, string> | undefined;
  /** Ids of the file → labels that a table beside it has for them. */
  readonly labels?: ReadonlyMap<string, string> | undefined;
  /** Ids of another project → their labels, as imports before this one had them. */
  readonly elsewhere?: ReadonlyMap<string, string> | undefined;
  readonly byNumber: (number: string) => string | undefined;
}

type Choices = Pick<References, "elsewhere" | "keys" | "labels">;

export function roleReferences(live: Snapshot, choices: Choices = {}): References {
  // A role that was created a moment ago can be listed without its id at first (around 14.0.2).
  const list = [...live.roles.values()]
    .filter(({ id }) => id !== "")
    .map(({ id, label }) => ({ id, labels: [label, wholeRoleName(live, id)] }));
  return {
    kind: ROLE,
    list,
    ids: new Set(list.map(({ id }) => id)),
    readable: live.tables.userRole !== undefined,
    byNumber: () => undefined,
    ...choices,
  };
}

export function dagReferences(live: Snapshot, choices: Choices = {}): References {
  const list = [...live.dags.values()].map(({ id, name }) => ({ id, labels: [name, wholeDagName(live, id)] }));
  const table = live.tables.dag ?? { columns: [], rows: [] };
  const [number, key] = [column(table, "data_access_group_id"), column(table, "unique_group_name")];
  const byNumber = (said: string) => {
    const row = table.rows.find((each) => cellText(number(each)) === said);
    return row && cellText(key(row));
  };
  return {
    kind: DAG,
    list,
    ids: new Set(list.map(({ id }) => id)),
    readable: live.tables.dag !== undefined,
    byNumber,
    ...choices,
  };
}

/** A person's username as the project has it; readable exports write an apostrophe before some. */
export function findPerson({ people }: Snapshot, said: string, readable: boolean): string {
  const bare = readable && !people.has(said) ? said.replace(/^'(?=\s*[=+\-@＝＋－＠])/, "") : said;
  const known = people.get(bare) ?? people.get(wholeNumber(bare.trim()));
  return known?.username ?? wholeNumber(bare.trim());
}

/** What a row says of a role or group, in each of the ways that files have. Blank: it says nothing. */
export interface SaidReference {
  readonly id: string;
  readonly label: string;
  /** REDCap's number in its database. */
  readonly number: string;
}

/**
 * The role or group that a row means; undefined where it says nothing. Where id and name stand side by side people
 * change one of them: the one that says something else than the project does now is meant.
 */
export function readReference(references: References, row: SaidReference, now: string): Found | undefined {
  const [id, label] = [notNothing(references, row.id), notNothing(references, row.label)];
  if (id === "" && label === "") return byNumber(references, row.number);
  if (id === "" || label === "") return id + label === now ? { id: now } : find(references, id + label, now);
  const byId = find(references, id, now);
  const isSame = (found: string) => isCalled(references, found, label) || references.labels?.get(id) === label;
  if (!("id" in byId) || isSame(byId.id) || id === label) return byId;
  const byLabel = find(references, label, now);
  if (byId.id === now && "id" in byLabel) return byLabel;
  if (byId.id !== now && isCalled(references, now, label)) return byId;
  return { problem: breaks(references.kind.unlike, id, label) };
}

/** What is wrong with a reference that is sent as it stands. What cannot be listed may be there all the same. */
export function sentReferenceProblem(
  references: References,
  value: string,
  unlisted: Message | undefined,
): Problem | undefined {
  const { kind, ids } = references;
  if (value === "" || ids.has(value)) return undefined;
  if (isLocalKey(value)) return breaks(kind.unknown, value, "new");
  const found = find({ ...references, readable: true }, value, "");
  if ("id" in found) return breaks(kind.byLabel, value, found.id);
  return unlisted && found.problem.rule === kind.unknown.id ? breaks(kind.unknown, value, { unlisted }) : found.problem;
}

/** What is really called NA is no blank. */
function notNothing({ list, ids }: References, text: string): string {
  const bare = text.trim();
  if (!isNothing(bare) || ids.has(bare)) return bare;
  return list.some(({ labels }) => labels.includes(bare)) ? bare : "";
}

function byNumber({ kind, byNumber: known }: References, text: string): Found | undefined {
  const number = wholeNumber(text.trim());
  if (isNothing(number)) return undefined;
  const id = known(number);
  return id === undefined ? { problem: breaks(kind.unknown, number, "number") } : { id };
}

function isNearly({ id, labels }: Named, said: string): boolean {
  return [id, ...labels].some((each) => !isLocalKey(each) && (each.trim() === said || neutral(each) === said));
}

function isCalled({ list }: References, id: string, label: string): boolean {
  const labels = list.find((each) => each.id === id)?.labels ?? [];
  return labels.some((each) => each === label || each.trim() === label || neutral(each) === label);
}

function find(references: References, text: string, now: string): Found {
  const { kind, list, ids, readable, elsewhere } = references;
  const key = references.keys?.get(text);
  if (key !== undefined) return { id: key };
  if (!readable || (ids.has(text) && (!isLocalKey(text) || text === now))) return { id: text };
  const known = elsewhere?.get(text);
  for (const same of [...new Set([text, wholeNumber(text), ...(known === undefined ? [] : [known])])]) {
    const letterByLetter = list.filter(({ labels }) => labels.includes(same));
    const named = letterByLetter.length > 0 ? letterByLetter : list.filter((each) => isNearly(each, same));
    if (named.length === 1 && named[0]) return { id: named[0].id, label: same };
    if (named.length > 1)
      return {
        problem: breaks(
          kind.ambiguous,
          same,
          named.map(({ id }) => id),
        ),
      };
  }
  const parts = text.split(/[,;|]/).map((part) => part.trim());
  if (parts.length > 1 && parts.every((part) => part !== "" && "id" in find(references, part, now)))
    return { problem: breaks(kind.several, parts) };
  return { problem: breaks(kind.unknown, text) };
}
