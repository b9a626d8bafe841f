import { shown } from "./displayText";

/** "ann", "ann and bob", "ann, bob and 3 others": names in sentences, never a wall of them. */
export function listing(names: readonly string[], most = 5): string {
  return enumeration(
    names.map((name) => shown(name)),
    most,
  );
}

/** The same for parts that are sentences already. */
function enumeration(parts: readonly string[], most = 5): string {
  const [first = "", ...others] = parts;
  if (others.length === 0) return first;
  if (parts.length <= most) return `${parts.slice(0, -1).join(", ")} and ${parts.at(-1) ?? ""}`;
  const rest = parts.length - (most - 1);
  return `${parts.slice(0, most - 1).join(", ")} and ${rest} others`;
}

export function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** A heading with its lines below it; nothing where there are no lines. */
export function section(heading: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`${heading}:`, ...lines.map((line) => `  ${line}`)];
}

/** Sections as one text, an empty line between them. */
export function sectionsText(sections: readonly (readonly string[])[]): string {
  const shown = sections.filter((lines) => lines.length > 0).map((lines) => lines.join("\n"));
  return `${shown.join("\n\n")}\n`;
}
