import type { Snapshot } from "../access/snapshot";
import { shown } from "./displayText";

/** "ann", "ann and bob", "ann, bob and 3 others": names in sentences, never a wall of them. */
export function listing(names: readonly string[], most = 5): string {
  return enumeration(
    names.map((name) => shown(name)),
    most,
  );
}

/** The same for parts that are sentences already. */
export function enumeration(parts: readonly string[], most = 5): string {
  const [first = "", ...others] = parts;
  if (others.length === 0) return first;
  if (parts.length <= most) return `${parts.slice(0, -1).join(", ")} and ${parts.at(-1) ?? ""}`;
  const rest = parts.length - (most - 1);
  return `${parts.slice(0, most - 1).join(", ")} and ${rest} others`;
}

export function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** A role by the name people see; with its id where another role has the same name. */
export function roleName(snapshot: Snapshot, id: string): string {
  return shown(wholeRoleName(snapshot, id));
}

/** A group by the name people see; with its id where another group has the same name. */
export function dagName(snapshot: Snapshot, id: string): string {
  return shown(wholeDagName(snapshot, id));
}

/** To the last letter, for files. */
export function wholeRoleName(snapshot: Snapshot, id: string): string {
  const role = snapshot.roles.get(id);
  if (!role?.label) return id;
  for (const other of snapshot.roles.values()) {
    if (other.id !== id && other.label === role.label) return `${role.label} (${id})`;
  }
  return role.label;
}

export function wholeDagName(snapshot: Snapshot, id: string): string {
  const dag = snapshot.dags.get(id);
  if (!dag?.name) return id;
  for (const other of snapshot.dags.values()) {
    if (other.id !== id && other.name === dag.name) return `${dag.name} (${id})`;
  }
  return dag.name;
}
