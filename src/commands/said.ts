import { verbatim } from "../core/text/message";
import type { Message } from "../core/text/message";

/** A sentence of a layer that says some of them as text still. */
export function said(sentence: Message | string): Message {
  return typeof sentence === "string" ? verbatim(sentence) : sentence;
}
