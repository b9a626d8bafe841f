import { message } from "../text/message";
import type { Message } from "../text/message";

/** Words that stand on every page, whatever it is about; the frame and the files say the same. */
const PAGE_WORDS = {
  after: message("After"),
  before: message("Before"),
  contents: message("On this page"),
  effect: message("Effect"),
  gain: message("allows more"),
  leftOut: message("left out"),
  less: message("allows less"),
  loss: message("Cannot be taken back"),
  note: message("Note"),
  of: message("Of"),
  part: message("Part"),
  problem: message("Problem"),
  said: message("Remark"),
  warning: message("Warning"),
  what: message("What"),
} as const satisfies Readonly<Record<string, Message>>;

export type PageWords = Readonly<Record<keyof typeof PAGE_WORDS, string>>;

export function pageWords(text: (said: Message) => string): PageWords {
  const words = Object.entries(PAGE_WORDS).map(([name, said]) => [name, text(said)]);
  return Object.fromEntries(words) as PageWords;
}
