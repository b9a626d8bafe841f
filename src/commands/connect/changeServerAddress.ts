import { message, verbatim } from "../../core/text/message";
import type { Message } from "../../core/text/message";
import { checkProject } from "../../app/diagnosis/checkProject";
import type { Connection } from "../../app/connections/connection";
import { parseServerAddress, webAddress } from "../../net/address";
import type { ServerAddress } from "../../net/address";
import type { OpenNetwork } from "../../net/transport/network";
import { checkToken } from "../../net/token";
import { explain } from "../../app/connections/faultLine";
import { runWizard } from "../../platform/wizard";
import type { TreeNode } from "../../views/node";
import { chooseProject } from "../chooseProject";
import { movedTo, reachServer } from "./reachServer";
import type { Services } from "../services";

type Needs = Pick<Services, "connections" | "projects" | "clients" | "clock" | "log" | "dialogs" | "progress">;

/**
 * *Change Server Address…*, for a server that has moved: proposes where it sends requests on to. The token is asked for
 * again, because the stored one belongs to the old address.
 */
export const changeServerAddress =
  (services: Needs) =>
  async (node?: TreeNode): Promise<void> => {
    const connection = await chooseProject(services, node, message("Change Server Address"));
    if (!connection) return;
    const title = message("Change Server Address of {project}", { project: connection.label });
    const proposed = await proposal(services, connection);
    let reached: { readonly address: ServerAddress; readonly network: OpenNetwork } | undefined;
    await runWizard([
      services.dialogs.inputStep(() => ({
        title,
        prompt: message("New address of the REDCap server; so far {address}", { address: verbatim(connection.apiUrl) }),
        value: webAddress(reached?.address.apiUrl ?? proposed),
        accept: async (text, signal) => {
          const address = parseServerAddress(text);
          if ("problem" in address) return address.problem;
          const known = await services.connections.network(connection.id);
          const found = await reachServer(services, address, known, signal);
          if ("problem" in found) return found.problem;
          reached = found;
          return undefined;
        },
      })),
      services.dialogs.inputStep(() => ({
        title,
        prompt: message("API token of the project there; it is sent only to {server}", {
          server: verbatim(reached?.address.origin ?? ""),
        }),
        password: true,
        accept: async (text, signal) => {
          const token = checkToken(text);
          if ("problem" in token) return token.problem;
          return reached ? await move(services, connection, reached, token.token, signal) : undefined;
        },
      })),
    ]);
  };

/** Where the server sends requests on to, or the address as it is. */
async function proposal({ connections, clients, progress }: Needs, { id, apiUrl }: Connection): Promise<string> {
  try {
    const network = await connections.network(id);
    await progress.inView((_, signal) => clients.checkApi(apiUrl, network, signal));
    return apiUrl;
  } catch (error) {
    return movedTo(error, apiUrl) ?? apiUrl;
  }
}

async function move(
  { connections, projects, clients, clock, log }: Needs,
  { id, projectId }: Connection,
  { address, network }: { readonly address: ServerAddress; readonly network: OpenNetwork },
  token: string,
  signal: AbortSignal,
): Promise<Message | undefined> {
  try {
    const client = await clients.create({ url: address.apiUrl, token, network });
    const { snapshot, owner } = await checkProject(client, clock, signal);
    if (snapshot.project.projectId !== projectId)
      return message("This token belongs to another project: {project}.", { project: snapshot.project.title });
    await connections.replaceToken(id, token, owner, address);
    await connections.setNetwork(id, network);
    projects.put(id, snapshot);
    return undefined;
  } catch (error) {
    return explain(error, log) ?? message("Cancelled.");
  }
}
