import { english } from "../text/message";
import type { Phrase } from "../text/message";
import {
  decodeFormRight,
  encodeFormRight,
  EXPORT_CODES,
  exportTitle,
  formRightTitle,
  sameFormRight,
} from "../access/rights";
import { CELL_RULES } from "./cellRules";
import type { Reading } from "./cellValues";
import { wholeNumber } from "./fileNotation";
import { RIGHT_CODES } from "./formLists";
import type { FormEncoding, FormKind } from "./formLists";
import { placed } from "./problem";
import { breaks } from "./rule";

/** What redcapAPI writes for codes, where it is not what we do. */
const OTHER_WORDS: ReadonlyMap<string, string> = new Map([
  ["view records/responses and edit records (survey responses are read-only)", "1"],
  ["edit survey responses", "3"],
  ["remove identifier fields", "3"],
  ["view survey responses and edit records", "130"],
  ["edit survey responses and records", "138"],
  ["view survey responses and edit or delete records", "146"],
  ["edit or delete survey responses and records", "154"],
]);

/** Where a code stands: the column as people read it, the instrument, what the project says there now. */
interface CodeOf {
  readonly title: Phrase;
  readonly kind: FormKind;
  readonly form: string;
  readonly now: string | undefined;
}

/** The code behind a number or a title, in the encoding of the project. What grants the same as now stays as it is. */
export function readFormCode(said: string, { title, kind, form, now }: CodeOf, encoding: FormEncoding): Reading {
  const code = wholeNumber(said.trim());
  if (code === now) return { text: code };
  const wrong = (why?: "deletes"): Reading => {
    return { problem: placed(breaks(CELL_RULES.badFormCode, title, form, said.trim(), why), { part: form }) };
  };
  const words = OTHER_WORDS.get(code.toLowerCase());
  const codes = kind === "formExport" ? EXPORT_CODES : RIGHT_CODES;
  const titleOf = kind === "formExport" ? exportTitle : formRightTitle;
  if (now !== undefined && english(titleOf(now)).toLowerCase() === code.toLowerCase()) return { text: now };
  const found = codes.find((each) => english(titleOf(each)).toLowerCase() === code.toLowerCase()) ?? words ?? code;
  if (kind === "formExport") return codes.includes(found) ? { text: found } : wrong();
  const right = decodeFormRight(found);
  if (right.encoding === "unknown" || right.odd) return wrong();
  if (now !== undefined && sameFormRight(now, found)) return { text: now };
  if (encoding === undefined || right.encoding === encoding) return { text: found };
  return encoding === "legacy" && right.delete ? wrong("deletes") : { text: encodeFormRight(right, encoding) };
}
