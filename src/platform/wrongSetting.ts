import * as vscode from "vscode";
import { message } from "../core/text/message";
import { vscodeDialogs } from "./dialogs";
import type { SETTINGS, SettingName } from "./settingValue";

const WRONG = {
  number: (name: string) => message("The setting {name} is not a number, so its default is used.", { name }),
  text: (name: string) => message("The setting {name} is not a text, so its default is used.", { name }),
  texts: (name: string) =>
    message("The setting {name} is not a list of texts; entries that are not texts do not count.", { name }),
} as const;

/** Says that a setting is of another kind, and leads to it. */
export async function wrongSetting(name: string, kind: (typeof SETTINGS)[SettingName]["kind"]): Promise<void> {
  const open = message("Open Settings");
  const chosen = await vscodeDialogs.warn(WRONG[kind](name), open);
  if (chosen === open) await vscode.commands.executeCommand("workbench.action.openSettings", name);
}
