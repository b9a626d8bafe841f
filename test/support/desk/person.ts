import { english, joined, verbatim } from "../../../src/core/text/message";
import type { Message } from "../../../src/core/text/message";
import type { Dialogs } from "../../../src/platform/dialogs";
import type { RoleNode, TreeNode, UserNode } from "../../../src/views/node";

/** Somebody at the keyboard: what they answer, in this order, and what they were asked and told. */
export interface Person extends Dialogs {
  /** By the words of an entry or a button, or as text; undefined gives up, and an empty list goes a step back. */
  readonly answers: (string | readonly string[] | undefined)[];
  /** Buttons that are pressed when a notice has them. */
  readonly presses: string[];
  /** "title | detail" of questions, the sentences of notices. */
  readonly said: string[];
  /** The entries of the lists, each list's labels on their own. */
  readonly lists: string[][];
  /** The same with all that stands beside the labels, and the lines that said what the lists are for. */
  readonly entries: Entry[][];
  readonly placeholders: string[];
  /** What stood in the inputs to begin with. */
  readonly values: string[];
  /** The buttons of notices. */
  readonly buttons: string[];
}

interface Entry {
  readonly label: string;
  readonly description: string;
  readonly detail: string;
  readonly picked: boolean;
}

interface Labelled {
  readonly label: Message;
  readonly description?: Message;
  readonly detail?: Message;
  readonly picked?: boolean;
}

const NOTHING = verbatim("");

/** Modal dialogs cannot be shown in the host of tests, so somebody answers them here. */
export function person(...answers: Person["answers"]): Person {
  const [said, lists, presses]: [string[], string[][], string[]] = [[], [], []];
  const [entries, placeholders]: [Entry[][], string[]] = [[], []];
  const [values, pressable]: [string[], string[]] = [[], []];
  const answer = (asked: Message) => {
    const question = english(asked);
    said.push(question);
    if (answers.length === 0) throw new Error(`Nobody answers "${question}".`);
    return answers.shift();
  };
  const notice = <A extends Message>(sentence: Message, ...buttons: readonly A[]) => {
    said.push(english(sentence));
    pressable.push(...buttons.map(english));
    return Promise.resolve(buttons.find((button) => presses.includes(english(button))));
  };
  const entry = <C extends Labelled>(choices: readonly C[], label: string): C => {
    const found = choices.find((choice) => english(choice.label) === label);
    if (!found)
      throw new Error(`There is no "${label}" among ${choices.map((each) => english(each.label)).join(", ")}.`);
    return found;
  };
  const keep = (choices: readonly Labelled[], placeholder: Message) => {
    lists.push(choices.map(({ label }) => english(label)));
    entries.push(
      choices.map(({ label, description = NOTHING, detail = NOTHING, picked = false }) => ({
        ...{ label: english(label), description: english(description), detail: english(detail), picked },
      })),
    );
    placeholders.push(english(placeholder));
  };
  const listed = <C extends Labelled>(choices: readonly C[], title: Message, placeholder: Message = NOTHING) => {
    keep(choices, placeholder);
    return answer(title);
  };
  return {
    ...{ answers, presses, said, lists, entries, placeholders, values, buttons: pressable },
    confirm: ({ title, detail, action }) =>
      Promise.resolve(answer(joined([title, ...(detail ? [detail] : [])], " | ")) === english(action)),
    choose: ({ title, detail, actions }) => {
      const pressed = answer(joined([title, detail], " | "));
      return Promise.resolve(actions.find((action) => english(action) === pressed));
    },
    typeToConfirm: ({ title, expected }) => Promise.resolve(answer(title) === expected),
    refuse: (title, detail) => Promise.resolve(void said.push(`${english(title)} | ${english(detail)}`)),
    info: notice,
    warn: notice,
    error: notice,
    pick: (choices, { title, placeholder }) => {
      const label = listed(choices, title, placeholder);
      return Promise.resolve(typeof label === "string" ? entry(choices, label).value : undefined);
    },
    pickMany: (choices, { title, placeholder }) => {
      const labels = listed(choices, title, placeholder);
      return Promise.resolve(
        labels === undefined ? undefined : [labels].flat().map((label) => entry(choices, label).value),
      );
    },
    // The entry itself, or the entry and the action whose button is pressed.
    pickAction: (choices, _, { title }) => {
      const [label, pressed] = [listed(choices, title)].flat();
      if (label === undefined) return Promise.resolve(undefined);
      const { value, actions } = entry(choices, label);
      const action = actions.find((each) => each === pressed);
      return Promise.resolve({ value, ...(action === undefined ? {} : { action }) });
    },
    pickOrType: (options) => {
      const choices = options.choices("");
      const answered = listed(choices, options.title("", options.ticked), options.placeholder);
      if (answered === undefined) return Promise.resolve(undefined);
      const ticked = typeof answered === "string" ? [] : answered.map((label) => entry(choices, label).value);
      const typed = typeof answered === "string" ? answered : "";
      said.push(english(options.title(typed, ticked)));
      return Promise.resolve({ typed, ticked });
    },
    // What is typed, and the entry that it finds; or an entry of what is there at first.
    search: ({ title, placeholder, typed = "", choices }) => {
      const answered = answer(title);
      const [text = typed, label = ""] = typeof answered === "object" ? answered : [typed, answered];
      const found = choices(text);
      keep(found, placeholder);
      if (answered === undefined) return Promise.resolve(undefined);
      return Promise.resolve(entry(found, label).value);
    },
    inputStep: (input) => async () => {
      const { title, accept } = input();
      for (;;) {
        const typed = answer(title);
        if (typeof typed !== "string") return typed === undefined ? "cancel" : "back";
        const problem = await accept(typed, new AbortController().signal);
        if (problem === undefined) return "next";
        said.push(english(problem));
      }
    },
    pickStep: (options) => () => {
      const { title, items, accept } = options();
      const label = listed(items, title);
      if (typeof label !== "string") return Promise.resolve(label === undefined ? "cancel" : "back");
      accept(entry(items, label).value);
      return Promise.resolve("next");
    },
    input: ({ title, value = NOTHING, validate }) => {
      values.push(english(value));
      const text = answer(title);
      if (typeof text !== "string") return Promise.resolve(undefined);
      const wrong = validate?.(text);
      if (wrong !== undefined) throw new Error(`"${text}" is not taken: ${english(wrong)}`);
      return Promise.resolve(text);
    },
  };
}

/** Rows of the tree that a command is called on. */
export const projectNode = (connectionId: string): TreeNode => ({ kind: "project", connectionId });
export const userNode = (connectionId: string, username: string): UserNode => ({
  ...{ kind: "user", connectionId, username, under: `${connectionId}/users` },
});
export const roleNode = (connectionId: string, roleId: string): RoleNode => ({
  ...{ kind: "role", connectionId, roleId, under: `${connectionId}/roles` },
});
