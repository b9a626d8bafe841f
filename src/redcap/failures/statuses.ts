import { message } from "../../core/text/message";
import type { Message } from "../../core/text/message";
import { RedcapError } from "../errors";
import type { ErrorDetails, ErrorKind } from "../errors";
import type { Said } from "../words/serverWords";
import { saying } from "../words/quoting";

interface Meaning {
  readonly kind: ErrorKind;
  readonly sentence: Message;
  readonly sent?: "nothing";
}

const NO_API: Meaning = {
  kind: "wrongAddress",
  sentence: message("There is no REDCap API at this address. Check the address with your browser."),
};
const SLOW: Meaning = { kind: "timedOut", sentence: message("The server took too long to answer. Try again.") };

const MEANINGS: Readonly<Record<number, Meaning>> = {
  401: {
    kind: "refused",
    sentence: message(
      "The server asks for a sign-in before it lets requests through. Check the token, and ask the server's administrator how API requests get in.",
    ),
  },
  404: NO_API,
  405: NO_API,
  407: {
    kind: "unreachable",
    sentence: message("The proxy asks for a sign-in. Check VS Code's proxy settings."),
    sent: "nothing",
  },
  408: SLOW,
  411: NO_API,
  413: {
    kind: "tooLarge",
    sentence: message(
      "The server finds the request too large. Send fewer rows at a time, or ask its administrator to allow more.",
    ),
    sent: "nothing",
  },
  501: NO_API,
  504: SLOW,
};

/** Statuses that say more than the page which comes with them. */
export function tells(status: number): boolean {
  return status in MEANINGS || status >= 500;
}

/** What a status means where nobody says more. */
export function byStatus({ words }: Said, details: ErrorDetails & { readonly status: number }): RedcapError {
  const { status } = details;
  const { kind, sentence, sent } = MEANINGS[status] ?? (status >= 500 ? problem(status) : refused(status, words));
  return new RedcapError(kind, saying(sentence, words), { ...details, ...(sent ? { sent } : {}) });
}

function problem(status: number): Meaning {
  return {
    kind: "serverOffline",
    sentence: message("The server has a problem (status {status}). Try again later, or tell its administrator.", {
      status,
    }),
  };
}

function refused(status: number, words: string): Meaning {
  return {
    kind: "refused",
    sentence:
      words === ""
        ? message(
            "The server refused the request and gives no reason (status {status}). Check the address, or ask the server's administrator.",
            { status },
          )
        : message(
            "The server refused the request (status {status}). Check the address, or ask the server's administrator.",
            { status },
          ),
  };
}
