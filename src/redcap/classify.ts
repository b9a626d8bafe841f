import { quoted, shown } from "../core/text/displayText";
import { movedApi } from "../net/redirect";
import { RedcapError } from "./errors";
import type { ErrorKind } from "./errors";
import { LONGEST_STOP } from "../net/rate/ledger";

export interface Answer {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly text: string;
}

/** What the server said went wrong, or undefined when the answer is not an error. Looks at body and status alike. */
export function classifyAnswer({ status, headers, text }: Answer, now = Date.now()): RedcapError | undefined {
  const body = text.replace(/^\uFEFF/, "").trim();
  const said = serverMessage(body);
  if (status >= 300 && status < 400) return moved(status, headers.get("location") ?? "");
  if (status === 429 || (status === 503 && headers.has("retry-after")))
    return rateLimited(status, headers.get("retry-after"), body, now);
  const known = said === undefined ? undefined : RULES.find(({ pattern }) => pattern.test(said));
  if (known && said !== undefined) {
    const rights = rightsIn(said);
    // A database that is away is announced with its host, account and password.
    const serverText = known.kind === "serverOffline" ? said.replace(/\([^()]*\)/g, "(hidden)") : said;
    return new RedcapError(known.kind, known.sentence(said, rights), { status, serverText, rights });
  }
  if (PAGE.test(body)) return page(status, body);
  if (said !== undefined)
    return new RedcapError("refused", `REDCap refused this. Change what it names: ${quoted(said)}`, {
      status,
      serverText: said,
    });
  const byModule = status === 403 ? moduleRefusal(body) : undefined;
  if (byModule !== undefined)
    return new RedcapError(
      "refusedByModule",
      `A module on the REDCap server refused this. Leave out what it names, or ask the server's administrator: ${quoted(byModule)}`,
      {
        status,
        serverText: byModule,
      },
    );
  return status >= 400 ? byStatus(status, body) : undefined;
}

const PAGE =
  /^(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:!doctype html|html|head|body|h\d|center|title|meta|script)\b/i;

interface Rule {
  readonly pattern: RegExp;
  readonly kind: ErrorKind;
  readonly sentence: (said: string, rights: readonly string[]) => string;
}

/** Texts that REDCap servers of several versions are known to answer with, most specific first. */
const RULES: readonly Rule[] = [
  {
    pattern: /Create Project/,
    kind: "refused",
    sentence: () => "REDCap took this for creating a project, which needs a super token.",
  },
  {
    pattern: /^You do not have permissions to use the API$/,
    kind: "badToken",
    sentence: () =>
      "REDCap does not accept this token: it is wrong or revoked, or its owner has no API right in the project. Take one from the project's API page in REDCap.",
  },
  {
    pattern: /^You do not have .* (?:privileges|rights)$|^Insufficient user privileges/,
    kind: "missingRight",
    sentence: (said, rights) =>
      rights.length > 0
        ? `The token's owner lacks ${rights.join(" or ")} in this project. Ask for that right on REDCap's User Rights page.`
        : `The token's owner may not do this. Ask for the right on REDCap's User Rights page. REDCap says: ${quoted(said)}`,
  },
  {
    pattern: /parameter "content" is not valid/,
    kind: "unknownMethod",
    sentence: () => "This REDCap server is too old for this table: it does not know the method.",
  },
  {
    pattern: /belongs to a user role/,
    kind: "userInRole",
    sentence: (said) =>
      `REDCap changes no rights of people who are in a role. Edit the role, or take the person out first. REDCap says: ${quoted(said)}`,
  },
  {
    pattern: /could not connect to the MySQL server|could not connect to .*database/i,
    kind: "serverOffline",
    sentence: () => "The REDCap server cannot reach its database. Try again later, or tell its administrator.",
  },
  {
    pattern: /REDCap is currently offline/i,
    kind: "serverOffline",
    sentence: () => "REDCap is offline for maintenance. Try again later.",
  },
  {
    pattern: /requested method is not implemented/i,
    kind: "wrongAddress",
    sentence: () => "The server does not take API requests at this address. Check that it ends in /api/.",
  },
  {
    pattern: /exceed.*(?:rate|requests per minute)|IP address.*(?:banned|blocked)/i,
    kind: "rateLimited",
    sentence: () =>
      "The REDCap server blocks this computer for sending too many requests. Stop here and ask its administrator to lift the block.",
  },
];

const RIGHT_NAMES = [
  "API Export",
  "API Import/Update",
  "Data Access Groups",
  "User Rights",
  "Delete Record",
  "Logging",
];

function rightsIn(said: string): readonly string[] {
  return RIGHT_NAMES.filter((right) => said.includes(right));
}

/** The text of an error in any of the three envelopes, or undefined. Bare texts count when they look like one. */
function serverMessage(body: string): string | undefined {
  const csv = /^ERROR:\s*([\s\S]*)$/.exec(body)?.[1];
  if (csv !== undefined) return csv;
  const xml = /^(?:<\?xml[^>]*>\s*)?(?:<hash>\s*)?<error>([\s\S]*?)<\/error>/.exec(body)?.[1];
  if (xml !== undefined) return decodeXmlText(xml);
  const json = parseObject(body)?.["error"];
  if (typeof json === "string") return json;
  // Only a first line that is no data: names of projects and groups may say anything.
  const [firstLine = ""] = body.split("\n", 1);
  const bare = body.length < 2000 && !/^[<[{]/.test(body) && RULES.some(({ pattern }) => pattern.test(firstLine));
  return bare || /^The data is not in the specified format|^The '\w+' parameter is either missing/.test(body)
    ? body
    : undefined;
}

function decodeXmlText(text: string): string {
  return text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll(/&(?:apos|#0?39);/g, "'")
    .replaceAll("&amp;", "&");
}

/** An external module answers 403 with `{"alice": ["Project Design and Setup"]}`: who, and which rights. */
function moduleRefusal(body: string): string | undefined {
  const object = parseObject(body);
  if (!object) return undefined;
  return Object.entries(object)
    .map(([who, rights]) => `${who}: ${Array.isArray(rights) ? rights.join(", ") : String(rights)}`)
    .join("; ");
}

function parseObject(body: string): Record<string, unknown> | undefined {
  if (!body.startsWith("{")) return undefined;
  try {
    return JSON.parse(body) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

function moved(status: number, location: string): RedcapError {
  if (location && movedApi(location, "https://the.same.invalid/api/") === undefined) {
    const [place = ""] = location.split(/[?#;]/, 1);
    return new RedcapError(
      "notRedcap",
      `The server sends requests on to ${shown(place)}, which is no address of an API but a page, where people sign in perhaps. Ask the server's administrator to let API requests through without it.`,
      { status, location },
    );
  }
  return new RedcapError(
    "moved",
    `The server sends requests on to ${shown(location) || "another address"}. A token is never sent along: if that is right, use Change Server Address, which asks for the token again.`,
    { status, location },
  );
}

function rateLimited(status: number, header: string | undefined, body: string, now: number): RedcapError {
  const retryAfterMs = retryAfter(header, now);
  const wait = retryAfterMs === undefined ? "Wait a few minutes" : waitWords(retryAfterMs);
  return new RedcapError("rateLimited", `The server asks for fewer requests. ${wait} before you go on.`, {
    status,
    serverText: body.slice(0, 2000),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });
}

/** At most a day, whatever the server asks for. */
function retryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Math.max(0, Date.parse(header) - now);
  return Number.isNaN(ms) ? undefined : Math.min(ms, LONGEST_STOP);
}

function waitWords(ms: number): string {
  if (ms >= LONGEST_STOP) return "It names a time a day away or more; wait a day";
  if (ms > 2 * 3_600_000) return `Wait ${Math.ceil(ms / 3_600_000)} hours`;
  return ms > 600_000 ? `Wait ${Math.ceil(ms / 60_000)} minutes` : `Wait ${Math.ceil(ms / 1000)} seconds`;
}

function page(status: number, body: string): RedcapError {
  const text = body
    .replace(/<(script|style)[\s\S]*?<\/\1>/gi, " ")
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  const known = RULES.find(
    ({ kind, pattern }) => (kind === "serverOffline" || kind === "rateLimited") && pattern.test(text),
  );
  const details = { status, serverText: text };
  if (known) return new RedcapError(known.kind, known.sentence(text, []), details);
  if (TELLING.has(status) || status >= 500) return byStatus(status, text);
  return new RedcapError(
    "notRedcap",
    "A web page came back instead of REDCap's answer: a sign-in page, a proxy or another site stands at this address. Open it in your browser to see which.",
    details,
  );
}

/** Statuses that say more than the page which comes with them. */
const TELLING = new Set([401, 404, 405, 407, 408, 411, 413]);
const NO_API = new Set([404, 405, 411, 501]);

function byStatus(status: number, body: string): RedcapError {
  const details = { status, serverText: body.slice(0, 2000) };
  if (NO_API.has(status))
    return new RedcapError(
      "wrongAddress",
      "There is no REDCap API at this address. Check the address with your browser.",
      details,
    );
  if (status === 401)
    return new RedcapError(
      "refused",
      "The server asks for a sign-in before it lets requests through. Check the token, and ask the server's administrator how API requests get in.",
      details,
    );
  if (status === 407)
    return new RedcapError("unreachable", "The proxy asks for a sign-in. Check VS Code's proxy settings.", {
      ...details,
      sent: "nothing",
    });
  if (status === 408 || status === 504)
    return new RedcapError("timedOut", "The server took too long to answer. Try again.", details);
  if (status === 413)
    return new RedcapError(
      "tooLarge",
      "The server finds the request too large. Send fewer rows at a time, or ask its administrator to allow more.",
      { ...details, sent: "nothing" },
    );
  if (status >= 500)
    return new RedcapError("serverOffline", `The server has a problem (status ${status}). Try again later.`, details);
  return new RedcapError(
    "refused",
    `The server refused the request (status ${status}). Check the address, or ask the server's administrator.`,
    details,
  );
}
