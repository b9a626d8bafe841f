import { message, verbatim } from "../core/text/message";
import { explain } from "../app/connections/faultLine";
import { isRedcapError } from "../redcap/errors";
import type { TreeNode } from "../views/node";
import type { Services } from "./services";

/** Says what went wrong with a command, and offers the one that may help, and what the server answered. */
export async function tellFailure(
  { dialogs, log, reports, workbench }: Pick<Services, "dialogs" | "log" | "reports" | "workbench">,
  error: unknown,
  node: TreeNode | undefined,
): Promise<void> {
  const sentence = explain(error, log);
  if (!sentence) return;
  const help = isRedcapError(error, "moved")
    ? { command: "changeServerAddress", label: message("Change Server Address…") }
    : isRedcapError(error, "certificate", "unreachable", "timedOut")
      ? { command: "testConnection", label: message("Test Connection") }
      : undefined;
  const came = log.hide((isRedcapError(error) && error.details.answer) || "").trim();
  const show = message("Show Answer");
  const answer = await dialogs.error(sentence, ...(help ? [help.label] : []), ...(came ? [show] : []));
  if (answer === show) await reports.show(message("Answer of the server"), verbatim(came));
  if (help && answer === help.label) await workbench.run(help.command, node);
}
