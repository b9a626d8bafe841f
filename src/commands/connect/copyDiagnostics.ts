import * as vscode from "vscode";
import { diagnosticsText } from "../../app/diagnosis/diagnostics";
import type { SettingFact } from "../../app/diagnosis/diagnostics";
import type { Services } from "../services";

type Needs = Pick<Services, "clients" | "connections" | "dialogs" | "drafts" | "log" | "projects">;

const OURS = "redcap-access.redcap-access";
/** Settings of VS Code that decide how servers are reached. */
const NETWORK = [
  "http.proxy",
  "http.proxySupport",
  "http.noProxy",
  "http.proxyAuthorization",
  "http.proxyStrictSSL",
  "http.systemCertificates",
];

/** *Copy Diagnostics*: what helps to find a fault, safe to be pasted in public. */
export const copyDiagnostics = (services: Needs) => async (): Promise<void> => {
  const { clients, connections, dialogs, drafts, log, projects } = services;
  const manifest = vscode.extensions.getExtension(OURS)?.packageJSON as Manifest | undefined;
  const names = Object.keys(manifest?.contributes.configuration.properties ?? {});
  const text = diagnosticsText({
    versions: [
      `REDCap Access ${manifest?.version ?? "?"}`,
      `VS Code ${vscode.version}`,
      `Node ${process.versions.node}, ${process.platform} ${process.arch}`,
    ],
    surroundings: surroundings(),
    settings: [...names, ...NETWORK].map(settingOf),
    projects: connections.list().map((connection) => ({
      connection,
      state: projects.state(connection.id),
      snapshot: projects.snapshot(connection.id),
      changes: drafts.changedCount(connection.id),
    })),
    requests: clients.trail.last,
  });
  await vscode.env.clipboard.writeText(log.hide(text));
  const show = vscode.l10n.t("Show");
  const said = vscode.l10n.t("Copied. It names no server, project or person and holds no token.");
  if ((await dialogs.info(said, show)) !== show) return;
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content: log.hide(text) }));
};

/** Any other name may be that of a machine, as VS Code tells it in a browser. */
const REMOTES = new Set(["attached-container", "codespaces", "dev-container", "ssh-remote", "tunnel", "wsl"]);

interface Manifest {
  readonly version: string;
  readonly contributes: { readonly configuration: { readonly properties: Readonly<Record<string, unknown>> } };
}

function settingOf(name: string): SettingFact {
  const configuration = vscode.workspace.getConfiguration();
  const value = configuration.get<unknown>(name);
  const standard = configuration.inspect(name)?.defaultValue;
  return { name, value, isDefault: JSON.stringify(value) === JSON.stringify(standard) };
}

function surroundings(): readonly string[] {
  const { uiKind, remoteName, language } = vscode.env;
  const proxied = ["https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY"].some((name) => process.env[name]);
  return [
    uiKind === vscode.UIKind.Web ? "in a browser" : "on the desktop",
    remoteName === undefined
      ? "no remote"
      : REMOTES.has(remoteName)
        ? `remote of the kind ${remoteName}`
        : "another remote",
    `language ${language}`,
    `${vscode.workspace.workspaceFolders?.length ?? 0} folders, ${vscode.workspace.isTrusted ? "trusted" : "not trusted"}`,
    proxied ? "a proxy in the environment" : "no proxy in the environment",
  ];
}
