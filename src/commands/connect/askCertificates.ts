import * as vscode from "vscode";
import type { OpenNetwork } from "../../net/transport/network";
import { readTlsMaterial } from "../../net/tls/tlsMaterial";
import type { CertificateFiles } from "../../net/tls/tlsMaterial";
import type { Services } from "../services";
import { readAnywhere } from "../../platform/readAnywhere";

type Kind = "ca" | "cert" | "pfx";

const PEM = { PEM: ["pem", "crt", "cer", "key"], "*": ["*"] };
const PKCS12 = { "PKCS #12": ["pfx", "p12"], "*": ["*"] };

/** Asks for certificate files of a server's connection and tries them; undefined when the person gives up. */
export async function askCertificates(
  { dialogs }: Pick<Services, "dialogs">,
  host: string,
): Promise<OpenNetwork | undefined> {
  const kinds = await dialogs.pickMany<Kind>(
    [
      {
        label: vscode.l10n.t("Certificate authority of the server"),
        detail: vscode.l10n.t("PEM file from your IT department. This connection then trusts no other authority."),
        value: "ca",
        picked: true,
      },
      {
        label: vscode.l10n.t("Certificate of yours, as PEM"),
        detail: vscode.l10n.t("If the server asks who you are: certificate and key, in one file or two."),
        value: "cert",
      },
      {
        label: vscode.l10n.t("Certificate of yours, as PKCS #12 (.pfx, .p12)"),
        detail: vscode.l10n.t("If the server asks who you are: certificate and key in one file with a passphrase."),
        value: "pfx",
      },
    ],
    { title: vscode.l10n.t("Certificates for {0}", host), placeholder: vscode.l10n.t("What do you have?") },
  );
  if (!kinds) return undefined;
  if (kinds.length === 0) return {};
  const files = await chooseFiles(new Set(kinds));
  if (!files) return undefined;
  const passphrase = (await needsPassphrase(files)) ? await askPassphrase(dialogs, files) : undefined;
  if (passphrase === "cancelled") return undefined;
  const network = { certificates: files, ...(passphrase === undefined ? {} : { passphrase: passphrase.text }) };
  await readTlsMaterial(files, network.passphrase, readAnywhere);
  return network;
}

async function chooseFiles(kinds: ReadonlySet<Kind>): Promise<CertificateFiles | undefined> {
  const files: { -readonly [part in keyof CertificateFiles]: CertificateFiles[part] } = {};
  const wanted: readonly (readonly [keyof CertificateFiles, string, Record<string, string[]>])[] = [
    ...(kinds.has("ca") ? [["ca", vscode.l10n.t("Certificate authority of the server (PEM)"), PEM] as const] : []),
    ...(kinds.has("cert") ? [["cert", vscode.l10n.t("Your certificate (PEM)"), PEM] as const] : []),
    ...(kinds.has("pfx") ? [["pfx", vscode.l10n.t("Your certificate (PKCS #12)"), PKCS12] as const] : []),
  ];
  for (const [part, title, filters] of wanted) {
    const path = await chooseFile(title, filters);
    if (path === undefined) return undefined;
    files[part] = path;
  }
  if (files.cert !== undefined && !(await holds(files.cert, /PRIVATE KEY/))) {
    const key = await chooseFile(vscode.l10n.t("Key of your certificate (PEM)"), PEM);
    if (key === undefined) return undefined;
    files.key = key;
  }
  return files;
}

async function chooseFile(title: string, filters: Record<string, string[]>): Promise<string | undefined> {
  const [file] = (await vscode.window.showOpenDialog({ title, filters })) ?? [];
  // In a remote window the file may be on the other computer, where only its address leads.
  return file?.scheme === "file" ? file.fsPath : file?.toString();
}

async function needsPassphrase({ pfx, key, cert }: CertificateFiles): Promise<boolean> {
  const pem = key ?? cert;
  return pfx !== undefined || (pem !== undefined && (await holds(pem, /ENCRYPTED/)));
}

async function askPassphrase(dialogs: Services["dialogs"], { pfx, key, cert }: CertificateFiles) {
  const text = await dialogs.input({
    title: vscode.l10n.t("Passphrase of {0}", pfx ?? key ?? cert ?? ""),
    prompt: vscode.l10n.t("It is kept in VS Code's secret store. Leave it empty if there is none."),
    password: true,
  });
  return text === undefined ? ("cancelled" as const) : { text };
}

async function holds(path: string, pattern: RegExp): Promise<boolean> {
  return pattern.test(
    await readAnywhere(path).then(
      (bytes) => bytes.toString("latin1"),
      () => "",
    ),
  );
}
