import { shown } from "../text/displayText";
import type { Snapshot } from "./snapshot";

/** "Luca Ferrante (l.ferrante)"; somebody without a name by the username alone. */
export function personName(snapshot: Snapshot, username: string): string {
  const name = snapshot.people.get(username)?.name ?? "";
  return name === "" ? shown(username) : `${shown(name)} (${shown(username)})`;
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
