import * as vscode from "vscode";
import type { Unchecked } from "../net/tls/unchecked";
import type { Rate } from "../net/rate/ledger";
import { uriOf } from "./fileAccess";
import type { Place } from "./place";
import { settingOf } from "./settingOf";
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
