import type { Message } from "../text/message";

/**
 * A page for people as data: what it says and what can be pressed on it. The frame, the HTML file, Markdown, text and CSV
 * are made from it. `T` is a message until the door, and the text in the person's language from there on.
 */
export interface Page<T = Message> {
  readonly title: T;
  /** What the page is about, whose token it was and how old it is. */
  readonly facts: readonly Fact<T>[];
  /** Where things stand, in a line beside the buttons; told aloud when it becomes another. */
  readonly status?: T;
  /** How the page itself stands, where that is not simply well. */
  readonly states: readonly PageState<T>[];
  readonly acts: readonly Act<T>[];
  readonly sections: readonly Section<T>[];
}

export interface Fact<T = Message> {
  readonly name: T;
  readonly value: T;
}

/** Everything that a page can be besides complete and up to date. */
type StateKind =
  | "empty"
  | "loading"
  | "partial"
  | "stale"
  | "offline"
  | "untrusted"
  | "readOnly"
  | "failed"
  /** What was done from the page, and how it reads now. */
  | "done";

export interface PageState<T = Message> {
  readonly kind: StateKind;
  readonly text: T;
  readonly details?: readonly T[];
  /** The ways on from here. */
  readonly acts?: readonly Act<T>[];
  /** How far work has come, between 0 and 1. */
  readonly progress?: number;
}

/** A button. The page asks for it by `id`; what it means the host alone knows. */
export interface Act<T = Message> {
  readonly id: string;
  readonly label: T;
  /** The one that a page is there for. */
  readonly primary?: true;
  /** Why it cannot be pressed. */
  readonly off?: T;
}

/** A tick that says whether something is meant. */
export interface Choice<T = Message> {
  readonly id: string;
  readonly on: boolean;
  /** What is ticked, for who cannot see where the tick stands. */
  readonly label: T;
}

export interface Section<T = Message> {
  /** The same for the same thing, as long as the page is open. */
  readonly id: string;
  readonly heading: T;
  /** Quieter, beside the heading. */
  readonly aside?: T;
  readonly choice?: Choice<T>;
  /** Stands here, and is not meant. */
  readonly leftOut?: true;
  readonly blocks: readonly Block<T>[];
  readonly sections?: readonly Section<T>[];
}

/** How a sentence is meant; shown by a sign and in words, never by colour alone. */
export type Tone = "plain" | "note" | "warning" | "problem" | "loss";

export type Block<T = Message> =
  | { readonly kind: "text"; readonly tone: Tone; readonly text: T; readonly acts?: readonly Act<T>[] }
  | { readonly kind: "list"; readonly ordered: boolean; readonly items: readonly T[] }
  | {
      readonly kind: "table";
      readonly caption: T;
      readonly columns: readonly T[];
      readonly rows: readonly (readonly T[])[];
    }
  | { readonly kind: "changes"; readonly caption: T; readonly lines: readonly ChangeLine<T>[] };

/** Something that becomes something else, or comes, or goes. */
export interface ChangeLine<T = Message> {
  readonly what: T;
  readonly from?: T;
  readonly to?: T;
  /** Whether somebody may do more or less by it. */
  readonly effect?: "gain" | "loss";
  /** What follows from it. */
  readonly follows?: { readonly summary: T; readonly lines: readonly ChangeLine<T>[] };
  readonly choice?: Choice<T>;
  readonly leftOut?: true;
}

/** Every section, those within others too, in the order of the page. */
export function sectionsOf<T>(page: Pick<Page<T>, "sections">): readonly Section<T>[] {
  const all = (sections: readonly Section<T>[]): readonly Section<T>[] =>
    sections.flatMap((section) => [section, ...all(section.sections ?? [])]);
  return all(page.sections);
}

/** Every button that a page shows. */
export function actsOf<T>(page: Page<T>): readonly Act<T>[] {
  const inBlocks = sectionsOf(page).flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === "text" ? (block.acts ?? []) : [])),
  );
  return [...page.acts, ...page.states.flatMap(({ acts }) => acts ?? []), ...inBlocks];
}

/** Every tick that a page shows. */
export function choicesOf<T>(page: Pick<Page<T>, "sections">): readonly Choice<T>[] {
  return sectionsOf(page).flatMap(({ choice, blocks }) => [
    ...(choice ? [choice] : []),
    ...blocks.flatMap((block) =>
      block.kind === "changes" ? block.lines.flatMap((line) => (line.choice ? [line.choice] : [])) : [],
    ),
  ]);
}
