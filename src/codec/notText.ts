import { message } from "../core/text/message";
import type { Message } from "../core/text/message";
import type { Problem } from "./format";

/** What files that are no text begin with, what each is called, and what can be imported in its place. */
const KINDS: readonly (readonly [start: readonly number[], sentence: Message])[] = [
  [[0x1f, 0x8b], message("This is a gzip archive. Unpack it and choose the file in it.")],
  [
    [0xd0, 0xcf, 0x11, 0xe0],
    message("This is an old Excel workbook. Save the sheet as CSV UTF-8 and choose that file."),
  ],
  [[0x25, 0x50, 0x44, 0x46], message("This is a PDF. Choose the table that it was made from.")],
  [
    [0x7b, 0x5c, 0x72, 0x74, 0x66],
    message("This is a text document (RTF), not a table. Save the table as CSV UTF-8 and choose that file."),
  ],
  [[0x37, 0x7a, 0xbc, 0xaf], message("This is a 7-Zip archive. Unpack it and choose the file in it.")],
  [[0x52, 0x61, 0x72, 0x21], message("This is a RAR archive. Unpack it and choose the file in it.")],
  [[0x42, 0x5a, 0x68], message("This is a bzip2 archive. Unpack it and choose the file in it.")],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a], message("This is an xz archive. Unpack it and choose the file in it.")],
  [[0x28, 0xb5, 0x2f, 0xfd], message("This is a zstd archive. Unpack it and choose the file in it.")],
  [[0x50, 0x41, 0x52, 0x31], message("This is a Parquet file. Write the table as CSV and choose that file.")],
  [
    [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65],
    message("This is an SQLite database. Write the table as CSV and choose that file."),
  ],
];

export const EXCEL = message("This is an Excel workbook. Save the sheet as CSV UTF-8 and choose that file.");
const CALC = message("This is an OpenDocument spreadsheet. Save the sheet as CSV in UTF-8 and choose that file.");
const ZIP = message("This is a ZIP archive. Unpack it and choose the file in it.");
const OTHER = message("This is not a text file. Choose a table in CSV, JSON or XML.");

/** Why bytes are no text, told by how they begin; undefined for what may be text. */
export function notText(bytes: Uint8Array): Problem | undefined {
  const kind = isZip(bytes) ? zipKind(bytes) : KINDS.find(([start]) => begins(bytes, start))?.[1];
  const marked = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const told = kind ?? (!marked && !zeroAtOneSide(bytes) && firstLine(bytes).includes(0) ? OTHER : undefined);
  return told === undefined ? undefined : { line: 1, column: 1, code: "notText", message: told };
}

/** A name further down may hold a null character, as servers send it; titles hold none. */
function firstLine(bytes: Uint8Array): Uint8Array {
  const start = bytes.subarray(0, 4096);
  const end = start.indexOf(0x0a);
  return end < 0 ? start : start.subarray(0, end);
}

function isZip(bytes: Uint8Array): boolean {
  return begins(bytes, [0x50, 0x4b, 3, 4]) || begins(bytes, [0x50, 0x4b, 5, 6]);
}

function begins(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, at) => bytes[at] === byte);
}

/** The names of its parts stand in the archive as they are. */
function zipKind(bytes: Uint8Array): Message {
  const text = new TextDecoder("latin1").decode(bytes.subarray(0, 65_536));
  const end = new TextDecoder("latin1").decode(bytes.subarray(-65_536));
  if (/xl\/(?:workbook|worksheets)|\[Content_Types\]\.xml/.test(text + end)) return EXCEL;
  return text.includes("opendocument.spreadsheet") ? CALC : ZIP;
}

/** UTF-16 without a mark: every second byte of what stands in tables is zero. undefined for what is none. */
export function zeroAtOneSide(bytes: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  const start = bytes.subarray(0, 512);
  const zeros = [0, 0];
  start.forEach((byte, at) => {
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  const many = start.length / 4;
  if (odd > many && even === 0) return "utf-16le";
  return even > many && odd === 0 ? "utf-16be" : undefined;
}
