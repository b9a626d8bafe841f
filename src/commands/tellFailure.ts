import * as vscode from "vscode";
import { explain } from "../platform/errorMessages";
import { isRedcapError } from "../redcap/errors";
import type { TreeNode } from "../views/node";
import type { Services } from "./services";

/** Says what went wrong with a command, and offers the one that may help, and what the server answered. */
export async function tellFailure(
  { dialogs, log, reports }: Pick<Services, "dialogs" | "log" | "reports">,
  error: unknown,
  node: TreeNode | undefined,
): Promise<void> {
  const sentence = explain(error, log);
  if (!sentence) return;
  const help = isRedcapError(error, "moved")
    ? { command: "changeServerAddress", label: vscode.l10n.t("Change Server Address…") }
    : isRedcapError(error, "certificate", "unreachable", "timedOut")
      ? { command: "testConnection", label: vscode.l10n.t("Test Connection") }
      : undefined;
  const came = log.hide((isRedcapError(error) && error.details.answer) || "").trim();
  const show = vscode.l10n.t("Show Answer");
  const answer = await dialogs.error(sentence, ...(help ? [help.label] : []), ...(came ? [show] : []));
  if (answer === show) await reports.show(vscode.l10n.t("Answer of the server"), came);
  if (help && answer === help.label) await vscode.commands.executeCommand(`redcapAccess.${help.command}`, node);
}
