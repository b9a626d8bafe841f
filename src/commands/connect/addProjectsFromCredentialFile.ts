import { joined, message, plural, verbatim } from "../../core/text/message";
import type { Message } from "../../core/text/message";
import { checkProject } from "../../app/diagnosis/checkProject";
import { readCredentialFile } from "../../app/connections/credentialFile";
import type { Credential } from "../../app/connections/credentialFile";
import { explain } from "../../app/connections/faultLine";
import type { Place } from "../../platform/place";
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
  const file = await services.files.askFile(
    message("Credential file (redcap_uri, username, project_id, token, comment)"),
    ["csv", "credentials", "txt"],
  );
  if (!file) return;
  const { credentials, problems } = readCredentialFile(await services.files.readText(file));
  if (credentials.length === 0) {
    await services.dialogs.refuse(message("No project can be added from this file."), joined(problems, "\n"));
    return;
  }
  if (!(await confirmOrigins(services, credentials, problems))) return;
  const refused = await services.progress.notification(message("Adding projects"), async (report, signal) => {
    const failed = [...problems];
    const servers = new Map<string, ReturnType<typeof reachServer>>();
    for (const [index, credential] of credentials.entries()) {
      const { host } = credential.address;
      report(verbatim(host), index, credentials.length);
      const problem = signal.aborted ? message("Cancelled.") : await addOne(services, credential, servers, signal);
      if (problem)
        failed.push(
          message("{host}, project {projectId}: {problem}", { host, projectId: credential.projectId, problem }),
        );
    }
    return failed;
  });
  // A token that is stored nowhere else must not go with the file.
  if (refused.length === 0) await offerDeletion(services, file);
  else
    await services.dialogs.refuse(
      plural(refused.length, {
        one: "{count} row was not added. The file is kept, with its tokens.",
        other: "{count} rows were not added. The file is kept, with its tokens.",
      }),
      joined(refused, "\n"),
    );
};

async function confirmOrigins({ dialogs }: Needs, credentials: readonly Credential[], problems: readonly Message[]) {
  const origins = [...new Set(credentials.map(({ address }) => address.origin))];
  return await dialogs.confirm({
    title: plural(credentials.length, {
      one: "Add 1 project? Its token is sent to its own server only.",
      other: "Add {count} projects? Each token is sent to its own server only.",
    }),
    detail: joined([...origins.map(verbatim), ...problems], "\n"),
    action: message("Add Projects"),
  });
}

/** The way of *Add Project…*: the server is asked without a token first, and each question once. @returns what is wrong */
async function addOne(
  services: Needs,
  credential: Credential,
  servers: Map<string, ReturnType<typeof reachServer>>,
  signal: AbortSignal,
): Promise<Message | undefined> {
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
      return message("The token belongs to another project: {title} ({projectId}).", {
        title,
        projectId: String(projectId),
      });
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
    return explain(error, services.log) ?? message("Cancelled.");
  }
}

async function offerDeletion({ dialogs, files }: Needs, file: Place): Promise<void> {
  const advice = (await copied(files, file))
    ? message(
        "It is in a git repository or a synchronised folder, where copies may exist: have REDCap generate new tokens as well.",
      )
    : message("The tokens are now in the secret storage of VS Code.");
  const remove = await dialogs.confirm({
    title: message("Delete the credential file permanently?"),
    detail: joined([verbatim(file.path), advice], "\n"),
    action: message("Delete Permanently"),
  });
  if (remove) await files.deleteForGood(file);
}

async function copied(files: Needs["files"], file: Place): Promise<boolean> {
  return SYNCED.test(file.path) || (await files.repositoryOf(file)) !== undefined;
}
