import { message } from "../../core/text/message";
import { checkProject } from "../../app/diagnosis/checkProject";
import { connectionReport } from "../../app/diagnosis/connectionReport";
import { diagnoseConnection } from "../../app/diagnosis/diagnoseConnection";
import { LIMITS } from "../../net/transport/limits";
import type { TreeNode } from "../../views/node";
import { chooseProject } from "../chooseProject";
import type { Services } from "../services";

type Needs = Pick<
  Services,
  | "connections"
  | "clients"
  | "clock"
  | "dialogs"
  | "environment"
  | "progress"
  | "reports"
  | "settings"
  | "projects"
  | "workbench"
>;

/** *Test Connection*: the way of a request step by step, as a report that can be given to the IT department. */
export const testConnection =
  (services: Needs) =>
  async (node?: TreeNode): Promise<void> => {
    const { connections, clients, clock, environment, progress, settings } = services;
    const connection = await chooseProject(services, node, message("Test Connection"));
    if (!connection) return;
    const { id, apiUrl } = connection;
    const stored = await connections.network(id);
    const title = message("Testing the connection to {host}", { host: new URL(apiUrl).host });
    const result = await progress.notification(title, async (_, signal) =>
      diagnoseConnection(connection, {
        probe: async () => {
          const own = await clients.materialOf(stored);
          return { proxy: settings.proxy, timeoutMs: LIMITS.connectMs, ...(own ? { tls: own } : {}) };
        },
        checkApi: async (network) => clients.checkApi(apiUrl, { ...stored, ...network }, signal),
        client: async (network) => connections.clientBy(id, { ...stored, ...network }),
        check: async (client) => checkProject(client, clock, signal),
      }),
    );
    if (result.network) await keep(services, id, result.network.adapter);
    const report = connectionReport(
      connection,
      result,
      [...environment.lines(), ...environment.networkLines()],
      clock.today(),
    );
    await services.reports.show(message("Connection test"), report.text);
    await tell(services, report, result.moved ? id : undefined);
  };

/** The way that works is the one to take from now on. */
async function keep({ connections }: Needs, id: string, adapter: "fetch" | undefined): Promise<void> {
  const { adapter: before, ...rest } = await connections.network(id);
  if (before !== adapter) await connections.setNetwork(id, { ...rest, ...(adapter ? { adapter } : {}) });
}

async function tell(
  { dialogs, workbench }: Needs,
  { works, sentence, text }: ReturnType<typeof connectionReport>,
  moved?: string,
) {
  const copy = message("Copy Report");
  const change = message("Change Server Address…");
  const actions = [copy, ...(moved === undefined ? [] : [change])];
  const answer = await (works ? dialogs.info(sentence, ...actions) : dialogs.warn(sentence, ...actions));
  if (answer === copy) await workbench.copy(text);
  if (answer === change) await workbench.run("changeServerAddress", { kind: "project", connectionId: moved });
}
