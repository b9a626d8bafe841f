const PUNCTUATION = /[!-/:-@[-`{-~]/g;

/**
 * One line as Markdown that reads letter by letter. Every sign is written as its number: a backslash would do against
 * markup, but addresses become links without any.
 */
export function markdownOf(line: string): string {
  return line.replace(PUNCTUATION, (sign) => `&#${sign.charCodeAt(0)};`);
}
