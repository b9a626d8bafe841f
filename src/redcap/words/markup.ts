/** The letters of HTML 2 and 3 from 160 on, in order, and a few that editors put in by themselves. */
const LATIN =
  "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml";
const ENTITIES: ReadonlyMap<string, string> = new Map([
  ...LATIN.split(" ").map((name, at): [string, string] => [name, String.fromCharCode(160 + at)]),
  ...Object.entries({ amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", euro: "€", hellip: "…", bull: "•" }),
  ...Object.entries({ ndash: "–", mdash: "—", lsquo: "‘", rsquo: "’", ldquo: "“", rdquo: "”", trade: "™" }),
]);

/** References of HTML and XML, each decoded once; what is none stays as it is. */
export function decodeReferences(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z][a-z0-9]{1,30}));/gi, (whole, hex, decimal, name) => {
    if (typeof name === "string") return ENTITIES.get(name) ?? ENTITIES.get(name.toLowerCase()) ?? whole;
    const code = typeof hex === "string" ? Number.parseInt(hex, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** Between these, words do not belong to one line. */
const BLOCKS =
  /^(?:address|article|aside|blockquote|body|center|dd|div|dl|dt|fieldset|footer|form|h[1-6]|head|header|hr|html|legend|li|main|nav|ol|option|p|pre|section|table|tbody|td|tfoot|th|thead|title|tr|ul)$/;
/** These stand within a line. */
const INLINE =
  /^(?:a|abbr|acronym|b|base|basefont|big|br|button|cite|code|em|font|frame|frameset|i|iframe|img|input|kbd|label|link|meta|noframes|noscript|object|q|s|samp|select|small|span|strike|strong|sub|sup|textarea|tt|u|var|wbr)$/;
/** What is in these nobody reads. */
const UNSEEN = /^(?:script|style|svg|template)$/;

/** Whether a text begins with an element of HTML, whatever stands around it. */
export function beginsAsPage(text: string): boolean {
  const name = /^(?:<\?xml[^>]{0,500}>\s*)?(?:<!--[^]{0,5000}?-->\s*)*<(!doctype\s+html\b|[a-z][a-z0-9]*)/i.exec(
    text,
  )?.[1];
  if (name === undefined) return false;
  const tag = name.toLowerCase();
  return tag.startsWith("!") || BLOCKS.test(tag) || INLINE.test(tag) || UNSEEN.test(tag);
}

/** A text that may be marked up in HTML as its words, in lines; a `<` that begins no element of HTML is one. */
export function plainWords(text: string): string {
  let words = "";
  for (let at = 0; ;) {
    const open = text.indexOf("<", at);
    words += text.slice(at, open < 0 ? undefined : open);
    if (open < 0) break;
    const [between, behind] = elementAt(text, open);
    words += between;
    at = behind;
  }
  return decodeReferences(words)
    .split(/[\r\n]+/)
    .map((line) => line.replace(/[\s\u00a0]+/g, " ").trim())
    .filter(Boolean)
    .join("\n");
}

/** The words of the page's title, and of its first heading where it has none. */
export function titleOf(page: string): string {
  const [, , title = ""] = /<(title|h[1-3])\b[^>]{0,200}>([^]{1,500}?)<\/\1/i.exec(page) ?? [];
  return plainWords(title).replaceAll("\n", " ");
}

/** What an element at this place is for the words around it, and where it ends. */
function elementAt(text: string, open: number): readonly [between: string, behind: number] {
  const closed = (end: string) => {
    const found = text.indexOf(end, open);
    return found < 0 ? text.length : found + end.length;
  };
  if (text.startsWith("<!--", open)) return [" ", closed("-->")];
  if (text.startsWith("<!", open) || text.startsWith("<?", open)) return ["", closed(">")];
  const name = /^<\/?([a-z][a-z0-9]*)(?=[\s/>])/i.exec(text.slice(open, open + 20))?.[1]?.toLowerCase() ?? "";
  if (UNSEEN.test(name) && text[open + 1] !== "/") return [" ", unseenEnd(text, open, name)];
  if (name === "br") return [" ", closed(">")];
  if (BLOCKS.test(name)) return ["\n", closed(">")];
  return INLINE.test(name) || UNSEEN.test(name) ? ["", closed(">")] : ["<", open + 1];
}

function unseenEnd(text: string, open: number, name: string): number {
  const end = new RegExp(`</${name}\\s*>`, "gi");
  end.lastIndex = open;
  return end.exec(text) ? end.lastIndex : text.length;
}
