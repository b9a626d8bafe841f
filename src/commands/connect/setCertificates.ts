import { joined, message, verbatim } from "../../core/text/message";
import type { OpenNetwork } from "../../net/transport/network";
import { explain } from "../../app/connections/faultLine";
import type { TreeNode } from "../../views/node";
import { askCertificates } from "./askCertificates";
import { chooseProject } from "../chooseProject";
import type { Services } from "../services";

type Needs = Pick<Services, "connections" | "clients" | "dialogs" | "files" | "log" | "progress">;

/** *Set Certificates…*: an authority that a connection trusts, or a certificate that it shows. Tried before it is kept. */
export const setCertificates =
  (services: Needs) =>
  async (node?: TreeNode): Promise<void> => {
    const { connections, dialogs } = services;
    const connection = await chooseProject(services, node, message("Set Certificates"));
    if (!connection) return;
    const { host } = new URL(connection.apiUrl);
    const network = await askCertificates(services, host);
    if (!network) return;
    const problem = await tried(services, connection.apiUrl, network);
    const keep =
      problem === undefined ||
      (await dialogs.confirm({
        title: message("{host} does not answer with these certificates.", { host }),
        detail: problem,
        action: message("Keep Them Anyway"),
      }));
    if (!keep) return;
    const others = connections.list().filter(({ id, origin }) => id !== connection.id && origin === connection.origin);
    const all =
      others.length > 0 &&
      (await dialogs.confirm({
        title: message("Use these certificates for all projects on {host}?", { host }),
        detail: joined(
          others.map(({ label }) => verbatim(label)),
          "\n",
        ),
        action: message("Use for All"),
      }));
    for (const { id } of [connection, ...(all ? others : [])]) await connections.setNetwork(id, network);
    await dialogs.info(
      network.certificates
        ? message("From now on, {host} is reached with these certificates.", { host })
        : message("From now on, {host} is reached with the certificates of this computer.", { host }),
    );
  };

async function tried({ clients, log, progress }: Needs, url: string, network: OpenNetwork) {
  try {
    await progress.inView((_, signal) => clients.checkApi(url, network, signal));
    return undefined;
  } catch (error) {
    return explain(error, log);
  }
}
