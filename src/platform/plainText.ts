import { shown, shownText } from "../core/text/displayText";

/**
 * Texts for VS Code's own surfaces. They turn `$(name)` into icons and `[…](…)` into links, some of which run commands:
 * a thin blank keeps names from a server from being either.
 */
export function plainText(text: string): string {
  return asText(shownText(text));
}

/** The same for one line of a list. */
export function plainLine(text: string): string {
  return asText(shown(text, LINE));
}

const LINE = 400;

function asText(text: string): string {
  return text.replaceAll("$(", "$\u2009(").replaceAll("](", "]\u2009(");
}
