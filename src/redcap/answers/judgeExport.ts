import { readRecords } from "../../codec/csvRecords";
import type { Format } from "../../codec/format";
import { message } from "../../core/text/message";
import type { Message } from "../../core/text/message";
import type { Answer } from "../answer";
import { refusalOf } from "../failures/refusal";
import type { RedcapError } from "../errors";
import { EMPTY, keysOf, titleOfList, mayBeEmpty } from "./judge";
import type { ListName } from "./judge";
import { unreadable } from "../failures/unreadable";
import type { Due } from "../failures/unreadable";

interface Asked {
  readonly list: ListName;
  readonly format: Format;
}

/**
 * Why an answer cannot be the table that was asked for, as far as its beginning shows; undefined when it can.
 * @param whole Nothing comes behind it.
 */
export function judgeBeginning(answer: Answer, { list, format, whole }: Asked & { readonly whole: boolean }) {
  const text = answer.text.replace(/^\uFEFF/, "").trimStart();
  const fits = answer.status < 300 && BEGINNINGS[format](text, list, whole);
  if (fits) return undefined;
  const empty = whole && !mayBeEmpty(list) && BEGINNINGS[format](text, "log", whole) && EMPTY;
  return refusalOf(answer) ?? unreadable(answer, due(list, format), empty || otherFormat(text, format));
}

/** Why a document that began well did not end so. */
export function judgeEnd(answer: Answer, { list, format }: Asked, tail: string): RedcapError | undefined {
  if (ENDINGS[format](answer.text, tail)) return undefined;
  return unreadable(answer, due(list, format), message("It is not whole, or something stands behind it."), tail);
}

function due(list: ListName, format: Format): Due {
  const names = { table: titleOfList(list), format: format.toUpperCase() };
  return {
    other: message("REDCap's answer is not the table {table} as {format} that was asked for.", names),
    empty: message("REDCap's answer is empty where the table {table} as {format} was asked for.", names),
  };
}

/** What came instead, where it is another format. */
function otherFormat(text: string, format: Format): Message | undefined {
  const found = /^[[{]/.test(text) ? "json" : /^<(?:\?xml|\w)/.test(text) ? "xml" : undefined;
  if (found === undefined || found === format) return undefined;
  return message("The server sent {found} where {format} was asked for.", {
    found: found.toUpperCase(),
    format: format.toUpperCase(),
  });
}

const BEGINNINGS: Readonly<Record<Format, (text: string, list: ListName, whole: boolean) => boolean>> = {
  csv(text, list, whole) {
    if (text === "") return whole && mayBeEmpty(list);
    // Whatever stands behind a page in its first line.
    if (text.startsWith("<")) return false;
    const line = /^[^\n]*(?:\n|$)/.exec(text)?.[0] ?? "";
    // A header in one line, which REDCap's are.
    const names = readRecords(line).records[0]?.map((name) => name.trim()) ?? [];
    return keysOf(list).some((key) => names.includes(key));
  },
  json(text, list, whole) {
    if (/^\[\s*\]\s*$/.test(text)) return whole && mayBeEmpty(list);
    const first = /^\[\s*(\{[^]*)/.exec(text)?.[1];
    return first !== undefined && keysOf(list).some((key) => first.includes(`"${key}"`));
  },
  xml(text, list, whole) {
    const root = ROOT.exec(text);
    if (!root) return false;
    const [, name = "", closed = ""] = root;
    const inside = text.slice(root[0].length);
    const empty = closed !== "" || new RegExp(`^\\s*</${name}\\s*>\\s*$`).test(inside);
    if (empty) return whole && mayBeEmpty(list);
    return /^\s*(?:<!--[^]*?-->\s*)*<item\b/.test(inside) && keysOf(list).some((key) => inside.includes(`<${key}`));
  },
};

/** Declaration, comments, root. */
const ROOT = /^(?:<\?xml[^>]*>\s*)?(?:<!--[^]*?-->\s*)*<([A-Za-z_][\w.-]*)(?:\s[^>]*?)?(\/?)>/;

/** PHP's notices and proxies' comments, at the beginning of a line in which a row would begin. */
const BEHIND_CSV = /^(?:<|(?:PHP )?(?:Warning|Notice|Deprecated|Fatal error|Parse error)\s*:)/i;

const ENDINGS: Readonly<Record<Format, (head: string, tail: string) => boolean>> = {
  // A table in CSV has no end that could be missing.
  csv: (_, tail) =>
    !tail
      .trimEnd()
      .split("\n")
      .slice(1)
      .some((line) => BEHIND_CSV.test(line)),
  json: (_, tail) => /\]\s*$/.test(tail),
  xml: (head, tail) => {
    const name = ROOT.exec(head.replace(/^\uFEFF/, "").trimStart())?.[1] ?? "";
    return new RegExp(`(?:</${name}\\s*>|<${name}\\b[^<>]*/>)\\s*$`).test(tail);
  },
};
