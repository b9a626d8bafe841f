import { list, message, plural } from "../../core/text/message";
import type { Message } from "../../core/text/message";
import type { Connection } from "../../app/connections/connection";
import { numberedPath } from "../../core/text/fileNames";
import { nameOf } from "../../platform/place";
import type { Place } from "../../platform/place";
import type { Services } from "../services";

interface Targeted {
  readonly target: Place;
}

/** What the templates of export folders and file names may name of a project. */
export function placeValues({ projectId, title }: Pick<Connection, "projectId" | "title">, date: string) {
  return { projectId: String(projectId), title, date };
}

/** Files that are there already are never replaced without the question. undefined: the person gave up. */
export async function settleExisting<T extends Targeted>(
  { files, dialogs }: Pick<Services, "files" | "dialogs">,
  jobs: readonly T[],
  title: Message,
): Promise<readonly T[] | undefined> {
  const there: T[] = [];
  for (const job of jobs) if (await files.exists(job.target)) there.push(job);
  if (there.length === 0) return jobs;
  const names = list(there.map(({ target }) => nameOf(target)));
  const answer = await dialogs.pick(
    [
      { label: message("Replace"), value: "replace" as const },
      {
        label: message("Keep both"),
        description: message("the new files get a number"),
        value: "both" as const,
      },
    ],
    {
      title,
      placeholder: plural(
        there.length,
        { one: "{files} is there already", other: "{count} files are there already: {files}" },
        { files: names },
      ),
    },
  );
  if (answer === "replace") return jobs;
  if (answer === undefined) return undefined;
  const kept: T[] = [];
  for (const job of jobs) kept.push({ ...job, target: await free(files, job.target, kept) });
  return kept;
}

async function free(files: Services["files"], target: Place, others: readonly Targeted[]): Promise<Place> {
  const taken = new Set(others.map((job) => job.target.path.toLowerCase()));
  for (let number = 2, uri = target; ; number++) {
    if (!taken.has(uri.path.toLowerCase()) && !(await files.exists(uri))) return uri;
    uri = target.with({ path: numberedPath(target.path, number) });
  }
}
