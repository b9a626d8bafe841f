import { message } from "../core/text/message";
import type { Problem } from "./format";
import { EXCEL } from "./notText";
import { Lines } from "./place";

const MARKER = /^(?:<{7}|={7}|>{7}|\|{7})(?: [^\r\n]*)?\r?$/gm;
const NOTICE =
  /^\s*(?:<br\s*\/?>\s*)*(?:<b>\s*)?(?:PHP )?(?:Warning|Notice|Deprecated|Strict Standards|Fatal error|Parse error|Catchable fatal error)\s*(?:<\/b>)?\s*:/i;
const PAGE = /^\s*(?:<!doctype html|<html|<head|<body|<div|<script|<br|<p>|<b>|<h\d)/i;

/** How Excel saves a workbook as XML. */
const SPREADSHEET = /^\s*<\?xml\b[^]*?(?:<\?mso-application\b[^>]*Excel|<(?:ss:)?Workbook\b)/;

/** What stands in a text that is no part of any table, whatever its format. */
export function strayText(text: string): readonly Problem[] {
  const start = text.slice(0, 2000).replace(/^\uFEFF/, "");
  if (NOTICE.test(start)) {
    const said = message(
      "A notice of the server stands above the table. Export the table again, or delete the lines above the header.",
    );
    return [{ line: 1, column: 1, code: "serverNotice", message: said }];
  }
  if (SPREADSHEET.test(start)) return [{ line: 1, column: 1, code: "notText", message: EXCEL }];
  if (PAGE.test(start))
    return [
      {
        line: 1,
        column: 1,
        code: "webPage",
        message: message("This is a web page, not a table. Export the table again."),
      },
    ];
  return conflicts(text);
}

/** Lines that git leaves where two versions disagree. A single one may be part of somebody's text. */
function conflicts(text: string): readonly Problem[] {
  if (!text.includes("<<<<<<<") || !text.includes(">>>>>>>")) return [];
  const lines = new Lines(text);
  const found = [...text.matchAll(MARKER)];
  if (!found.some(([mark]) => mark.startsWith("<")) || !found.some(([mark]) => mark.startsWith(">"))) return [];
  return found.slice(0, 100).map(({ index, 0: mark }) => ({
    ...lines.at(index),
    code: "mergeConflict",
    message: message('"{mark}" is left over from a merge conflict. Settle the conflict in the file first.', {
      mark: mark.slice(0, 7),
    }),
  }));
}
