import * as vscode from "vscode";
import type { OpenNetwork } from "../../net/transport/network";
import { explain } from "../../platform/errorMessages";
import type { TreeNode } from "../../views/node";
import { askCertificates } from "./askCertificates";
import { chooseProject } from "../chooseProject";
import type { Services } from "../services";

type Needs = Pick<Services, "connections" | "clients" | "dialogs" | "log" | "progress">;

/** *Set Certificates…*: an authority that a connection trusts, or a certificate that it shows. Tried before it is kept. */
export const setCertificates =
  (services: Needs) =>
  async (node?: TreeNode): Promise<void> => {
    const { connections, dialogs } = services;
    const connection = await chooseProject(services, node, vscode.l10n.t("Set Certificates"));
    if (!connection) return;
    const { host } = new URL(connection.apiUrl);
    const network = await askCertificates(services, host);
    if (!network) return;
    const problem = await tried(services, connection.apiUrl, network);
    const keep =
      problem === undefined ||
      (await dialogs.confirm({
        title: vscode.l10n.t("With these certificates {0} does not answer.", host),
        detail: problem,
        action: vscode.l10n.t("Keep Them Anyway"),
      }));
    if (!keep) return;
    const others = connections.list().filter(({ id, origin }) => id !== connection.id && origin === connection.origin);
    const all =
      others.length > 0 &&
      (await dialogs.confirm({
        title: vscode.l10n.t("Use these certificates for all projects on {0}?", host),
        detail: others.map(({ label }) => label).join("\n"),
        action: vscode.l10n.t("Use for All"),
      }));
    for (const { id } of [connection, ...(all ? others : [])]) await connections.setNetwork(id, network);
    await dialogs.info(
      network.certificates
        ? vscode.l10n.t("{0} is reached with these certificates from now on.", host)
        : vscode.l10n.t("{0} is reached with the certificates of this computer from now on.", host),
    );
  };

async function tried({ clients, log, progress }: Needs, url: string, network: OpenNetwork) {
  try {
    await progress.inView((_, signal) => clients.greet(url, network, signal));
    return undefined;
  } catch (error) {
    return explain(error, log);
  }
}
