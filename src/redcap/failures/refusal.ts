import { message } from "../../core/text/message";
import type { Message } from "../../core/text/message";
import { redact } from "../../net/redact";
import type { Answer } from "../answer";
import { RedcapError } from "../errors";
import type { ErrorDetails, ErrorKind } from "../errors";
import { pageError } from "./pages";
import { limitIn } from "../words/limits";
import { redirected } from "./redirects";
import { fewerRequests, retryAfter } from "./retryAfter";
import { rightsIn, ruleFor } from "./knownRefusals";
import { READ_AT_MOST, serverWords } from "../words/serverWords";
import type { Said } from "../words/serverWords";
import { byStatus, tells } from "./statuses";
import { brief, saying, withoutPaths } from "../words/quoting";

/**
 * What an answer says went wrong that is not what was asked for; undefined when it says nothing. Looks at body and status
 * alike, and at no more of the body than errors are long.
 */
export function refusalOf(answer: Answer, now = Date.now()): RedcapError | undefined {
  const { status, headers, hide = (text: string) => text } = answer;
  // Before anything is cut, for half a token is one too.
  const text = redact(hide(answer.text.slice(0, READ_AT_MOST)));
  const said = told(serverWords(text));
  const details = { status, serverText: said.words, answer: text };
  if (status >= 300 && status < 400) return redirected(headers.get("location") ?? "", details);
  return (
    limited(said, headers, details, now) ??
    known(said, details) ??
    crashed(said, details) ??
    (said.by === "page" ? pageError(said, details) : undefined) ??
    refused(said, details) ??
    (status >= 400 ? byStatus(said, details) : undefined)
  );
}

/** Without paths of the server. */
function told(said: Said): Said {
  return {
    ...said,
    words: withoutPaths(said.words),
    ...(said.title === undefined ? {} : { title: withoutPaths(said.title) }),
  };
}

type Details = ErrorDetails & { readonly status: number };

/** Asked too often: by status, by the time to wait, or in words. A module's list of names is none. */
function limited(said: Said, headers: Answer["headers"], details: Details, now: number): RedcapError | undefined {
  const { status } = details;
  const header = headers.get("retry-after");
  const limit = said.by === "module" ? undefined : limitIn(phrases(said, status));
  if (limit === undefined && status !== 429 && !((status === 503 || status === 403) && header !== undefined))
    return undefined;
  const retryAfterMs = retryAfter(header, now);
  const time = retryAfterMs === undefined ? {} : { retryAfterMs };
  if (limit === "ban")
    return new RedcapError(
      "rateLimited",
      saying(
        message(
          "The REDCap server blocks this computer for sending too many requests. Stop here and ask its administrator to lift the block.",
        ),
        said.words,
      ),
      { ...details, ...time, limit },
    );
  return new RedcapError("rateLimited", saying(fewerRequests(retryAfterMs), said.words), {
    ...details,
    ...time,
    limit: "rate",
  });
}

/** Of words without an envelope only the beginning counts: names of projects and groups may say anything. */
function phrases({ by, words }: Said, status: number): string {
  // Of an object that names no error: names and values of whatever it is.
  if (by === "values" && status < 400) return "";
  return by === "text" && status < 400 ? (words.split("\n", 1)[0] ?? "").slice(0, 500) : words.slice(0, 4000);
}

function known(said: Said, details: Details): RedcapError | undefined {
  if (said.by === "module" || said.words === "") return undefined;
  const words = phrases(said, details.status);
  const rule = ruleFor(words, said.by === "page" || said.by === "gateway");
  if (!rule) return undefined;
  const rights = rightsIn(words);
  // A database that is away is announced with its host, account and password.
  const hidden =
    rule.kind === "serverOffline" ? (text: string) => text.replace(/\([^()]*\)/g, "(hidden)") : (text: string) => text;
  const { serverText = "", answer = "" } = details;
  return new RedcapError(rule.kind, rule.sentence(hidden(words), rights), {
    ...details,
    ...(rights.length > 0 || rule.kind === "missingRight" ? { rights } : {}),
    serverText: hidden(serverText),
    answer: hidden(answer),
  });
}

/** PHP's own reports, which stand before or instead of an answer. */
const CRASH =
  /^(?:PHP )?(?:Fatal error|Parse error|Catchable fatal error|Recoverable fatal error|Uncaught \w+|Allowed memory size)\b/i;
const NOTICE = /^(?:PHP )?(?:Warning|Notice|Deprecated|Strict Standards)\s*:/i;

function crashed({ words, by }: Said, details: Details): RedcapError | undefined {
  if (by !== "text" && by !== "page") return undefined;
  if (
    CRASH.test(words) ||
    /\bAllowed memory size of \d+ bytes exhausted\b|\bMaximum execution time of \d+ seconds? exceeded\b/.test(words)
  )
    return new RedcapError(
      "crashed",
      saying(
        message("The REDCap server has a problem: it broke down while it answered. Tell its administrator."),
        words,
      ),
      details,
    );
  if (!NOTICE.test(words)) return undefined;
  return new RedcapError(
    "unreadable",
    saying(
      message(
        "A notice of the server stands where the answer begins, so none of it is used. Tell the server's administrator.",
      ),
      words,
    ),
    { ...details, sent: "maybe" },
  );
}

const REFUSALS: Partial<Record<Said["by"], readonly [ErrorKind, (words: Message) => Message]>> = {
  redcap: [
    "refused",
    (words) =>
      message("REDCap refused this. Change what it names, or ask the server's administrator. It says: {words}", {
        words,
      }),
  ],
  module: [
    "refusedByModule",
    (words) =>
      message(
        "A module on the REDCap server refused this. Leave out what it names, or ask the server's administrator: {words}",
        { words },
      ),
  ],
  gateway: [
    "refusedByGateway",
    (words) =>
      message(
        "A gateway in front of REDCap refuses the request. Ask the server's administrator how API requests get through. It says: {words}",
        { words },
      ),
  ],
};

function refused({ by, words }: Said, details: Details): RedcapError | undefined {
  const { status } = details;
  const way = by === "text" && SENTENCE.test(words) ? REFUSALS.redcap : REFUSALS[by];
  if (!way || words === "" || status >= 500 || status === 408 || status === 413) return undefined;
  // Without REDCap's envelope it is a refusal where the status says so and says no more than that.
  if ((by === "module" || by === "gateway") && (status < 400 || tells(status))) return undefined;
  const [kind, sentence] = way;
  return new RedcapError(kind, sentence(brief(words)), details);
}

/** What REDCap is known to say without an envelope, whatever the status. */
const SENTENCE = /^The data is not in the specified format|^The '\w+' parameter is either missing/;
