/**
 * Half a letter (one of two surrogates) cannot be sent or written, and breaks every address that it gets into: the sign
 * for an unreadable letter stands in its place.
 */
export function wellFormed(text: string): string {
  return text.replace(/\p{Cs}/gu, "\uFFFD");
}
