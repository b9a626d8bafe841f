import { cellText, column } from "../dataTable";
import type { DataTable } from "../dataTable";
import type { Snapshot } from "../access/snapshot";
import { LABEL } from "./folderTable";

export type Said = { readonly role: string } | { readonly wrong: string };

/** What the folder says of roles, and what its ids are in the project. */
export interface FolderRoles {
  /** Role ids of the folder → keys in the project. */
  readonly keys: ReadonlyMap<string, string>;
  /** Role ids of the folder → their labels there. */
  readonly labels: ReadonlyMap<string, string>;
}

export function folderRoles(roles: DataTable | undefined, keys: ReadonlyMap<string, string> = new Map()): FolderRoles {
  if (!roles) return { keys, labels: new Map() };
  const [id, label] = [column(roles, "unique_role_name"), column(roles, LABEL)];
  return { keys, labels: new Map(roles.rows.map((row) => [cellText(id(row)).trim(), cellText(label(row)).trim()])) };
}

/**
 * The role that a line of assignments means, by id or label. The two stand side by side, and people change one of them:
 * the one that says something else than the project does is meant.
 */
export function roleSaid(id: string, label: string, now: string, { keys, labels }: FolderRoles, live: Snapshot): Said {
  const key = keys.get(id) ?? id;
  if (label === "" || id === "") return { role: key || label };
  const labelOf = (role: string) => live.roles.get(role)?.label.trim();
  if (labels.get(id) === label || labelOf(key) === label || id === label) return { role: key };
  const named = [...live.roles.values()].some((role) => role.label.trim() === label);
  if (key !== now && labelOf(now) === label) return { role: key };
  if (key === now && named) return { role: label };
  return { wrong: `The role is ${id} and "${label}", which are not the same role; change both, or leave one blank.` };
}
