/**
 * Whether a person typed the word they were asked for. Marks that only set a name apart are nobody's to type, blanks at
 * the ends are not seen, blanks within are seen as one, and keyboards write the same letter in more than one way.
 */
export function typedSame(typed: string, word: string): boolean {
  const asked = asTyped(word);
  return asked !== "" && asTyped(typed) === asked;
}

function asTyped(text: string): string {
  return text
    .replace(/[\u2068\u2069]/g, "")
    .normalize("NFC")
    .replace(/\s+/g, " ")
    .trim();
}
