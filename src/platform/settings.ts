import * as vscode from "vscode";
import { message } from "../core/text/message";
import type { Unchecked } from "../net/tls/unchecked";
import type { Rate } from "../net/rate/ledger";
import { uriOf } from "./fileAccess";
import type { Place } from "./place";
import { readSetting, SETTINGS } from "./settingValue";
import type { SettingName, SettingValue } from "./settingValue";
import type { ProxySettings } from "../net/transport/proxy";

const IN_FLIGHT = 8;

/** Typed reads of the settings, each at the moment it is needed. */
export class Settings {
  /** Only the person's own settings may name a server, never a workspace's. */
  get servers(): readonly string[] {
    return settingOf("servers", "own");
  }

  exportFolder(scope?: Place): string {
    return settingOf("exportFolder", "trusted", scope && uriOf(scope));
  }

  exportFileName(scope?: Place): string {
    return settingOf("exportFileName", "trusted", scope && uriOf(scope));
  }

  get expiringDays(): number {
    return settingOf("expiringDays", "own");
  }

  get removalLimit(): number {
    return settingOf("removalLimit", "own");
  }

  get journalDays(): number {
    return settingOf("journalDays", "own");
  }

  get rate(): Rate {
    return { maxInFlight: IN_FLIGHT, maxPerMinute: settingOf("requestsPerMinute", "own") };
  }

  /** VS Code's own proxy settings; undefined where they say that extensions use none. */
  get proxy(): ProxySettings | undefined {
    const http = vscode.workspace.getConfiguration("http");
    if (http.get("proxySupport") === "off") return undefined;
    const [url, bypass, authorization] = ["proxy", "noProxy", "proxyAuthorization"].map((name) =>
      http.get<unknown>(name),
    );
    return {
      url: typeof url === "string" ? url : "",
      bypass: Array.isArray(bypass) ? bypass.filter((entry) => typeof entry === "string").join(",") : "",
      ...(typeof authorization === "string" && authorization !== "" ? { authorization } : {}),
    };
  }

  /** Why VS Code's own requests do not check certificates; undefined where they do. */
  get unchecked(): Unchecked | undefined {
    const strict = vscode.workspace.getConfiguration("http").get("proxyStrictSSL");
    return strict === false ? "setting" : undefined;
  }
}

const SECTION = "redcapAccess";

/** What has been said already: by setting and by what was written. */
const told = new Set<string>();

/** A setting of the person's own, or of a workspace too: of any, or only where it is trusted. What is wrong is said once. */
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
    void tellWrong(`${SECTION}.${name}`, SETTINGS[name].kind);
  }
  return value;
}

async function tellWrong(name: string, kind: (typeof SETTINGS)[SettingName]["kind"]): Promise<void> {
  const { vscodeDialogs } = await import("./dialogs");
  const open = message("Open Settings");
  const chosen = await vscodeDialogs.warn(WRONG[kind](name), open);
  if (chosen === open) await vscode.commands.executeCommand("workbench.action.openSettings", name);
}

const WRONG = {
  number: (name: string) => message("The setting {name} is not a number, so its default is used.", { name }),
  text: (name: string) => message("The setting {name} is not a text, so its default is used.", { name }),
  texts: (name: string) =>
    message("The setting {name} is not a list of texts; entries that are not texts do not count.", { name }),
} as const;
