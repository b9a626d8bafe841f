import { TABLES } from "../access/tables";
import { cellText, column, EMPTY_TABLE } from "../dataTable";
import type { Cell, DataTable } from "../dataTable";
import type { ServerNames } from "../edits/serverNames";
import type { Step } from "./plan";
import { sameValue } from "../edits/sameValue";
import type { SnapshotParts } from "../access/snapshot";

type Tables = SnapshotParts["tables"];
type NamingStep = Pick<Step, "purpose" | "rows" | "keys">;

export interface NamesRead {
  readonly serverNames: ServerNames;
  /** Rows of the request that cannot be found, or not be told from others. */
  readonly missing: readonly string[];
}

/** Requests after which REDCap has to be asked what it calls things now. */
export function givesNames({ purpose }: Pick<Step, "purpose">): boolean {
  return purpose === "createRoles" || purpose === "createDags" || purpose === "renameDags";
}

/** What REDCap calls the roles and groups of a request, from a read made before it and one made after. */
export function readServerNames(
  step: NamingStep,
  before: Tables,
  now: Tables,
  serverNames: ServerNames,
  /** REDCap has answered that every row was taken: as many new names as were asked for are ours then. */
  arrived = false,
): NamesRead {
  if (step.purpose === "renameDags") return readRenames(step, before, now, serverNames);
  if (step.purpose !== "createRoles" && step.purpose !== "createDags") return { serverNames, missing: [] };
  const [kind, table] = step.purpose === "createRoles" ? (["roles", "userRole"] as const) : (["dags", "dag"] as const);
  const { key: id, nameColumn: label } = TABLES[table];
  const names = new Map(serverNames[kind]);
  const known = new Set([...keysOf(before[table], id), ...names.values()]);
  const after = now[table] ?? EMPTY_TABLE;
  const readId = column(after, id);
  const fresh = after.rows.filter((row) => cellText(readId(row)) !== "" && !known.has(cellText(readId(row))));
  let missing: string[] = [];
  step.keys.forEach((key, index) => {
    if (names.has(key)) return;
    const row = step.rows.rows[index] ?? [];
    const same = fresh.filter((each) => sameText(step.rows, row, after, each, label));
    const alike = same.filter((each) => sameCells(step.rows, row, after, each, id));
    const candidates = alike.length > 0 ? alike : same;
    const asked = step.rows.rows.filter((each) => sameText(step.rows, row, step.rows, each, label)).length;
    const [found] = candidates;
    // More of them than were asked for: somebody else made one of the same name, and nobody can say which is which.
    if (!found || candidates.length > asked) return void missing.push(key);
    names.set(key, cellText(readId(found)));
    fresh.splice(fresh.indexOf(found), 1);
  });
  const take = (key: string, found: readonly Cell[]) => {
    names.set(key, cellText(readId(found)));
    fresh.splice(fresh.indexOf(found), 1);
    missing = missing.filter((each) => each !== key);
  };
  // Never more than were asked for: with another one among them nobody can say which is ours.
  if (fresh.length <= missing.length) {
    const sent = (key: string) => plain(step.rows, step.rows.rows[step.keys.indexOf(key)] ?? [], label);
    for (const key of missing) {
      const alike = fresh.filter((row) => isAlike(sent(key), plain(after, row, label)));
      const rivals = missing.filter((other) => alike.some((row) => isAlike(sent(other), plain(after, row, label))));
      const [found] = alike;
      if (found && alike.length === 1 && rivals.length === 1) take(key, found);
    }
    const [key, found] = [missing[0], fresh[0]];
    if (arrived && key !== undefined && found && missing.length === 1) take(key, found);
  }
  return { serverNames: { ...serverNames, [kind]: names }, missing };
}

/** Something new that this apply may have made and that nobody can name: an unknown id, or a row without one. */
export function hasUnexpectedRows(
  { purpose }: Pick<Step, "purpose">,
  before: Tables,
  now: Tables,
  serverNames: ServerNames,
): boolean {
  if (purpose === "renameDags") return false;
  const [kind, table, id] =
    purpose === "createRoles"
      ? (["roles", "userRole", "unique_role_name"] as const)
      : (["dags", "dag", "unique_group_name"] as const);
  const was = keysOf(before[table], id);
  const known = new Set([...was, ...serverNames[kind].keys(), ...serverNames[kind].values()]);
  const is = keysOf(now[table], id);
  const blank = (keys: readonly string[]) => keys.filter((key) => key === "").length;
  return is.some((key) => key !== "" && !known.has(key)) || blank(is) > blank(was);
}

function plain(table: DataTable, row: readonly Cell[], name: string): string {
  return plainName(cellText(column(table, name)(row)));
}

/** A name that a server may have kept for another one. */
export function isAlikeName(a: string, b: string): boolean {
  return isAlike(plainName(a), plainName(b));
}

/** What servers make of a name: markup is taken out or written as entities, blanks and strange letters go. */
function plainName(name: string): string {
  return name
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll(/&(?:amp|quot|#0?39);/g, "")
    .replaceAll(/<[^>]*>/g, "")
    .replaceAll(/[^\p{L}\p{N}]/gu, "")
    .toLowerCase();
}

/** The same, or one cut to a length. */
function isAlike(a: string, b: string): boolean {
  return a !== "" && b !== "" && (a.startsWith(b) || b.startsWith(a));
}

/** A group keeps its number when it is renamed; old servers do not show one, but the new name they do. */
function readRenames(step: NamingStep, before: Tables, now: Tables, serverNames: ServerNames): NamesRead {
  const [old, after] = [before.dag ?? EMPTY_TABLE, now.dag ?? EMPTY_TABLE];
  const number = column(old, "data_access_group_id");
  const [numberNow, nameNow, idNow] = ["data_access_group_id", "data_access_group_name", "unique_group_name"].map(
    (name) => column(after, name),
  );
  const names = new Map(serverNames.dags);
  const taken = new Set<string>();
  const missing: string[] = [];
  step.keys.forEach((key, index) => {
    const wanted = cellText(step.rows.rows[index]?.[0]).trim();
    const was = old.rows.find((row) => cellText(column(old, "unique_group_name")(row)) === key) ?? [];
    const named = after.rows.filter((row) => cellText(nameNow?.(row)).trim() === wanted);
    const same = (row: readonly Cell[]) => cellText(numberNow?.(row)) === cellText(number(was));
    const found = cellText(number(was))
      ? named.find(same)
      : (named.find((row) => cellText(idNow?.(row)) === key) ??
        named.find((row) => !taken.has(cellText(idNow?.(row)))));
    if (!found) return void missing.push(key);
    taken.add(cellText(idNow?.(found)));
    names.set(key, cellText(idNow?.(found)));
  });
  return { serverNames: { ...serverNames, dags: names }, missing };
}

function keysOf(table: DataTable = EMPTY_TABLE, id: string): readonly string[] {
  const read = column(table, id);
  return table.rows.map((row) => cellText(read(row)));
}

function sameText(a: DataTable, x: readonly Cell[], b: DataTable, y: readonly Cell[], name: string): boolean {
  return cellText(column(a, name)(x)).trim() === cellText(column(b, name)(y)).trim();
}

function sameCells(sent: DataTable, x: readonly Cell[], read: DataTable, y: readonly Cell[], id: string): boolean {
  return sent.columns.every(
    (name, index) =>
      name === id ||
      sameText(sent, x, read, y, name) ||
      sameValue("roles", name, cellText(x[index]), cellText(column(read, name)(y))),
  );
}
