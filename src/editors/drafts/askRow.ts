import { shownNames } from "../../core/text/displayText";
import { isUsername, Usernames } from "../../core/access/usernames";
import { message } from "../../core/text/message";
import type { Dialogs } from "../../platform/dialogs";

/** Usernames to add, or undefined when the person went back. */
export async function askUsernames(
  dialogs: Pick<Dialogs, "input">,
  there: Pick<Usernames, "has">,
): Promise<readonly string[] | undefined> {
  const typed = await dialogs.input({
    title: message("Add Users"),
    prompt: message("Usernames of REDCap accounts, separated by commas or blanks"),
    validate: (text) => {
      const names = usernamesIn(text);
      const twice = names.filter((name) => there.has(name));
      if (twice.length > 0) return message("Already in the project: {names}.", { names: shownNames(twice) });
      const odd = names.filter((name) => !isUsername(name));
      if (odd.length > 0)
        return message("Usernames have letters, digits and _ - . ' @ only. Correct {names}.", {
          names: shownNames(odd),
        });
      return names.length === 0 ? message("Enter a username.") : undefined;
    },
  });
  return typed === undefined ? undefined : usernamesIn(typed);
}

function usernamesIn(text: string): readonly string[] {
  const names = new Usernames();
  for (const name of text.split(/[\s,;]+/)) if (name !== "" && !names.has(name)) names.add(name);
  return [...names];
}

/** The name of a new role or group, or undefined when the person went back. */
export async function askName(
  dialogs: Pick<Dialogs, "input">,
  draft: "roles" | "dags",
  copy: boolean,
): Promise<string | undefined> {
  const role = copy ? message("Duplicate Role") : message("Add Role");
  const name = await dialogs.input({
    title: draft === "roles" ? role : message("Add Data Access Group"),
    prompt: draft === "roles" ? message("Name of the new role") : message("Name of the new group"),
    validate: (text) => (text.trim() === "" ? message("Enter a name.") : undefined),
  });
  return name?.trim();
}
