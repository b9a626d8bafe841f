const HIDDEN = "[token]";

/**
 * Hides tokens in a text meant for logs or reports: the given ones in every notation they may take (plain, URL,
 * Base64, broken by white space), and anything else that looks like a REDCap token.
 */
export function redact(text: string, tokens: Iterable<string> = []): string {
  let clean = text;
  for (const token of tokens) {
    if (!token) continue;
    const spaced = [...token].map((letter) => letter.replace(/\W/g, "\\$&")).join("\\s*");
    clean = clean.replace(new RegExp(spaced, "gi"), HIDDEN);
    for (const shift of [0, 1, 2]) clean = clean.replaceAll(base64Core(token, shift), HIDDEN);
  }
  return clean.replace(/(?<![0-9a-z])(?:[0-9a-f]{64}|[0-9a-f]{32})(?![0-9a-z])/gi, HIDDEN);
}

/** The part of a Base64 text that is the same whatever stands before and after the token. */
function base64Core(token: string, shift: number): string {
  const encoded = Buffer.from(" ".repeat(shift) + token)
    .toString("base64")
    .replace(/=+$/, "");
  const from = shift === 0 ? 0 : Math.ceil((shift * 8) / 6);
  return encoded.slice(from, -1);
}
