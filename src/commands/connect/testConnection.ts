import { arch, release } from "node:os";
import * as vscode from "vscode";
import { checkProject } from "../../app/diagnosis/checkProject";
import { connectionReport } from "../../app/diagnosis/connectionReport";
import { testConnection as test } from "../../app/diagnosis/testConnection";
import { LIMITS } from "../../net/transport/limits";
import { networkLines } from "../../platform/networkLines";
import { materialOf } from "../../platform/transports";
import type { TreeNode } from "../../views/node";
import { chooseProject } from "../chooseProject";
import type { Services } from "../services";

type Needs = Pick<
  Services,
  "connections" | "clients" | "clock" | "dialogs" | "progress" | "reports" | "settings" | "projects"
>;

/** *Test Connection*: the way of a request step by step, as a report that can be given to the IT department. */
export const testConnection =
  (services: Needs) =>
  async (node?: TreeNode): Promise<void> => {
    const { connections, clients, clock, progress, settings } = services;
    const connection = await chooseProject(services, node, vscode.l10n.t("Test Connection"));
    if (!connection) return;
    const { id, apiUrl } = connection;
    const stored = await connections.network(id);
    const title = vscode.l10n.t("Testing the connection to {0}", new URL(apiUrl).host);
    const result = await progress.notification(title, async (_, signal) =>
      test(connection, {
        probe: async () => {
          const own = await materialOf(stored)?.();
          return { proxy: settings.proxy, timeoutMs: LIMITS.connectMs, ...(own ? { tls: own } : {}) };
        },
        greet: async (network) => clients.greet(apiUrl, { ...stored, ...network }, signal),
        client: async (network) => connections.clientBy(id, { ...stored, ...network }),
        check: async (client) => checkProject(client, clock, signal),
      }),
    );
    if (result.network) await keep(services, id, result.network.adapter);
    const report = connectionReport(connection, result, [...environment(), ...networkLines()], clock.today());
    await services.reports.show(vscode.l10n.t("Connection test"), report.text);
    await tell(services, report, result.moved ? id : undefined);
  };

/** The way that works is the one to take from now on. */
async function keep({ connections }: Needs, id: string, adapter: "fetch" | undefined): Promise<void> {
  const { adapter: before, ...rest } = await connections.network(id);
  if (before !== adapter) await connections.setNetwork(id, { ...rest, ...(adapter ? { adapter } : {}) });
}

async function tell(
  { dialogs }: Needs,
  { works, sentence, text }: ReturnType<typeof connectionReport>,
  moved?: string,
) {
  const copy = vscode.l10n.t("Copy Report");
  const change = vscode.l10n.t("Change Server Address…");
  const actions = [copy, ...(moved === undefined ? [] : [change])];
  const answer = await (works ? dialogs.info(sentence, ...actions) : dialogs.warn(sentence, ...actions));
  if (answer === copy) await vscode.env.clipboard.writeText(text);
  if (answer === change)
    await vscode.commands.executeCommand("redcapAccess.changeServerAddress", { kind: "project", connectionId: moved });
}

function environment(): readonly string[] {
  const where = vscode.env.remoteName ? `, remote: ${vscode.env.remoteName}` : "";
  return [
    `VS Code ${vscode.version} (${vscode.env.appHost}${where}), Node ${process.versions.node}`,
    `${process.platform} ${release()} ${arch()}`,
  ];
}
