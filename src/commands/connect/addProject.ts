import { message, verbatim } from "../../core/text/message";
import { knownServers } from "../../app/connections/connection";
import type { Connection } from "../../app/connections/connection";
import { checkProject, tokenSummary } from "../../app/diagnosis/checkProject";
import type { CheckedProject } from "../../app/diagnosis/checkProject";
import { parseServerAddress, webAddress } from "../../net/address";
import type { ServerAddress } from "../../net/address";
import type { OpenNetwork } from "../../net/transport/network";
import { checkToken } from "../../net/token";
import { explain } from "../../app/connections/faultLine";
import { runWizard, skipIf } from "../../platform/wizard";
import type { WizardStep } from "../../platform/wizard";
import { askCertificates } from "./askCertificates";
import { reachServer } from "./reachServer";
import type { Services } from "../services";
import { alreadyThere, askReplace } from "./askReplace";

type Needs = Pick<
  Services,
  "connections" | "projects" | "settings" | "clients" | "clock" | "log" | "dialogs" | "files" | "tree"
>;

/** What the steps have gathered so far. */
interface Gathered {
  address?: ServerAddress;
  token: string;
  checked?: CheckedProject;
  network: OpenNetwork;
  /** What the server's certificate, or ours, was refused for. */
  refused?: boolean;
  owner?: string | undefined;
  existing?: Connection | undefined;
  label: string;
  /** The host that a folder names: shown as text, never filled in. */
  readonly named?: string | undefined;
}

/** *Add Project…*: server, token with a live check, whose token it is, label. */
export const addProject = (services: Needs) => async (): Promise<void> => {
  await askProject(services);
};

/** The same with the host that a folder of access names, shown as plain text. Nothing is filled in from it. */
export async function askProject(services: Needs, named?: string): Promise<void> {
  const gathered: Gathered = { token: "", label: "", network: {}, named };
  const done = await runWizard([
    serverStep(services, gathered),
    tokenStep(services, gathered),
    skipIf(() => gathered.owner !== undefined, ownerStep(services, gathered)),
    skipIf(() => gathered.existing !== undefined, labelStep(services, gathered)),
  ]);
  const { address, checked, token, owner, existing, label, network } = gathered;
  if (!done || !address || !checked) return;
  const known = owner ? { owner } : {};
  if (existing) {
    await services.connections.replaceToken(existing.id, token, owner || undefined);
    await services.connections.setNetwork(existing.id, network);
    services.projects.put(existing.id, checked.snapshot);
    return;
  }
  const { project, version } = checked.snapshot;
  const added = await services.connections.add(
    {
      label,
      apiUrl: address.apiUrl,
      origin: address.origin,
      projectId: project.projectId,
      title: project.title,
      version,
      ...known,
    },
    token,
  );
  await services.connections.setNetwork(added.id, network);
  services.projects.put(added.id, checked.snapshot);
  await services.tree.reveal({ kind: "project", connectionId: added.id });
}

const title = () => message("Add Project");

/** The address, which must answer as REDCap does; certificates are asked for where they are the trouble. */
function serverStep(services: Needs, gathered: Gathered): WizardStep {
  const address = addressStep(services, gathered);
  return async (place) => {
    for (;;) {
      const result = await address(place);
      if (result !== "next" || !gathered.refused || !gathered.address) return result;
      const network = await askCertificates(services, gathered.address.host).catch(async (error: unknown) => {
        const sentence = explain(error, services.log);
        if (sentence) await services.dialogs.error(sentence);
        return undefined;
      });
      if (network) gathered.network = network;
    }
  };
}

function addressStep(services: Needs, gathered: Gathered) {
  const { connections, settings, dialogs } = services;
  return services.dialogs.inputStep(() => ({
    title: title(),
    prompt: gathered.named
      ? message("Address of the REDCap server, as in your browser. The folder names {host}.", { host: gathered.named })
      : message("Address of the REDCap server, as in your browser"),
    placeholder: verbatim("https://redcap.example.edu/"),
    value: webAddress(gathered.address?.apiUrl ?? ""),
    suggestions: knownServers(connections.list(), settings.servers).map((label) => ({ label })),
    accept: async (text, signal) => {
      const address = parseServerAddress(text);
      if ("problem" in address) return address.problem;
      const known = gathered.network.certificates ? gathered.network : await connections.networkOf(address.apiUrl);
      const reached = await reachServer(services, address, known, signal);
      gathered.refused = false;
      if ("address" in reached) {
        Object.assign(gathered, reached);
        return undefined;
      }
      const helped =
        reached.wantsCertificates &&
        (await dialogs.confirm({ title: reached.problem, action: message("Set Certificates…") }));
      if (!helped) return reached.problem;
      Object.assign(gathered, { address, refused: true });
      return undefined;
    },
  }));
}

function tokenStep(services: Needs, gathered: Gathered) {
  return services.dialogs.inputStep(() => ({
    title: message("Add Project on {host}", { host: gathered.address?.host ?? "" }),
    prompt: message(
      "API token of the project, from the API page in REDCap. It is kept in the secret storage of VS Code.",
    ),
    password: true,
    value: gathered.token,
    accept: async (text, signal) => {
      const token = checkToken(text);
      if ("problem" in token) return token.problem;
      const url = gathered.address?.apiUrl ?? "";
      try {
        const checked = await checkProject(
          await services.clients.create({ url, token: token.token, network: gathered.network }),
          services.clock,
          signal,
        );
        gathered.token = token.token;
        gathered.checked = checked;
        gathered.owner = checked.owner;
        gathered.label ||= checked.snapshot.project.title;
        return await replaceQuestion(services, gathered, url);
      } catch (error) {
        return explain(error, services.log) ?? message("Cancelled.");
      }
    },
  }));
}

/** The same project again: offers to replace its token. */
async function replaceQuestion(services: Needs, gathered: Gathered, url: string) {
  const existing = services.connections.find(url, gathered.checked?.snapshot.project.projectId ?? 0);
  gathered.existing = existing;
  return !existing || (await askReplace(services, existing)) ? undefined : alreadyThere(existing);
}

function ownerStep(services: Needs, gathered: Gathered) {
  return services.dialogs.pickStep(() => ({
    title: message("Add Project: {project}", { project: gathered.checked?.snapshot.project.title ?? "" }),
    placeholder: message(
      "Whose token is this? REDCap does not say. The answer protects you from locking yourself out.",
    ),
    items: [
      {
        label: message("I do not know"),
        description: message("ask before any change that lowers rights"),
        value: "",
      },
      ...[...(gathered.checked?.snapshot.people.values() ?? [])].map(({ username, name }) => ({
        label: verbatim(username),
        description: verbatim(name),
        value: username,
      })),
    ],
    accept: (owner) => (gathered.owner = owner),
  }));
}

function labelStep(services: Needs, gathered: Gathered) {
  return services.dialogs.inputStep(() => ({
    title: message("Add Project: {project}", { project: gathered.checked?.snapshot.project.title ?? "" }),
    prompt: gathered.checked ? tokenSummary(gathered.checked) : verbatim(""),
    placeholder: message("Name in the list"),
    value: gathered.label,
    accept: (text) => {
      gathered.label = text.trim();
      return Promise.resolve(gathered.label ? undefined : message("Give the project a name."));
    },
  }));
}
