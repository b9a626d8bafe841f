import { message, verbatim } from "../../core/text/message";
import type { Message } from "../../core/text/message";
import type { OpenNetwork } from "../../net/transport/network";
import { readTlsMaterial } from "../../net/tls/tlsMaterial";
import type { CertificateFiles } from "../../net/tls/tlsMaterial";
import type { Services } from "../services";

type Kind = "ca" | "cert" | "pfx";

const PEM = ["pem", "crt", "cer", "key"];
const PKCS12 = ["pfx", "p12"];

type Needs = Pick<Services, "clients" | "dialogs" | "files">;

/** Asks for certificate files of a server's connection and tries them; undefined when the person gives up. */
export async function askCertificates(services: Needs, host: string): Promise<OpenNetwork | undefined> {
  const { clients, dialogs } = services;
  const kinds = await dialogs.pickMany<Kind>(
    [
      {
        label: message("Certificate authority of the server"),
        detail: message("A PEM file from your IT department. This connection then trusts no other authority."),
        value: "ca",
        picked: true,
      },
      {
        label: message("Your certificate, as PEM"),
        detail: message("If the server asks for one: certificate and key, in one file or in two."),
        value: "cert",
      },
      {
        label: message("Your certificate, as PKCS #12 (.pfx, .p12)"),
        detail: message("If the server asks for one: certificate and key in one file with a passphrase."),
        value: "pfx",
      },
    ],
    { title: message("Certificates for {host}", { host }), placeholder: message("What do you have?") },
  );
  if (!kinds) return undefined;
  if (kinds.length === 0) return {};
  const files = await chooseFiles(services, new Set(kinds));
  if (!files) return undefined;
  const passphrase = (await needsPassphrase(services, files)) ? await askPassphrase(dialogs, files) : undefined;
  if (passphrase === "cancelled") return undefined;
  const network = { certificates: files, ...(passphrase === undefined ? {} : { passphrase: passphrase.text }) };
  await readTlsMaterial(files, network.passphrase, (place) => clients.readFile(place));
  return network;
}

async function chooseFiles(services: Needs, kinds: ReadonlySet<Kind>): Promise<CertificateFiles | undefined> {
  const files: { -readonly [part in keyof CertificateFiles]: CertificateFiles[part] } = {};
  const wanted: readonly (readonly [keyof CertificateFiles, Message, readonly string[]])[] = [
    ...(kinds.has("ca") ? [["ca", message("Certificate authority of the server (PEM)"), PEM] as const] : []),
    ...(kinds.has("cert") ? [["cert", message("Your certificate (PEM)"), PEM] as const] : []),
    ...(kinds.has("pfx") ? [["pfx", message("Your certificate (PKCS #12)"), PKCS12] as const] : []),
  ];
  for (const [part, title, endings] of wanted) {
    const path = await chooseFile(services, title, endings);
    if (path === undefined) return undefined;
    files[part] = path;
  }
  if (files.cert !== undefined && !(await holds(services, files.cert, /PRIVATE KEY/))) {
    const key = await chooseFile(services, message("Key of your certificate (PEM)"), PEM);
    if (key === undefined) return undefined;
    files.key = key;
  }
  return files;
}

async function chooseFile({ files }: Needs, title: Message, endings: readonly string[]): Promise<string | undefined> {
  const file = await files.askFile(title, endings);
  // In a remote window the file may be on the other computer, where only its address leads.
  return file?.scheme === "file" ? file.fsPath : file?.toString();
}

async function needsPassphrase(services: Needs, { pfx, key, cert }: CertificateFiles): Promise<boolean> {
  const pem = key ?? cert;
  return pfx !== undefined || (pem !== undefined && (await holds(services, pem, /ENCRYPTED/)));
}

async function askPassphrase(dialogs: Services["dialogs"], { pfx, key, cert }: CertificateFiles) {
  const text = await dialogs.input({
    title: message("Passphrase of {file}", { file: verbatim(pfx ?? key ?? cert ?? "") }),
    prompt: message("It is kept in the secret storage of VS Code. Leave it empty if there is none."),
    password: true,
  });
  return text === undefined ? ("cancelled" as const) : { text };
}

async function holds({ clients }: Needs, path: string, pattern: RegExp): Promise<boolean> {
  return pattern.test(
    await clients.readFile(path).then(
      (bytes) => bytes.toString("latin1"),
      () => "",
    ),
  );
}
