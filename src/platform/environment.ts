import { arch, release } from "node:os";
import * as vscode from "vscode";
import type { DiagnosticFacts, SettingFact } from "../app/diagnosis/diagnostics";
import { networkLines } from "./networkLines";

/** Where we run, for reports. Reports go to people who help, so they are in English. */
export interface Environment {
  /** Versions of VS Code, Node and the system. */
  lines(): readonly string[];
  /** What decides how requests travel. */
  networkLines(): readonly string[];
  /** The same for a public place. */
  facts(): Pick<DiagnosticFacts, "versions" | "surroundings" | "settings">;
}

export const vscodeEnvironment: Environment = {
  lines() {
    const where = vscode.env.remoteName ? `, remote: ${vscode.env.remoteName}` : "";
    return [
      `VS Code ${vscode.version} (${vscode.env.appHost}${where}), Node ${process.versions.node}`,
      `${process.platform} ${release()} ${arch()}`,
    ];
  },
  networkLines,
  facts() {
    const manifest = vscode.extensions.getExtension(OURS)?.packageJSON as Manifest | undefined;
    const names = Object.keys(manifest?.contributes.configuration.properties ?? {});
    return {
      versions: [
        `REDCap Access ${manifest?.version ?? "?"}`,
        `VS Code ${vscode.version}`,
        `Node ${process.versions.node}, ${process.platform} ${process.arch}`,
      ],
      surroundings: surroundings(),
      settings: [...names, ...NETWORK].map(settingOf),
    };
  },
};

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
