import { message } from "../../core/text/message";
import type { Message } from "../../core/text/message";
import type { Dialogs } from "../../platform/dialogs";

interface NameQuestion {
  readonly title: Message;
  readonly prompt: Message;
  readonly value?: Message | string;
  /** Two of the same name could not be told apart in any list. */
  readonly taken: readonly string[];
}

/** A name for a role or group that none has yet. */
export async function askNewName(
  dialogs: Pick<Dialogs, "input">,
  { title, prompt, value, taken }: NameQuestion,
): Promise<string | undefined> {
  const typed = await dialogs.input({
    title,
    prompt,
    ...(value === undefined ? {} : { value }),
    validate: (text) => {
      const name = text.trim();
      if (name === "") return message("Enter a name.");
      return taken.includes(name)
        ? message("There already is one called {name}. Choose another name.", { name })
        : undefined;
    },
  });
  return typed?.trim();
}
