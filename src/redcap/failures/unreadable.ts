import { joined, message } from "../../core/text/message";
import type { Message } from "../../core/text/message";
import { redact } from "../../net/redact";
import type { Answer } from "../answer";
import { RedcapError } from "../errors";
import { READ_AT_MOST } from "../words/serverWords";
import { beginning, ending } from "../words/quoting";

/** What was asked for, as sentences say it when something else came, or nothing. */
export interface Due {
  readonly other: Message;
  readonly empty: Message;
}

/** Something came, and nobody knows what. `why` says more of it. */
export function unreadable(answer: Answer, { other, empty }: Due, why?: Message, tail?: string): RedcapError {
  const again = message("Try again; if it stays like that, show it to the server's administrator.");
  const came = answer.text.trim() === "" ? empty : other;
  return told(answer, [came, ...(why ? [why] : []), again], tail);
}

/** Something came where a count was due. */
export function uncounted(answer: Answer, otherwise: Message): RedcapError {
  return told(answer, [otherwise]);
}

/** An answer that cannot be used, with how it begins, and how it ends where something stands behind the document. */
function told(
  { status, text, hide = (raw) => raw }: Answer,
  sentences: readonly Message[],
  tail = text.slice(-END),
): RedcapError {
  const clean = (part: string) => redact(hide(part));
  const [start, end] = [clean(text.slice(0, READ_AT_MOST)), clean(tail)];
  const behind = /^\s*[[{]/.test(start) && !/[\]}]\s*$/.test(end);
  const short = text.length <= 100 && !text.trim().includes("\n");
  const look = start.trim() === "" ? [] : [beginning(start), ...(behind && !short ? [ending(end)] : [])];
  return new RedcapError("unreadable", joined([...sentences, ...look]), {
    ...{ status, serverText: start.slice(0, 2000), answer: start },
    sent: "maybe",
  });
}

const END = 1000;
