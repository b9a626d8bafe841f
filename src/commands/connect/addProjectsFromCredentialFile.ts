import * as vscode from "vscode";
import { checkProject } from "../../app/diagnosis/checkProject";
import { readCredentialFile } from "../../app/connections/credentialFile";
import type { Credential } from "../../app/connections/credentialFile";
import { explain } from "../../platform/errorMessages";
import type { Services } from "../services";
import { alreadyThere, askReplace } from "./askReplace";
import { reachServer } from "./reachServer";

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
  const refused = await services.progress.notification(vscode.l10n.t("Adding projects"), async (report, signal) => {
    const failed = [...problems];
    const servers = new Map<string, ReturnType<typeof reachServer>>();
    for (const [index, credential] of credentials.entries()) {
      const { host } = credential.address;
      report(host, index, credentials.length);
      const problem = signal.aborted
        ? vscode.l10n.t("Cancelled.")
        : await addOne(services, credential, servers, signal);
      if (problem) failed.push(vscode.l10n.t("{0}, project {1}: {2}", host, credential.projectId, problem));
    }
    return failed;
  });
  // A token that is stored nowhere else must not go with the file.
  if (refused.length === 0) await offerDeletion(services, file);
  else
    await services.dialogs.refuse(
      refused.length === 1
        ? vscode.l10n.t("1 row was not added. The file is kept, with its tokens.")
        : vscode.l10n.t("{0} rows were not added. The file is kept, with its tokens.", refused.length),
      refused.join("\n"),
    );
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

/** The road of *Add Project…*: the server is asked without a token first, and each question once. @returns what is wrong */
async function addOne(
  services: Needs,
  credential: Credential,
  servers: Map<string, ReturnType<typeof reachServer>>,
  signal: AbortSignal,
): Promise<string | undefined> {
  const { connections, clients, projects, clock } = services;
  try {
    const { apiUrl: named } = credential.address;
    const asked =
      servers.get(named) ?? reachServer(services, credential.address, await connections.networkOf(named), signal);
    servers.set(named, asked);
    const reached = await asked;
    if ("problem" in reached) return reached.problem;
    const { address, network } = reached;
    const client = await clients.create({ url: address.apiUrl, token: credential.token, network });
    const { snapshot, owner } = await checkProject(client, clock, signal);
    const { projectId, title } = snapshot.project;
    if (credential.projectId !== "" && Number(credential.projectId) !== projectId)
      return vscode.l10n.t("The token opens another project: {0} ({1}).", title, projectId);
    // The file names the token's owner; a name that is not in the project is no answer.
    const known = snapshot.people.get(credential.username)?.username ?? owner;
    const existing = connections.find(address.apiUrl, projectId);
    if (existing && !(await askReplace(services, existing))) return alreadyThere(existing);
    if (existing) await connections.replaceToken(existing.id, credential.token, known);
    const { id } =
      existing ??
      (await connections.add(
        {
          label: credential.comment || title,
          apiUrl: address.apiUrl,
          origin: address.origin,
          projectId,
          title,
          version: snapshot.version,
          ...(known === undefined ? {} : { owner: known }),
        },
        credential.token,
      ));
    await connections.setNetwork(id, network);
    projects.put(id, snapshot);
    return undefined;
  } catch (error) {
    return explain(error, services.log) ?? vscode.l10n.t("Cancelled.");
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
  return SYNCED.test(file.path) || (await files.repositoryOf(file)) !== undefined;
}
