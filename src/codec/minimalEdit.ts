export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * The smallest single replacement that turns one text into another, or undefined when they are the same. It begins and
 * ends between letters: an editor moves a place inside a surrogate pair or a CRLF, and would then replace something else.
 */
export function minimalEdit(before: string, after: string): TextEdit | undefined {
  if (before === after) return undefined;
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start + BLOCK <= shorter && before.slice(start, start + BLOCK) === after.slice(start, start + BLOCK))
    start += BLOCK;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  if (isInside(before, start) || isInside(after, start)) start--;
  let tail = 0;
  while (tail + BLOCK <= shorter - start && blockBefore(before, tail) === blockBefore(after, tail)) tail += BLOCK;
  while (
    tail < shorter - start &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  )
    tail++;
  if (isInside(before, before.length - tail) || isInside(after, after.length - tail)) tail--;
  return { start, end: before.length - tail, text: after.slice(start, after.length - tail) };
}

/** Compared at once: letter by letter, a text of many megabytes would take longer than all that is done with the edit. */
const BLOCK = 4096;

function blockBefore(text: string, tail: number): string {
  return text.slice(text.length - tail - BLOCK, text.length - tail);
}

function isInside(text: string, place: number): boolean {
  return place > 0 && /^(?:[\ud800-\udbff][\udc00-\udfff]|\r\n)$/.test(text.slice(place - 1, place + 1));
}
