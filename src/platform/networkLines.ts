import * as vscode from "vscode";
import { shownBypass, shownProxy } from "../net/transport/proxy";

/** What decides how requests travel, for a report: of proxies only where they stand, of files only that there is one. */
export function networkLines(): readonly string[] {
  const http = vscode.workspace.getConfiguration("http");
  const setting = (name: string, shown: (value: unknown) => string) => `http.${name}: ${shown(http.get(name))}`;
  const variable = (name: string, shown: (text: string) => string) => {
    const text = process.env[name.toLowerCase()] || process.env[name];
    return text ? [`${name}: ${shown(text)}`] : [];
  };
  return [
    setting("proxy", (proxy) => (typeof proxy === "string" && proxy ? shownProxy(proxy) : "not set")),
    setting("noProxy", (hosts) => shownBypass(Array.isArray(hosts) ? hosts.join(",") : "")),
    setting("proxyAuthorization", (value) => (value ? "set" : "not set")),
    ...["proxySupport", "proxyStrictSSL", "systemCertificates", "fetchAdditionalSupport"].map((name) =>
      setting(name, String),
    ),
    ...["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"].flatMap((name) => variable(name, shownProxy)),
    ...variable("NO_PROXY", shownBypass),
    ...variable("NODE_EXTRA_CA_CERTS", () => "set"),
    ...variable("NODE_TLS_REJECT_UNAUTHORIZED", (text) => (text === "0" ? "0" : "set")),
  ];
}
