import { Usernames } from "../../core/access/usernames";
import { newNameFault, newUsersFault } from "../../core/rules/typedNames";
import { message } from "../../core/text/message";
import type { Message } from "../../core/text/message";
import type { Dialogs } from "../../platform/dialogs";

/** Usernames to add, or undefined when the person went back. */
export async function askUsernames(
  dialogs: Pick<Dialogs, "input">,
  there: Pick<Usernames, "has" | "spelled">,
): Promise<readonly string[] | undefined> {
  const typed = await dialogs.input({
    title: message("Add Users"),
    prompt: message("Usernames of REDCap accounts, separated by commas or blanks"),
    validate: (text) => newUsersFault(usernamesIn(text), (name) => (there.has(name) ? there.spelled(name) : undefined)),
  });
  return typed === undefined ? undefined : usernamesIn(typed);
}

function usernamesIn(text: string): readonly string[] {
  const names = new Usernames();
  for (const name of text.split(/[\s,;]+/)) if (name !== "" && !names.has(name)) names.add(name);
  return [...names];
}

interface NameQuestion {
  readonly title: Message;
  readonly prompt: Message;
  readonly value?: Message;
  /** The names that the others have. */
  readonly taken: readonly string[];
}

/** A name for a role or DAG that none has yet, or undefined when the person went back. */
export async function askNewName(
  dialogs: Pick<Dialogs, "input">,
  draft: "roles" | "dags",
  { taken, ...question }: NameQuestion,
): Promise<string | undefined> {
  const typed = await dialogs.input({ ...question, validate: (text) => newNameFault(draft, taken, text.trim()) });
  return typed?.trim();
}
