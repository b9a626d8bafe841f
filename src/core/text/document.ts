import { joined, verbatim } from "./message";
import type { Message } from "./message";

/** A heading with its lines below it; nothing where there are no lines. */
export function section(heading: Message, lines: readonly Message[]): readonly Message[] {
  return lines.length === 0 ? [] : [heading, ...indented(lines)];
}

export function indented(lines: readonly Message[]): readonly Message[] {
  return lines.map((line) => joined([verbatim(" "), line]));
}

/** Sections as one text, an empty line between them. */
export function documentOf(sections: readonly (readonly Message[])[]): Message {
  const filled = sections.filter((lines) => lines.length > 0).map((lines) => joined(lines, "\n"));
  return filled.length === 0 ? verbatim("") : joined([joined(filled, "\n\n"), verbatim("")], "\n");
}
