import * as vscode from "vscode";
import { readSetting, SETTINGS } from "./settingValue";
import type { SettingName, SettingValue } from "./settingValue";

const SECTION = "redcapAccess";

/** What has been said already: by setting and by what was written. */
const told = new Set<string>();

/**
 * A setting of the person's own, or of a workspace too: of any, or only where it is trusted. What is wrong is said once.
 * It is asked for at activation, so it reads nothing of what says so.
 */
export function settingOf<Name extends SettingName>(
  name: Name,
  whose: "own" | "trusted" | "any",
  scope?: vscode.Uri,
): SettingValue<Name> {
  const found = vscode.workspace.getConfiguration(SECTION, scope).inspect<unknown>(name);
  const theirs = whose === "any" || (whose === "trusted" && vscode.workspace.isTrusted);
  const ofWorkspace = theirs ? (found?.workspaceFolderValue ?? found?.workspaceValue) : undefined;
  const written = ofWorkspace ?? found?.globalValue;
  const { value, wrong } = readSetting(name, written, found?.defaultValue);
  const what = JSON.stringify([name, written]);
  if (wrong && !told.has(what)) {
    told.add(what);
    void tellWrong(name);
  }
  return value;
}

async function tellWrong(name: SettingName): Promise<void> {
  const { wrongSetting } = await import("./wrongSetting");
  await wrongSetting(`${SECTION}.${name}`, SETTINGS[name].kind);
}
