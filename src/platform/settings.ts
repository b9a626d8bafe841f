import * as vscode from "vscode";
import type { Rate } from "../net/rate/ledger";
import type { ProxySettings } from "../net/transport/proxy";

const IN_FLIGHT = 8;
/** REDCap bans at 600 a minute; no setting may come near. */
const MOST_PER_MINUTE = 540;

/** Typed reads of the settings, each at the moment it is needed. */
export class Settings {
  get servers(): readonly string[] {
    const found = vscode.workspace.getConfiguration("redcapAccess").inspect<unknown>("servers");
    // Only the person's own settings may name a server, never a workspace's.
    const list = found?.globalValue ?? found?.defaultValue;
    return Array.isArray(list) ? list.filter((entry) => typeof entry === "string") : [];
  }

  exportFolder(scope?: vscode.Uri): string {
    return this.text("exportFolder", scope);
  }

  exportFileName(scope?: vscode.Uri): string {
    return this.text("exportFileName", scope);
  }

  get expiringDays(): number {
    return this.number("expiringDays", 1, 365);
  }

  get removalLimit(): number {
    return this.number("removalLimit", 1, 1000);
  }

  get journalDays(): number {
    return this.number("journalDays", 1, 3650);
  }

  get rate(): Rate {
    return { maxInFlight: IN_FLIGHT, maxPerMinute: this.number("requestsPerMinute", 10, MOST_PER_MINUTE) };
  }

  /** VS Code's own proxy settings; undefined where they say that extensions use none. */
  get proxy(): ProxySettings | undefined {
    const http = vscode.workspace.getConfiguration("http");
    if (http.get("proxySupport") === "off") return undefined;
    const authorization = http.get<string | null>("proxyAuthorization");
    return {
      url: http.get<string>("proxy") ?? "",
      bypass: (http.get<string[]>("noProxy") ?? []).join(","),
      ...(authorization ? { authorization } : {}),
    };
  }

  /** Why VS Code's own requests do not check certificates; undefined where they do. */
  get unchecked(): string | undefined {
    const strict = vscode.workspace.getConfiguration("http").get("proxyStrictSSL");
    return strict === false ? "the setting http.proxyStrictSSL is off" : undefined;
  }

  private text(name: string, scope?: vscode.Uri): string {
    const found = vscode.workspace.getConfiguration("redcapAccess", scope).inspect<string>(name);
    const trusted = vscode.workspace.isTrusted ? (found?.workspaceFolderValue ?? found?.workspaceValue) : undefined;
    return trusted ?? found?.globalValue ?? found?.defaultValue ?? "";
  }

  private number(name: string, least: number, most: number): number {
    const value = vscode.workspace.getConfiguration("redcapAccess").get<number>(name) ?? least;
    return Math.min(most, Math.max(least, value));
  }
}
