import assert from "node:assert/strict";
import { english } from "../../../src/core/text/message";
import { decodeCsvFile } from "../../../src/codec/csv";
import type { Decoded, Format } from "../../../src/codec/format";
import { decodeJsonFile } from "../../../src/codec/json";
import { decodeXml } from "../../../src/codec/xml";

const READ: Readonly<Record<Format, (text: string) => Decoded>> = {
  csv: decodeCsvFile,
  json: decodeJsonFile,
  xml: (text) => decodeXml(text, "items"),
};
const PROTOTYPES: readonly object[] = [Object.prototype, Array.prototype, Function.prototype, String.prototype];
const count = () => PROTOTYPES.reduce<number>((sum, each) => sum + Reflect.ownKeys(each).length, 0);
const ownKeys = count();

/**
 * Reads any text, as a file may hold it.
 * @throws when the decoder does, tells a problem of a place that is not in the text, or leaves a trace on a prototype.
 */
export function withstand(text: string, format: Format): Decoded {
  const decoded = READ[format](text);
  assert.equal(count(), ownKeys, "a prototype was changed");
  const { table, problems } = decoded;
  const broken = problems.length > 0;
  for (const row of table.rows)
    assert.ok(broken ? row.length <= table.columns.length : row.length === table.columns.length);
  if (broken) {
    const lines = text.split(/\r\n|[\r\n]/);
    for (const { line, column, message } of problems) {
      assert.ok(line >= 1 && line <= lines.length && english(message).endsWith("."), `line ${line} of ${lines.length}`);
      assert.ok(column >= 1 && column <= (lines[line - 1] ?? "").length + 2, `${line}:${column}`);
    }
  }
  return decoded;
}
