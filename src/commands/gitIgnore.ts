import * as vscode from "vscode";
import type { Services } from "./services";

const ASKED = "askedAboutGitIgnore";

/** Offers once per folder to keep files with names and e-mail addresses out of git. */
export async function offerIgnoring(
  { dialogs, files, state }: Pick<Services, "dialogs" | "files" | "state">,
  exported: readonly vscode.Uri[],
): Promise<void> {
  const [first] = exported;
  const root = first && vscode.workspace.getWorkspaceFolder(first)?.uri;
  if (!root) return;
  const asked = state.get(ASKED);
  const before = Array.isArray(asked) ? asked.filter((entry) => typeof entry === "string") : [];
  if (before.includes(root.toString()) || !(await files.exists(vscode.Uri.joinPath(root, ".git")))) return;
  await state.set(ASKED, [...before, root.toString()]);
  const add = vscode.l10n.t("Add to .gitignore");
  const lines = exported.map((uri) => `/${vscode.workspace.asRelativePath(uri, false)}`);
  const question = vscode.l10n.t("User exports hold names and e-mail addresses. Keep them out of git?");
  if ((await dialogs.info(question, add)) !== add) return;
  const ignore = vscode.Uri.joinPath(root, ".gitignore");
  const text = (await files.exists(ignore)) ? await files.readText(ignore) : "";
  const separator = text === "" || text.endsWith("\n") ? "" : "\n";
  await files.writeText(ignore, `${text}${separator}${lines.join("\n")}\n`);
}
