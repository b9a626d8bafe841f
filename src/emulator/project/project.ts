import { ByUsername } from "../../core/access/usernames";
import { describeColumn } from "../../core/access/tables";
import { rightNames, sends } from "./columns";
import { formCode, knowsBits, knowsLevel, strongestExport } from "./codes";
import type { ProjectSeed, RoleSeed, UserSeed } from "./seed";
import { addDag, addRole, addUser, noGrants } from "./state";
import type { DagState, Grants, ProjectState, World } from "./state";

/** Exports after which nothing of a role is hidden any more, whatever the switches say. */
const SHOWN = 9;

/** Puts a project on the server. Throws when the seed names a role, group, form or right that it does not have. */
export function addProject(world: World, seed: ProjectSeed): ProjectState {
  const project = emptyProject(world, seed);
  for (const name of seed.dags ?? []) addDag(world, project, name);
  for (const role of seed.roles ?? []) {
    if (role.id !== undefined && project.roles.has(role.id)) throw new Error(`two roles have the id "${role.id}"`);
    const state = addRole(world, project, role.label, role.id);
    state.exports = SHOWN;
    state.since = 0;
    fill(world, project, "userRole", role, state);
  }
  for (const user of seed.users) seedUser(world, project, user);
  if (!project.users.has(seed.owner)) throw new Error(`the owner "${seed.owner}" is not among the users`);
  if (world.projects.has(project.projectId)) throw new Error(`two projects have the number ${project.projectId}`);
  world.projects.set(project.projectId, project);
  return project;
}

function emptyProject(world: World, seed: ProjectSeed): ProjectState {
  const features = new Set(seed.features ?? []);
  return {
    projectId: seed.projectId ?? world.ids.projectId(world.projects),
    title: seed.title,
    created: world.clock(),
    info: new Map<string, string | number>([
      ["in_production", seed.inProduction ? 1 : 0],
      ["randomization_enabled", features.has("randomization") ? 1 : 0],
    ]),
    formCodes: knowsBits(world.version) ? (seed.formCodes ?? "bits") : "legacy",
    features,
    extraRights: seed.extraRights ?? [],
    instruments: seed.instruments,
    users: new ByUsername(),
    roles: new Map(),
    dags: [],
    log: [],
  };
}

function seedUser(world: World, project: ProjectState, seed: UserSeed): void {
  const { username, firstname = "", lastname = "", email = "" } = seed;
  if (project.users.has(username)) throw new Error(`the user "${username}" stands twice`);
  if (firstname || lastname || email) world.accounts.set(username, { firstname, lastname, email });
  const user = addUser(project, username);
  user.expiration = seed.expiration ?? "";
  user.dag = seed.dag === undefined ? undefined : dagNamed(project, seed.dag);
  user.role = seed.role === undefined ? undefined : roleNamed(project, seed.role);
  user.switcher = new Set((seed.switcher ?? []).map((name) => dagNamed(project, name)));
  user.own = noGrants();
  fill(world, project, "user", seed, user.own);
}

function fill(
  world: World,
  project: ProjectState,
  table: "user" | "userRole",
  seed: UserSeed | RoleSeed,
  into: Grants,
): void {
  const known = rightNames(world.version, project, table);
  for (const right of seed.rights ?? []) {
    const [name = "", level = "1"] = right.split(":");
    // The same seed serves all versions, so a right that only other versions have is nothing to complain about.
    if (name !== "*" && !describeColumn(table, name) && !project.extraRights.includes(name))
      throw new Error(`there is no right "${name}"`);
    if (!knowsLevel(world.version, name, Number(level))) continue;
    for (const each of name === "*" ? known : [name]) into.rights.set(each, Number(level));
  }
  if (seed.formsExport !== undefined && sends(world.version, "data_export"))
    into.rights.set("data_export", strongestExport(seed.formsExport));
  fillForms(project, seed.forms ?? 0, into.forms, (code) => formCode(code, project.formCodes));
  fillForms(project, seed.formsExport ?? 0, into.formsExport, (code) => code);
}

function fillForms(
  project: ProjectState,
  codes: number | Readonly<Record<string, number>>,
  into: Map<string, number>,
  encode: (code: number) => number,
): void {
  if (typeof codes === "number") {
    for (const { name } of project.instruments) into.set(name, encode(codes));
    return;
  }
  for (const [form, code] of Object.entries(codes)) {
    if (!project.instruments.some(({ name }) => name === form)) throw new Error(`there is no instrument "${form}"`);
    into.set(form, encode(code));
  }
}

function dagNamed(project: ProjectState, name: string): DagState {
  const dag = project.dags.find((each) => each.name === name || each.unique === name);
  if (!dag) throw new Error(`there is no group "${name}"`);
  return dag;
}

function roleNamed(project: ProjectState, name: string) {
  const role = project.roles.get(name) ?? [...project.roles.values()].find((each) => each.label === name);
  if (!role) throw new Error(`there is no role "${name}"`);
  return role;
}
