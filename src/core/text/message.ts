import { shown } from "./displayText";

/**
 * What a sentence can hold: names and numbers, lists of them, and whole sentences. A text is taken for a name from
 * outside: rendered, it is one line of bounded length in which nothing acts. What must stay whole is `verbatim`.
 */
type Arg = string | number | Message | List;

export interface List {
  readonly items: readonly (string | Message)[];
  /** How many are named; the others are counted. */
  readonly most: number;
}

/** A name from outside, or a title of ours, within a sentence. */
export type Phrase = string | Message;

type Args = Readonly<Record<string, Arg>>;

/** One template for each plural category that the language of the source has. */
interface Templates {
  readonly one?: string;
  readonly other: string;
}

/** A sentence as data. It is rendered at the door: in the person's language by the extension, in English elsewhere. */
export type Message =
  | { readonly templates: Templates; readonly args: Args; readonly count?: number }
  | { readonly parts: readonly Message[]; readonly between: string }
  | { readonly verbatim: string };

/** The names in braces of a template. */
type Names<T extends string> = T extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;
type Given<Name extends string> = [Name] extends [never] ? readonly [] : readonly [args: Readonly<Record<Name, Arg>>];

/** `message("{name} is in no role.", { name })`: the template is written out in the call, so that translators find it. */
export function message<const T extends string>(template: T, ...[args]: Given<Names<T>>): Message {
  return { templates: { other: template }, args: args ?? {} };
}

/** The same where a number decides; `{count}` is the number. */
export function plural<const One extends string, const Other extends string>(
  count: number,
  templates: { readonly one: One; readonly other: Other },
  ...[args]: Given<Exclude<Names<One> | Names<Other>, "count">>
): Message {
  return { templates, args: { ...args, count }, count };
}

/** Whole sentences after one another; `between` is a blank or a line break. */
export function joined(parts: readonly Message[], between = " "): Message {
  return { parts, between };
}

/** What is no sentence of ours and stays as it is: a title, an address, a document, words that `quoted` has made harmless. */
export function verbatim(text: string): Message {
  return { verbatim: text };
}

/** "ann", "ann and bob", "ann, bob and 3 others": never a wall of names. */
export function list(items: List["items"], most = 5): List {
  return { items, most };
}

/** How a language says things. */
export interface Language {
  /** The template in this language; the same template where nobody has translated it. */
  readonly translate: (template: string) => string;
  /** Marks a rendered sentence of ours; what it returns is shown. */
  readonly mark?: (text: string) => string;
  readonly category: (count: number) => Intl.LDMLPluralRule;
  readonly listed: (items: readonly string[]) => string;
}

/** The rules of plurals and lists that belong to a locale. */
export function rulesOf(locale: string): Pick<Language, "category" | "listed"> {
  const [plurals, lists] = [new Intl.PluralRules(locale), new Intl.ListFormat(locale)];
  return { category: (count) => plurals.select(count), listed: (items) => lists.format(items) };
}

const ENGLISH: Language = { translate: (template) => template, ...rulesOf("en-GB") };

export function english(said: Message): string {
  return render(said, ENGLISH);
}

export function render(said: Message, language: Language): string {
  if ("verbatim" in said) return said.verbatim;
  if ("parts" in said) return said.parts.map((part) => render(part, language)).join(said.between);
  const text = filled(templateOf(said.templates, said.count, language), (name) => {
    const arg = said.args[name];
    return arg === undefined ? `{${name}}` : argText(arg, language);
  });
  return language.mark ? language.mark(text) : text;
}

/** A template with its names filled in; what was filled in is not looked through again. */
function filled(template: string, value: (name: string) => string): string {
  return template.replace(/\{(\w+)\}/g, (_whole, name: string) => value(name));
}

/**
 * Other languages have categories that English lacks. Their templates stand in a translation under the English one of
 * `other` with the category behind it: "{count} people#few".
 */
function templateOf({ one, other }: Templates, count: number | undefined, language: Language): string {
  const category = count === undefined || one === undefined ? "other" : language.category(count);
  if (category === "other") return language.translate(other);
  if (category === "one") return language.translate(one ?? other);
  const key = `${other}#${category}`;
  const special = language.translate(key);
  return special === key ? language.translate(other) : special;
}

function argText(arg: Arg, language: Language): string {
  if (typeof arg === "string") return shown(arg);
  if (typeof arg === "number") return String(arg);
  if (!("items" in arg)) return render(arg, language);
  const { items, most } = arg;
  const named = items.length > most ? items.slice(0, most - 1) : items;
  const texts = named.map((item) => argText(item, language));
  if (named.length < items.length)
    texts.push(
      render(plural(items.length - named.length, { one: "{count} other", other: "{count} others" }), language),
    );
  return language.listed(texts);
}

/** The same sentence with each text that is not ours changed: names, server's words, what is verbatim. */
export function changeTexts(said: Message, change: (text: string) => string): Message {
  if ("verbatim" in said) return { verbatim: change(said.verbatim) };
  if ("parts" in said) return { ...said, parts: said.parts.map((part) => changeTexts(part, change)) };
  return {
    ...said,
    args: Object.fromEntries(Object.entries(said.args).map(([name, arg]) => [name, changed(arg, change)])),
  };
}

function changed(arg: Arg, change: (text: string) => string): Arg {
  if (typeof arg === "string") return change(arg);
  if (typeof arg === "number") return arg;
  if (!("items" in arg)) return changeTexts(arg, change);
  return {
    ...arg,
    items: arg.items.map((item) => (typeof item === "string" ? change(item) : changeTexts(item, change))),
  };
}

/** A failure that is told to people as it is: what happened and what to do. Its `message` is the English text. */
export class UserFacingError extends Error {
  override readonly name: string = "UserFacingError";

  constructor(
    readonly said: Message,
    options?: ErrorOptions,
  ) {
    super(english(said), options);
  }
}

/** What a failure says to people; by its shape, because a bundle that is loaded later has a class of its own. */
export function saidBy(error: unknown): Message {
  if (error instanceof Error) return "said" in error ? (error.said as Message) : verbatim(error.message);
  return verbatim(String(error));
}

/** Each sentence once, however often it was said. */
export function distinct(sentences: readonly Message[]): readonly Message[] {
  return [...new Map(sentences.map((sentence) => [english(sentence), sentence])).values()];
}
