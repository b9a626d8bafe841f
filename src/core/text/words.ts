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
