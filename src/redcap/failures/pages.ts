import { message } from "../../core/text/message";
import type { Message } from "../../core/text/message";
import { RedcapError } from "../errors";
import type { ErrorDetails } from "../errors";
import type { Said } from "../words/serverWords";
import { byStatus, tells } from "./statuses";
import { brief, saying } from "../words/quoting";

/** What web servers answer to somebody who shows no certificate of their own, or one that they do not take. */
const NO_CERTIFICATE =
  /\bNo required SSL certificate was sent\b|\bclient certificate (?:is )?(?:required|missing)\b|\brequires? (?:a |an SSL )?client certificate\b|\b403\.7\b/i;
const BAD_CERTIFICATE =
  /\bThe SSL certificate error\b|\bclient certificate (?:is |has |was )?(?:untrusted|invalid|expired|revoked|not (?:trusted|valid|accepted)|rejected|verification failed)|\b403\.1[367]\b/i;
const PLAIN_HTTP = /plain HTTP request was sent to HTTPS port|speaking plain HTTP to an SSL-enabled server/i;

/** The number under which a firewall remembers what it turned away. */
const NUMBER =
  /\b(?:(?:support|incident|event|attack|request|session|transaction|ray|message|reference|block|error)[ -]?(?:ID|number|no\.?|#)|reference|ray)\s*(?:is)?\s*[:#]*\s*[\w.#-]*\d[\w.#-]*/i;
const FIREWALL =
  /\bfirewall\b|\bmod_?security\b|\brequest (?:is |was |has been )?(?:rejected|blocked)\b|\bweb page blocked\b|\bsecurity (?:policy|service|rules?|check|solution)\b|\bURL was rejected\b|\bincident ID\b|\bsupport ID\b|\battack ID\b|\bcould not be satisfied\b|\bnot acceptable\b|\baccess denied\b/i;
/** A firewall's question whether a person is there, which comes with any status. */
const CHALLENGE =
  /\bhuman verification\b|\bcaptcha\b|\byou are (?:a )?human\b|\bchecking your browser\b|\bjust a moment\b|\battention required\b/i;
const SIGN_IN = /\b(?:sign|log)[ -]?(?:in|on)\b|\bpassword\b|\bauthenticat|\bSAML|\bsingle sign/i;

/** A web page where REDCap's answer was due. */
export function pageError(said: Said, details: ErrorDetails & { readonly status: number }): RedcapError {
  const { words, title = "" } = said;
  const text = `${title}\n${words}`;
  const of = (kind: "certificate" | "notRedcap" | "wrongAddress", sentence: Message) =>
    new RedcapError(kind, sentence, details);
  if (NO_CERTIFICATE.test(text))
    return of(
      "certificate",
      saying(
        message(
          "The server asks for a certificate of yours and did not get one. Ask your IT department for one and choose it with Set Certificates.",
        ),
        title || words,
      ),
    );
  if (BAD_CERTIFICATE.test(text))
    return of(
      "certificate",
      saying(
        message(
          "The server does not accept your certificate. Ask your IT department for a valid one and choose it with Set Certificates.",
        ),
        title || words,
      ),
    );
  if (PLAIN_HTTP.test(text))
    return of(
      "wrongAddress",
      message("The server speaks only https at this address. Use one that begins with https://."),
    );
  const challenge = CHALLENGE.test(text);
  const ofPage = pageWords(said);
  if (tells(details.status) && !challenge) return byStatus({ ...said, words: ofPage }, details);
  const page = brief(ofPage);
  const start = brief(ofPage, OF_A_PAGE);
  if (challenge || FIREWALL.test(text))
    return of(
      "notRedcap",
      message(
        'A firewall in front of REDCap turned the request away. Give its words to the server\'s administrator: "{page}"',
        { page },
      ),
    );
  if (said.signIn === true || SIGN_IN.test(text))
    return of(
      "notRedcap",
      message(
        "A sign-in page came back instead of REDCap's answer. Open the address in your browser, and ask the server's administrator to let API requests through. The page says: \"{page}\"",
        { page: start },
      ),
    );
  return of(
    "notRedcap",
    message(
      'A web page came back instead of REDCap\'s answer: a proxy or another site stands at this address. Open it in your browser to see which. The page says: "{page}"',
      { page: start },
    ),
  );
}

/** Letters of a page within a sentence, which is to stay within three lines; *Show Answer* has the rest. */
const OF_A_PAGE = 140;

/** Title and number first: they are what an administrator asks for. */
function pageWords({ words, title = "" }: Said): string {
  const number = NUMBER.exec(words)?.[0] ?? "";
  const lines = words.split("\n").filter((line) => line !== title);
  const rest = lines.join("\n");
  return [title, number.length > 0 && !rest.slice(0, 150).includes(number) ? number : "", rest]
    .filter(Boolean)
    .join("\n");
}
