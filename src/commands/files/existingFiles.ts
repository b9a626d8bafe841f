import * as vscode from "vscode";
import type { Connection } from "../../app/connections/connection";
import { numberedPath } from "../../core/text/fileNames";
import type { Services } from "../services";

interface Targeted {
  readonly target: vscode.Uri;
}

/** What the templates of export folders and file names may name of a project. */
export function placeValues({ projectId, title }: Pick<Connection, "projectId" | "title">, date: string) {
  return { projectId: String(projectId), title, date };
}

/** Files that are there already are never replaced without the question. undefined: the person gave up. */
export async function settleExisting<T extends Targeted>(
  { files, dialogs }: Pick<Services, "files" | "dialogs">,
  jobs: readonly T[],
  title: string,
): Promise<readonly T[] | undefined> {
  const there: T[] = [];
  for (const job of jobs) if (await files.exists(job.target)) there.push(job);
  if (there.length === 0) return jobs;
  const names = there.map(({ target }) => target.path.split("/").at(-1) ?? "").slice(0, 5);
  const answer = await dialogs.pick(
    [
      { label: vscode.l10n.t("Replace"), value: "replace" as const },
      {
        label: vscode.l10n.t("Keep both"),
        description: vscode.l10n.t("the new files get a number"),
        value: "both" as const,
      },
    ],
    {
      title,
      placeholder:
        there.length === 1
          ? vscode.l10n.t("{0} is there already", names.join(", "))
          : vscode.l10n.t("{0} files are there already: {1}", there.length, names.join(", ")),
    },
  );
  if (answer === "replace") return jobs;
  if (answer === undefined) return undefined;
  const kept: T[] = [];
  for (const job of jobs) kept.push({ ...job, target: await free(files, job.target, kept) });
  return kept;
}

async function free(files: Services["files"], target: vscode.Uri, others: readonly Targeted[]): Promise<vscode.Uri> {
  const taken = new Set(others.map((job) => job.target.path.toLowerCase()));
  for (let number = 2, uri = target; ; number++) {
    if (!taken.has(uri.path.toLowerCase()) && !(await files.exists(uri))) return uri;
    uri = target.with({ path: numberedPath(target.path, number) });
  }
}
