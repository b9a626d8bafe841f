import type { Snapshot } from "./snapshot";

/** "ann", "ann and bob", "ann, bob and 3 others": names in sentences, never a wall of them. */
export function listing(names: readonly string[], most = 5): string {
  const [first = "", ...others] = names;
  if (others.length === 0) return first;
  if (names.length <= most) return `${names.slice(0, -1).join(", ")} and ${names.at(-1) ?? ""}`;
  const rest = names.length - (most - 1);
  return `${names.slice(0, most - 1).join(", ")} and ${rest} others`;
}

export function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** A role by the name people see; with its id where another role has the same name. */
export function roleName(snapshot: Snapshot, id: string): string {
  const role = snapshot.roles.get(id);
  if (!role?.label) return id;
  for (const other of snapshot.roles.values()) {
    if (other.id !== id && other.label === role.label) return `${role.label} (${id})`;
  }
  return role.label;
}

/** A group by the name people see; with its id where another group has the same name. */
export function dagName(snapshot: Snapshot, id: string): string {
  const dag = snapshot.dags.get(id);
  if (!dag?.name) return id;
  for (const other of snapshot.dags.values()) {
    if (other.id !== id && other.name === dag.name) return `${dag.name} (${id})`;
  }
  return dag.name;
}
