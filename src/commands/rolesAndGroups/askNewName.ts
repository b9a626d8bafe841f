import * as vscode from "vscode";
import type { Dialogs } from "../../platform/dialogs";

interface NameQuestion {
  readonly title: string;
  readonly prompt: string;
  readonly value?: string;
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
      if (name === "") return vscode.l10n.t("Enter a name.");
      return taken.includes(name) ? vscode.l10n.t("There is one called {0} already.", name) : undefined;
    },
  });
  return typed?.trim();
}
