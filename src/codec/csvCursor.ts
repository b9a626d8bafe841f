export interface CsvShape {
  readonly delimiter: string;
  readonly newline: "\r\n" | "\n" | "\r";
}

const QUOTE = 34;
/** May stand between a closing quote and what ends the cell. */
const BLANKS = [" ", "\t", "\r", "\n"];

/**
 * Walks over the cells of a text. What it looks for it looks for once: no text, whatever its quotes and line ends, takes
 * longer than its length.
 */
export class CsvCursor {
  /** Where the cell just read stands, its quotes included, and what it says. */
  start = 0;
  end = 0;
  cell = "";
  /** Whether its quotes are closed as they should be. */
  sound = true;
  /** Whether it was the last one of its record. */
  last = true;
  private delimiter: number;
  private newline: number;
  private readonly blanks: readonly string[];

  constructor(
    private readonly text: string,
    private readonly shape: CsvShape,
    private at = 0,
  ) {
    this.delimiter = at - 1;
    this.newline = at - 1;
    this.blanks = BLANKS.filter((blank) => blank !== shape.delimiter && !shape.newline.includes(blank));
  }

  /** Where the next cell begins. */
  get next(): number {
    return this.at;
  }

  get done(): boolean {
    return this.last && this.at >= this.text.length;
  }

  /** Reads the next cell. */
  read(): void {
    const { text, at } = this;
    this.start = at;
    this.sound = true;
    if (text.charCodeAt(at) === QUOTE) return this.readQuoted();
    this.seek(at);
    const end = Math.min(this.delimiter, this.newline, text.length);
    // Where line ends are of two kinds, what stands before the common part is no letter of the cell.
    const carriage = end > at && end === this.newline && this.shape.newline === "\n" && text[end - 1] === "\r";
    this.end = carriage ? end - 1 : end;
    this.cell = text.slice(at, this.end);
    this.finish(end);
  }

  private readQuoted(): void {
    const { text, at } = this;
    let escaped = false;
    for (let close = text.indexOf('"', at + 1); close >= 0; close = text.indexOf('"', close + 1)) {
      if (text.charCodeAt(close + 1) === QUOTE) {
        escaped = true;
        close += 1;
        continue;
      }
      let behind = close + 1;
      while (this.blanks.includes(text.charAt(behind))) behind += 1;
      if (this.isEnd(behind)) {
        const raw = text.slice(at + 1, close);
        this.cell = escaped ? raw.replaceAll('""', '"') : raw;
        this.end = close + 1;
        this.seek(behind);
        return this.finish(behind);
      }
      // Text behind a closing quote: the cell goes on until a quote that does close it.
      this.sound = false;
    }
    this.sound = false;
    this.cell = text.slice(at + 1);
    this.end = text.length;
    this.finish(text.length);
  }

  private isEnd(place: number): boolean {
    const { text, shape } = this;
    return place >= text.length || text[place] === shape.delimiter || text.startsWith(shape.newline, place);
  }

  /** Where the next delimiter and line end are, looked for only when the last ones found are behind. */
  private seek(from: number): void {
    if (this.delimiter < from) this.delimiter = found(this.text.indexOf(this.shape.delimiter, from));
    if (this.newline < from) this.newline = found(this.text.indexOf(this.shape.newline, from));
  }

  private finish(end: number): void {
    this.last = end !== this.delimiter;
    this.at = end + (this.last ? this.shape.newline.length : 1);
  }
}

function found(index: number): number {
  return index < 0 ? Infinity : index;
}

const SEPARATORS = [",", ";", "\t", "|", "^"];

/** The line in which spreadsheets name the separator: `sep=;`. It is no part of the table. */
const SEP_LINE = /^"?sep=([^\r\n"])"?[ \t,;|^]*(?:\r\n|\n|\r)/i;

/** How long that line is with its end, and what it names; nothing where there is none. */
export function sepLine(text: string): { readonly length: number; readonly delimiter?: string } {
  const [line = "", delimiter] = SEP_LINE.exec(text) ?? [];
  return { length: line.length, ...(delimiter === undefined ? {} : { delimiter }) };
}

/**
 * Line ends as behind the header. What the line above it names; otherwise comma, unless the header has none and another separator splits it: files from
 * spreadsheets. What stands in quotes tells nothing.
 */
export function csvShape(whole: string): CsvShape {
  const named = sepLine(whole.replace(/^\uFEFF/, ""));
  const text = named.length > 0 ? whole.slice(whole.startsWith("\uFEFF") ? named.length + 1 : named.length) : whole;
  const seen = new Set<string>();
  let at = 0;
  for (let fresh = true; at < text.length && text[at] !== "\r" && text[at] !== "\n"; at++) {
    const letter = text.charAt(at);
    if (fresh && letter === '"') at = closingQuote(text, at);
    fresh = SEPARATORS.includes(letter);
    if (fresh) seen.add(letter);
  }
  const end = text.slice(at, at + 2);
  return {
    delimiter: named.delimiter ?? SEPARATORS.find((separator) => seen.has(separator)) ?? ",",
    newline: end === "\r\n" ? (hasBareLineFeed(text, at) ? "\n" : end) : end.startsWith("\r") ? "\r" : "\n",
  };
}

/** Whether lines end in LF alone as well: files that several programs have written. Those within quotes end no line. */
function hasBareLineFeed(text: string, from: number): boolean {
  let [quote, quoted] = [text.indexOf('"', from), false];
  for (let end = text.indexOf("\n", from); end >= 0; end = text.indexOf("\n", end + 1)) {
    for (; quote >= 0 && quote < end; quote = text.indexOf('"', quote + 1)) quoted = !quoted;
    if (!quoted && text[end - 1] !== "\r") return true;
  }
  return false;
}

/** The place of the quote that closes the one at `open`; the end of the text when none does. */
export function closingQuote(text: string, open: number): number {
  let close = text.indexOf('"', open + 1);
  while (close >= 0 && text.charCodeAt(close + 1) === QUOTE) close = text.indexOf('"', close + 2);
  return close < 0 ? text.length : close;
}
