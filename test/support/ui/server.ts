import { startEmulator, sampleProjects } from "../../../src/emulator/server/server";
import type { Emulator, EmulatorProject } from "../../../src/emulator/server/server";
import { watchEverywhere } from "./canary";
import type { Workbench } from "./workbench";

/** An emulated REDCap for the tests of a file; reachable from the workbench like any other server. */
export function useEmulator(): () => Emulator {
  let emulator: Emulator | undefined;
  before(async () => {
    emulator = await startEmulator({ projects: sampleProjects(new Date()) });
    watchEverywhere(emulator.projects.map(({ token }) => token));
  });
  after(() => emulator?.close());
  return () => {
    if (!emulator) throw new Error("the emulator is not running");
    return emulator;
  };
}

export function project(emulator: Emulator, title: RegExp): EmulatorProject {
  const found = emulator.projects.find((each) => title.test(each.title));
  if (!found) throw new Error(`no project ${title.source}`);
  return found;
}

/** Adds a project of the emulator through the real *Add Project…* wizard. */
export async function addProject(
  vscode: Workbench,
  emulator: Pick<Emulator, "url">,
  { title, token }: EmulatorProject,
  /** The choice, when the log does not tell whose token it is. */
  whose?: string,
): Promise<void> {
  vscode.canary.watchFor(token);
  await vscode.runCommand("REDCap: Add Project…");
  await vscode.quickTitle("Add Project");
  await vscode.type(emulator.url);
  await vscode.quickTitle("Add Project on");
  await vscode.type(token);
  await vscode.quickTitle(`Add Project: ${title}`);
  if (whose) {
    await vscode.choose(whose);
    await vscode.quickTitle("(4/4)");
  }
  await vscode.accept();
  await vscode.revealed(title);
}

/** A colleague changes somebody's role on REDCap's own page. */
export function colleagueGives(
  emulator: Emulator,
  { projectId }: EmulatorProject,
  username: string,
  label: string,
): void {
  const { users, roles } = emulator.state(projectId);
  const [user, wanted] = [users.get(username), [...roles.values()].find((each) => each.label === label)];
  if (!user || !wanted) throw new Error(`no ${username} or no ${label}`);
  user.role = wanted;
}

/** What the server says now, asked by plain HTTP. */
async function ask(emulator: Emulator, token: string, content: string, format = "json"): Promise<string> {
  const body = new URLSearchParams({ token, content, action: "export", format, returnFormat: format });
  const answer = await fetch(emulator.url, { method: "POST", body });
  return await answer.text();
}

interface Assignment {
  readonly username: string;
  readonly unique_role_name: string;
}

export async function roleOf(emulator: Emulator, token: string, username: string): Promise<string> {
  const roles = JSON.parse(await ask(emulator, token, "userRole")) as {
    unique_role_name: string;
    role_label: string;
  }[];
  const rows = JSON.parse(await ask(emulator, token, "userRoleMapping")) as Assignment[];
  const id = rows.find((row) => row.username === username)?.unique_role_name;
  return roles.find((role) => role.unique_role_name === id)?.role_label ?? "";
}

export async function dagOf(emulator: Emulator, token: string, username: string): Promise<string> {
  const rows = JSON.parse(await ask(emulator, token, "userDagMapping")) as {
    username: string;
    redcap_data_access_group: string;
  }[];
  return rows.find((row) => row.username === username)?.redcap_data_access_group ?? "";
}

export async function expirationOf(emulator: Emulator, token: string, username: string): Promise<string> {
  const rows = JSON.parse(await ask(emulator, token, "user")) as { username: string; expiration: string }[];
  return rows.find((row) => row.username === username)?.expiration ?? "";
}

/** A table's bytes as REDCap sends them, asked by plain HTTP. */
export async function exported(
  emulator: Emulator,
  token: string,
  content: string,
  format: "csv" | "json" | "xml",
): Promise<string> {
  return await ask(emulator, token, content, format);
}
