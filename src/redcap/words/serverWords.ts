import { jsonFault } from "../../codec/jsonPlaces";
import { beginsAsPage, decodeReferences, plainWords, titleOf } from "./markup";

/** Whose words an answer holds that is not what was asked for. */
type Speaker =
  /** REDCap, in one of its envelopes. */
  | "redcap"
  /** A module on the server, which lists rights by person or role. */
  | "module"
  /** Something in front of REDCap, with an envelope of its own. */
  | "gateway"
  | "page"
  /** Words without any envelope. */
  | "text"
  /** An object that names no error. */
  | "values"
  /** A document, or part of one, in which names may say anything. */
  | "data"
  | "nobody";

export interface Said {
  readonly by: Speaker;
  /** Plain and in lines; '' where there are none. */
  readonly words: string;
  /** Of a page. */
  readonly title?: string;
  /** Of a page: whether it has what people sign in with, in whatever language. */
  readonly signIn?: boolean;
}

/** Errors are short; of anything longer nobody reads more. */
export const READ_AT_MOST = 64 * 1024;

/** What an answer says, in whatever shape. */
export function serverWords(answer: string): Said {
  const body = answer
    .slice(0, READ_AT_MOST)
    .replace(/^\uFEFF/, "")
    .trim();
  if (body === "") return { by: "nobody", words: "" };
  const csv = /^(?:ERROR:|"?error"?\r?\n)([^]*)$/i.exec(body)?.[1];
  if (csv !== undefined) return { by: "redcap", words: plainWords(csv.trim().replace(/^"([^]*)"$/, "$1")) };
  const xml = xmlError(body);
  if (xml) return xml;
  if (/^[[{"]/.test(body)) return jsonError(body) ?? DATA;
  if (beginsAsPage(body))
    return { by: "page", words: plainWords(body), title: titleOf(body), signIn: SIGN_IN_FORM.test(body) };
  return body.startsWith("<") ? DATA : { by: "text", words: plainWords(body) };
}

/** A field for a password, or what a browser is to carry to an identity provider. */
const SIGN_IN_FORM =
  /<input\b[^<>]{0,500}(?:\btype\s*=\s*["']?password\b|\bname\s*=\s*["']?(?:SAML(?:Request|Response)|wresult)\b)/i;

const DATA: Said = { by: "data", words: "" };

/** `<error>` at the root, or within an envelope. */
function xmlError(body: string): Said | undefined {
  const bare = body.replace(/^<\?xml[^>]{0,500}>\s*/i, "").replace(/^(?:<!--[^]{0,5000}?-->\s*)+/, "");
  const root = /^<(?:\w+:)?(hash|errors?|errorresponse|fault|envelope|exception|problem|response)\b/i.exec(bare)?.[1];
  if (root === undefined) return undefined;
  const ours = /^<(?:hash|error)\b/.test(bare);
  const inside = ours ? /<error\b[^>]{0,500}>([^]*?)<\/error\s*>/.exec(bare)?.[1] : undefined;
  if (inside === undefined && !/<(?:\w+:)?(?:error|fault|message|exception)\b|^<(?:\w+:)?problem\b/i.test(bare))
    return undefined;
  return { by: inside === undefined ? "gateway" : "redcap", words: plainWords(xmlText(inside ?? bare)) };
}

function xmlText(xml: string): string {
  return xml
    .split(/(<!\[CDATA\[[^]*?\]\]>)/)
    .map((part) =>
      part.startsWith("<![CDATA[") ? part.slice(9, -3) : decodeReferences(part.replace(/<[^<>]*>/g, "\n")),
    )
    .join("");
}

/** Names under which services say what went wrong, most telling first. REDCap has `error` alone, with a text. */
const MESSAGES = [
  "error",
  "errors",
  "error_description",
  "message",
  "error_message",
  "errormessage",
  "msg",
  "faultstring",
  "fault",
  "detail",
  "exception",
  "title",
  "reason",
];

type JsonObject = Readonly<Record<string, unknown>>;

function jsonError(body: string): Said | undefined {
  const value = firstValue(body);
  if (typeof value === "string") return { by: "text", words: plainWords(value) };
  const list = Array.isArray(value) ? (value as readonly unknown[]) : [value];
  const [first] = list;
  if (!isObject(first)) return undefined;
  if (!list.every((each) => isObject(each) && messagesOf(each).length > 0))
    return Array.isArray(value) ? undefined : strange(first);
  const words = list.flatMap((each) => messagesOf(each as JsonObject)).join("\n");
  const ours = list.every(
    (each) => isObject(each) && Object.keys(each).join() === "error" && typeof each["error"] !== "boolean",
  );
  return { by: ours ? "redcap" : "gateway", words: plainWords(words) };
}

/** Without any name that we know: `{"alice": ["Project Design and Setup"]}` is who, and which rights. */
function strange(object: JsonObject): Said {
  const entries = Object.entries(object);
  const text = (value: unknown): string => (isObject(value) ? JSON.stringify(value) : String(value));
  const words = entries.map(
    ([who, what]) =>
      `${who}: ${Array.isArray(what) ? what.map(text).join(", ") : isObject(what) ? text(what) : String(what)}`,
  );
  const module = entries.some(([, what]) => Array.isArray(what));
  return { by: module ? "module" : entries.length === 0 ? "nobody" : "values", words: plainWords(words.join("; ")) };
}

/** The texts under the names that tell, down to the innermost. */
function messagesOf(object: JsonObject): readonly string[] {
  const named = new Map(Object.entries(object).map(([name, value]) => [name.toLowerCase(), value]));
  for (const name of MESSAGES) {
    const value = named.get(name);
    // {"message": ["User Rights"]} may be a module that refuses somebody of that name.
    if (name !== "error" && name !== "errors" && Array.isArray(value)) continue;
    const texts = textsOf(value);
    if (texts === undefined) continue;
    const more = name === "error" ? textsOf(named.get("error_description") ?? named.get("message")) : undefined;
    return [...texts, ...(more ?? [])];
  }
  return [];
}

function textsOf(value: unknown): readonly string[] | undefined {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap((each) => textsOf(each) ?? []);
  if (!isObject(value)) return undefined;
  const told = messagesOf(value);
  return told.length > 0 ? told : [JSON.stringify(value)];
}

/** The document that a text begins with: notices of PHP may stand behind it. */
function firstValue(body: string): unknown {
  try {
    return JSON.parse(body.slice(0, jsonFault(body)));
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
