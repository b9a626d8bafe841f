import * as vscode from "vscode";
import { getThrough } from "../../app/connections/getThrough";
import { checkProject } from "../../app/diagnosis/checkProject";
import { readCredentialFile } from "../../app/connections/credentialFile";
import type { Credential } from "../../app/connections/credentialFile";
import { explain } from "../../platform/errorMessages";
import type { Services } from "../services";

type Needs = Pick<
  Services,
  "connections" | "projects" | "clients" | "clock" | "log" | "dialogs" | "files" | "progress"
>;

/** Folders that copy their files elsewhere: a token that lay there should be replaced. */
const SYNCED = /OneDrive|Dropbox|Google ?Drive|iCloud|Nextcloud|ownCloud|Box Sync/i;

/** *Add Projects from Credential File…*: reads a REDCapR credential CSV and adds the projects that answer. */
export const addProjectsFromCredentialFile = (services: Needs) => async (): Promise<void> => {
  const [file] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t("Credential file (redcap_uri, username, project_id, token, comment)"),
      filters: { CSV: ["csv", "credentials", "txt"] },
    })) ?? [];
  if (!file) return;
  const { credentials, problems } = readCredentialFile(await services.files.readText(file));
  if (credentials.length === 0) {
    await services.dialogs.refuse(vscode.l10n.t("No project can be added from this file."), problems.join("\n"));
    return;
  }
  if (!(await confirmOrigins(services, credentials, problems))) return;
  const failures = await services.progress.notification(vscode.l10n.t("Adding projects"), async (report, signal) => {
    const failed: string[] = [];
    for (const [index, credential] of credentials.entries()) {
      if (signal.aborted) break;
      report(credential.address.host, index, credentials.length);
      const problem = await addOne(services, credential, signal);
      if (problem) failed.push(`${credential.address.host}, project ${credential.projectId}: ${problem}`);
    }
    return failed;
  });
  if (failures.length > 0)
    await services.dialogs.refuse(
      failures.length === 1
        ? vscode.l10n.t("1 project could not be added.")
        : vscode.l10n.t("{0} projects could not be added.", failures.length),
      failures.join("\n"),
    );
  await offerDeletion(services, file);
};

async function confirmOrigins({ dialogs }: Needs, credentials: readonly Credential[], problems: readonly string[]) {
  const origins = [...new Set(credentials.map(({ address }) => address.origin))];
  return await dialogs.confirm({
    title:
      credentials.length === 1
        ? vscode.l10n.t("Add 1 project? Its token is sent to its own server only.")
        : vscode.l10n.t("Add {0} projects? Each token is sent to its own server only.", credentials.length),
    detail: [...origins, ...problems].join("\n"),
    action: vscode.l10n.t("Add Projects"),
  });
}

async function addOne(services: Needs, credential: Credential, signal: AbortSignal): Promise<string | undefined> {
  const { apiUrl, origin } = credential.address;
  try {
    const known = await services.connections.networkOf(apiUrl);
    const { network, result } = await getThrough(async (way) =>
      checkProject(
        services.clients.create({ url: apiUrl, token: credential.token, network: { ...way, ...known } }),
        services.clock,
        signal,
      ),
    );
    const { snapshot, owner } = result;
    const { projectId, title } = snapshot.project;
    // The file names the token's owner; a name that is not in the project is no answer.
    const named = snapshot.people.get(credential.username)?.username ?? owner;
    const existing = services.connections.find(apiUrl, projectId);
    if (existing) await services.connections.replaceToken(existing.id, credential.token, named);
    const { id } =
      existing ??
      (await services.connections.add(
        {
          label: credential.comment || title,
          apiUrl,
          origin,
          projectId,
          title,
          version: snapshot.version,
          ...(named === undefined ? {} : { owner: named }),
        },
        credential.token,
      ));
    await services.connections.setNetwork(id, { ...network, ...known });
    services.projects.put(id, snapshot);
    return undefined;
  } catch (error) {
    return explain(error, services.log);
  }
}

async function offerDeletion({ dialogs, files }: Needs, file: vscode.Uri): Promise<void> {
  const advice = (await copied(files, file))
    ? vscode.l10n.t(
        "It lies in a git repository or a synchronised folder: copies may exist, so ask REDCap for new tokens too.",
      )
    : vscode.l10n.t("The tokens are now in VS Code's secret store.");
  const remove = await dialogs.confirm({
    title: vscode.l10n.t("Delete the credential file permanently?"),
    detail: `${file.path}\n${advice}`,
    action: vscode.l10n.t("Delete Permanently"),
  });
  if (remove) await vscode.workspace.fs.delete(file, { useTrash: false });
}

async function copied(files: Needs["files"], file: vscode.Uri): Promise<boolean> {
  if (SYNCED.test(file.path)) return true;
  for (let folder = vscode.Uri.joinPath(file, ".."); folder.path !== "/"; folder = vscode.Uri.joinPath(folder, "..")) {
    if (await files.exists(vscode.Uri.joinPath(folder, ".git"))) return true;
  }
  return false;
}
