import * as vscode from "vscode";
import { explain } from "../platform/errorMessages";
import { isRedcapError } from "../redcap/errors";
import type { TreeNode } from "../views/node";
import type { Services } from "./services";

/** Says what went wrong with a command, and offers the one that may help. */
export async function tellFailure(
  { dialogs, log }: Pick<Services, "dialogs" | "log">,
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
  const answer = await dialogs.error(sentence, ...(help ? [help.label] : []));
  if (help && answer === help.label) await vscode.commands.executeCommand(`redcapAccess.${help.command}`, node);
}
