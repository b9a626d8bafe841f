import type { DataTable } from "../core/dataTable";
import type { TableName } from "../core/access/tables";
import { TABLES } from "../core/access/tables";
import { decodeCsv, encodeCsv } from "./csv";
import type { Decoded, Format } from "./format";
import { decodeJson, encodeJson } from "./json";
import { decodeXml, encodeXml } from "./xml";

/** What answers besides the five access tables hold: also lists of flat objects, or one of them. */
type OtherContent = "project" | "instrument" | "log";

/** Reads a document as REDCap, its clients or people write it. Never throws on content: see `problems`. */
export function decode(text: string, format: Format, content: TableName | OtherContent): Decoded {
  if (format === "csv") return decodeCsv(text);
  if (format === "json") return decodeJson(text);
  return decodeXml(text, rootOf(content));
}

/** Writes rows as REDCap does. What `decode` read comes out with the same values, types, columns and order. */
export function encode(table: DataTable, format: Format, content: TableName | OtherContent): string {
  if (format === "csv") return encodeCsv(table);
  if (format === "json") return encodeJson(table);
  return encodeXml(table, rootOf(content));
}

function rootOf(content: TableName | OtherContent): string {
  return Object.hasOwn(TABLES, content) ? TABLES[content as TableName].xmlRoot : "items";
}
