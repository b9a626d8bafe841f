import { redact } from "../../net/redact";
import type { Answer } from "../answer";
import { RedcapError } from "../errors";
import { READ_AT_MOST } from "../words/serverWords";
import { beginning, ending } from "../words/quoting";

const AGAIN = "Try again; if it stays like that, show it to the server's administrator.";

/** Something came, and nobody knows what. */
export function unreadable(answer: Answer, due: string, why = "", tail?: string): RedcapError {
  const came =
    answer.text.trim() === ""
      ? `REDCap's answer is empty where ${due} was asked for.`
      : `REDCap's answer is not ${due} that was asked for.`;
  return told(answer, [came, why, AGAIN].filter(Boolean).join(" "), tail);
}

/** Something came where a count was due. */
export function uncounted(answer: Answer, otherwise: string): RedcapError {
  return told(answer, otherwise);
}

/** An answer that cannot be used, with how it begins, and how it ends where something stands behind the document. */
function told({ status, text, hide = (raw) => raw }: Answer, message: string, tail = text.slice(-END)): RedcapError {
  const clean = (part: string) => redact(hide(part));
  const [start, end] = [clean(text.slice(0, READ_AT_MOST)), clean(tail)];
  const behind = /^\s*[[{]/.test(start) && !/[\]}]\s*$/.test(end);
  const short = text.length <= 100 && !text.trim().includes("\n");
  const look =
    start.trim() === "" ? "" : behind && !short ? ` ${beginning(start)} ${ending(end)}` : ` ${beginning(start)}`;
  return new RedcapError("unreadable", message + look, {
    ...{ status, serverText: start.slice(0, 2000), answer: start },
    sent: "maybe",
  });
}

const END = 1000;
