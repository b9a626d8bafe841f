const PLAIN = /^[\x20-\x7e]*$/;

/** What names are searched and sorted by: without regard to case and accents, so that "Gutierrez" finds "Gutiérrez". */
export function folded(text: string): string {
  const lower = text.toLowerCase();
  return PLAIN.test(lower) ? lower : lower.normalize("NFD").replace(/\p{M}/gu, "");
}
