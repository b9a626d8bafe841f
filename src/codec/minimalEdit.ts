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
  let start = inBlocks(shorter, (from, to) => before.slice(from, to) === after.slice(from, to));
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  if (isInside(before, start) || isInside(after, start)) start--;
  let tail = inBlocks(shorter - start, (from, to) => blockBefore(before, from, to) === blockBefore(after, from, to));
  while (
    tail < shorter - start &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  )
    tail++;
  if (isInside(before, before.length - tail) || isInside(after, after.length - tail)) tail--;
  return { start, end: before.length - tail, text: after.slice(start, after.length - tail) };
}

const SMALLEST = 256;

/**
 * How far two texts are the same, short of the last few letters: in blocks that grow while they are the same, and
 * shrink from then on. Letter by letter, a text of many megabytes would take longer than all that is done with the edit.
 */
function inBlocks(length: number, same: (from: number, to: number) => boolean): number {
  const fits = (from: number, block: number) => from + block <= length && same(from, from + block);
  let done = 0;
  let block = SMALLEST;
  for (; fits(done, block); block *= 2) done += block;
  for (block /= 2; block >= SMALLEST; block /= 2) if (fits(done, block)) done += block;
  return done;
}

function blockBefore(text: string, from: number, to: number): string {
  return text.slice(text.length - to, text.length - from);
}

function isInside(text: string, place: number): boolean {
  return place > 0 && /^(?:[\ud800-\udbff][\udc00-\udfff]|\r\n)$/.test(text.slice(place - 1, place + 1));
}
