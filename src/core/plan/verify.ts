import { cellText, column, EMPTY_TABLE } from "../dataTable";
import { DRAFTS, isOwnRight } from "../edits/draftTables";
import { cellId, draftCell } from "../edits/draftCell";
import { NO_SERVER_NAMES, resolveEdit } from "../edits/serverNames";
import type { ServerNames } from "../edits/serverNames";
import type { Plan } from "./plan";
import type { DraftName, Edit } from "../edits/edit";
import { cellsIn, editsOf, KEY_COLUMN, rowId } from "../edits/edit";
import { sameValue } from "../edits/sameValue";
import type { Person, Snapshot } from "../access/snapshot";

/** A cell that reads otherwise than it should. */
export interface Difference {
  /** What the key names; a person when left out. */
  readonly draft?: "roles" | "dags";
  readonly key: string;
  readonly column: string;
  /** What the plan wanted, or what the cell said before when the plan did not touch it. */
  readonly expected: string;
  /** undefined: the person, role or group is not in the project. */
  readonly reads: string | undefined;
}

export interface Verification {
  readonly verified: readonly Edit[];
  /** Planned cells that do not read as wanted. */
  readonly differing: readonly Difference[];
  /** Cells that nobody planned to change and that changed all the same: REDCap's doing, or somebody else's. */
  readonly unplanned: readonly Difference[];
}

const STATE = [
  ["assignments", "unique_role_name"],
  ["assignments", "data_access_group"],
  ["users", "expiration"],
] as const;

/** Compares a fresh read with what the plan wanted, and with everything it should have left alone. */
export function verifyPlan(plan: Plan, now: Snapshot, serverNames: ServerNames = NO_SERVER_NAMES): Verification {
  const edits = plan.changes.flatMap(editsOf);
  const verified: Edit[] = [];
  const differing: Difference[] = [];
  for (const edit of edits) {
    const difference = differenceOf(resolveEdit(edit, serverNames), now);
    if (difference) differing.push(difference);
    else verified.push(edit);
  }
  const planned = new Set(cellsIn(edits).map(cellId));
  const removed = new Set(edits.filter(({ kind }) => kind === "remove").map(rowId));
  const before = plan.input.live;
  return {
    verified,
    differing,
    unplanned: [
      ...unplanned(before, now, { planned, removed, serverNames }),
      ...(["roles", "dags"] as const).flatMap((draft) =>
        tableDiffers(draft, before, now, { planned, removed, serverNames }),
      ),
    ],
  };
}

/** What reads otherwise than an edit wants it, in the names of the read. */
function differenceOf(edit: Edit, now: Snapshot): Difference | undefined {
  const { draft, key } = edit;
  const [column, expected] =
    edit.kind === "set" ? [edit.column, edit.after] : [KEY_COLUMN[draft], edit.kind === "add" ? key : ""];
  const reads = draftCell(now, draft, key, column);
  const same = reads === undefined ? edit.kind === "remove" : sameValue(draft, column, reads, expected);
  return same ? undefined : { ...kindOf(draft), key, column, expected, reads };
}

interface Known {
  /** Cells that the plan wants otherwise. */
  readonly planned: ReadonlySet<string>;
  readonly removed: ReadonlySet<string>;
  readonly serverNames: ServerNames;
}

function kindOf(draft: DraftName): Pick<Difference, "draft"> {
  return draft === "roles" || draft === "dags" ? { draft } : {};
}

/** Roles and groups that are gone, or changed where nobody planned it. */
function tableDiffers(
  draft: "roles" | "dags",
  before: Snapshot,
  now: Snapshot,
  { planned, removed, serverNames }: Known,
): Difference[] {
  const [was, is] = [before.tables[DRAFTS[draft].table], now.tables[DRAFTS[draft].table]];
  if (!was || !is) return [];
  const readKey = column(was, KEY_COLUMN[draft]);
  const names = was.columns.filter((name) => name !== KEY_COLUMN[draft] && is.columns.includes(name));
  return was.rows.flatMap((row) => {
    const old = cellText(readKey(row));
    if (!old || removed.has(rowId({ draft, key: old }))) return [];
    const key = serverNames[draft].get(old) ?? old;
    if (draftCell(now, draft, key, KEY_COLUMN[draft]) === undefined) {
      return [{ draft, key, column: KEY_COLUMN[draft], expected: key, reads: undefined }];
    }
    return names.flatMap((name): Difference[] => {
      if (planned.has(cellId({ draft, key: old, column: name }))) return [];
      const [expected, reads] = [cellText(column(was, name)(row)), draftCell(now, draft, key, name)];
      if (reads === undefined || sameValue(draft, name, expected, reads)) return [];
      return [{ draft, key, column: name, expected, reads }];
    });
  });
}

function unplanned(before: Snapshot, now: Snapshot, { planned, removed, serverNames }: Known): Difference[] {
  const differences: Difference[] = [];
  const rightsDiffer = ownRights(before, now, planned);
  for (const [key, person] of before.people) {
    if (removed.has(rowId({ draft: "users", key }))) continue;
    const later = now.people.get(key);
    if (!later) {
      differences.push({ key, column: "username", expected: key, reads: undefined });
      continue;
    }
    for (const [draft, name] of STATE) {
      if (planned.has(cellId({ draft, key, column: name }))) continue;
      const old = draftCell(before, draft, key, name);
      const was = name === "data_access_group" ? (serverNames.dags.get(old ?? "") ?? old) : old;
      const is = draftCell(now, draft, key, name);
      if (was !== undefined && is !== undefined && was !== is) {
        differences.push({ key, column: name, expected: was, reads: is });
      }
    }
    if (!person.role && !later.role) differences.push(...rightsDiffer(person, later));
  }
  return differences;
}

/** Own rights that differ in meaning; the columns are looked up once, not for each of ten thousand people. */
function ownRights(
  before: Snapshot,
  now: Snapshot,
  planned: ReadonlySet<string>,
): (person: Person, later: Person) => Difference[] {
  const [was, is] = [before.tables.user ?? EMPTY_TABLE, now.tables.user ?? EMPTY_TABLE];
  const rights = was.columns
    .filter((name) => isOwnRight(name) && is.columns.includes(name))
    .map((name) => ({ name, was: column(was, name), is: column(is, name) }));
  return (person, later) =>
    rights.flatMap(({ name, was, is }) => {
      const [expected, reads] = [cellText(was(person.row)), cellText(is(later.row))];
      const key = person.username;
      if (sameValue("users", name, expected, reads) || planned.has(cellId({ draft: "users", key, column: name }))) {
        return [];
      }
      return [{ key, column: name, expected, reads }];
    });
}
