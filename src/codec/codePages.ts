/** An encoding that a file may have, with the first of its words that tell whether it is the right one. */
export interface EncodingGuess {
  readonly encoding: string;
  readonly title: string;
  readonly sample: string;
}

/** What spreadsheets and exports write that is not UTF-8, in the order in which they are met. */
const PAGES: readonly (readonly [encoding: string, title: string])[] = [
  ["windows-1252", "Western European (Windows-1252, Latin-1)"],
  ["windows-1250", "Central European (Windows-1250)"],
  ["iso-8859-2", "Central European (ISO 8859-2)"],
  ["windows-1251", "Cyrillic (Windows-1251)"],
  ["koi8-r", "Cyrillic (KOI8-R)"],
  ["windows-1253", "Greek (Windows-1253)"],
  ["windows-1254", "Turkish (Windows-1254)"],
  ["windows-1255", "Hebrew (Windows-1255)"],
  ["windows-1256", "Arabic (Windows-1256)"],
  ["windows-1257", "Baltic (Windows-1257)"],
  ["macintosh", "Western European (Mac)"],
  ["shift_jis", "Japanese (Shift JIS)"],
  ["euc-kr", "Korean (EUC-KR)"],
  ["gb18030", "Chinese (GB 18030)"],
  ["big5", "Chinese, traditional (Big5)"],
];

/** Every encoding in which the bytes are a text, the likeliest first; which one it is only a person can tell. */
export function encodingGuesses(bytes: Uint8Array): readonly EncodingGuess[] {
  return PAGES.flatMap(([encoding, title]) => {
    const text = decoded(bytes, encoding);
    if (text === undefined) return [];
    // Words first: one pattern for both would look through a long word again from each of its letters.
    const words = [...new Set(text.match(/[^\s,;|"]+/g)?.filter((word) => /[^\x00-\x7f]/.test(word)) ?? [])];
    return [{ encoding, title, sample: words.slice(0, 4).join(", ").slice(0, 80), odd: oddness(words) }];
  })
    .sort((a, b) => a.odd - b.odd)
    .map(({ encoding, title, sample }) => ({ encoding, title, sample }));
}

function decoded(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** How much in words is not as words are: signs and control characters within them, capitals after small letters. */
function oddness(words: readonly string[]): number {
  return words.reduce((sum, word) => {
    const signs = word.match(/[^\x00-\x7f\p{L}\p{M}’‘–]/gu)?.length ?? 0;
    const control = word.match(/[\x80-\x9f\ufffd]/g)?.length ?? 0;
    const capitals = word.match(/\p{Ll}\p{Lu}/gu)?.length ?? 0;
    const scripts = ["Latin", "Cyrillic", "Greek", "Han", "Hangul", "Hebrew", "Arabic"].filter((script) =>
      new RegExp(`\\p{Script=${script}}`, "u").test(word),
    );
    return sum + 2 * signs + 5 * control + 2 * capitals + Math.max(0, scripts.length - 1);
  }, 0);
}
