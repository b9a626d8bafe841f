import * as vscode from "vscode";
import { GIT_FOLDERS_ASKED } from "../../app/stored/places";
import type { Services } from "../services";

export interface IgnoreOffer {
  /** What speaks for it, as a sentence. */
  readonly reason: string;
  readonly action: string;
  /** Adds the exported files to the folder's `.gitignore`. */
  readonly accept: () => Promise<void>;
}

/** Once per git folder: the offer to keep files with names and e-mail addresses out of git. */
export async function ignoreOffer(
  { files, state }: Pick<Services, "files" | "state">,
  exported: readonly vscode.Uri[],
): Promise<IgnoreOffer | undefined> {
  const [first] = exported;
  const root = first && vscode.workspace.getWorkspaceFolder(first)?.uri;
  if (!root) return undefined;
  const before = state.read(GIT_FOLDERS_ASKED)?.folders ?? [];
  if (before.includes(root.toString()) || !(await files.exists(vscode.Uri.joinPath(root, ".git")))) return undefined;
  await state.write(GIT_FOLDERS_ASKED, { version: 1, folders: [...before, root.toString()] });
  const lines = exported.map((uri) => `/${vscode.workspace.asRelativePath(uri, false)}`);
  return {
    reason: vscode.l10n.t("It holds names and e-mail addresses, and lies in a git folder."),
    action: vscode.l10n.t("Add to .gitignore"),
    accept: async () => {
      const ignore = vscode.Uri.joinPath(root, ".gitignore");
      const text = (await files.exists(ignore)) ? await files.readText(ignore) : "";
      const separator = text === "" || text.endsWith("\n") ? "" : "\n";
      await files.writeText(ignore, `${text}${separator}${lines.join("\n")}\n`);
    },
  };
}
