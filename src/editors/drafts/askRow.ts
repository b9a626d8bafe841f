import * as vscode from "vscode";
import { isUsername, Usernames } from "../../core/access/usernames";
import { plainLine } from "../../platform/plainText";

/** Usernames to add, or undefined when the person went back. */
export async function askUsernames(there: Pick<Usernames, "has">): Promise<readonly string[] | undefined> {
  const { t } = vscode.l10n;
  const typed = await vscode.window.showInputBox({
    title: t("Add Users"),
    prompt: t("Usernames of REDCap accounts, separated by commas or blanks"),
    ignoreFocusOut: true,
    validateInput: (text) => {
      const names = usernamesIn(text);
      const twice = names.filter((name) => there.has(name));
      if (twice.length > 0) return plainLine(t("{0} is in the project already.", twice.join(", ")));
      const odd = names.filter((name) => !isUsername(name));
      if (odd.length > 0)
        return plainLine(t("{0} cannot be a username: letters, digits and _ - . ' @ only.", odd.join(", ")));
      return names.length === 0 ? t("Enter a username.") : undefined;
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
export async function askName(draft: "roles" | "dags", copy: boolean): Promise<string | undefined> {
  const { t } = vscode.l10n;
  const role = copy ? t("Duplicate Role") : t("Add Role");
  const name = await vscode.window.showInputBox({
    title: draft === "roles" ? role : t("Add Data Access Group"),
    prompt: draft === "roles" ? t("Name of the new role") : t("Name of the new group"),
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === "" ? t("Enter a name.") : undefined),
  });
  return name?.trim();
}
