import type { ByUsername } from "../../core/access/usernames";
import type { FormCodes } from "./codes";
import type { Ids } from "./ids";
import type { Switches } from "../switches";

/** Parts of a project that bring columns of their own. */
export const FEATURES = ["randomization", "mycap", "resolution"] as const;
export type Feature = (typeof FEATURES)[number];

/** What a person or a role may do. Form codes stand in the project's own encoding. */
export interface Grants {
  readonly rights: Map<string, number>;
  readonly forms: Map<string, number>;
  readonly formsExport: Map<string, number>;
}

export interface DagState {
  readonly id: number;
  name: string;
  unique: string;
}

export interface RoleState extends Grants {
  readonly id: string;
  label: string;
  /** How many exports have listed it, and since when there is something to list; see the switch `newRoleId`. */
  exports: number;
  since: number;
}

export interface UserState {
  readonly username: string;
  expiration: string;
  dag: DagState | undefined;
  role: RoleState | undefined;
  /** How often they were taken out of a role, and passed over after that; see the switch `passedOver`. */
  left?: number;
  /** Own rights; they slumber while the person is in a role. */
  own: Grants;
  /** Groups of the DAG Switcher, which no export shows. */
  switcher: ReadonlySet<DagState>;
}

export interface LogEntry {
  readonly timestamp: string;
  readonly username: string;
  readonly action: string;
  readonly details: string;
  readonly record: string;
}

export interface ProjectState {
  readonly projectId: number;
  readonly title: string;
  /** Attributes of project information that differ from the defaults. */
  readonly info: ReadonlyMap<string, string | number>;
  readonly created: Date;
  readonly formCodes: FormCodes;
  readonly features: ReadonlySet<Feature>;
  readonly extraRights: readonly string[];
  readonly instruments: readonly { readonly name: string; readonly label: string }[];
  /** Found in any spelling, as REDCap finds accounts. */
  readonly users: ByUsername<UserState>;
  /** By unique role name, oldest first. */
  readonly roles: Map<string, RoleState>;
  readonly dags: DagState[];
  /** Oldest first. */
  readonly log: LogEntry[];
}

export interface Account {
  readonly email: string;
  readonly firstname: string;
  readonly lastname: string;
}

/** One server: what all projects share. */
export interface World {
  readonly version: string;
  readonly switches: Switches;
  /** Contents that a module refuses, with its words. */
  readonly off: Map<string, string>;
  readonly clock: () => Date;
  readonly ids: Ids;
  readonly accounts: ByUsername<Account>;
  readonly projects: Map<number, ProjectState>;
  readonly tokens: Map<string, { readonly project: ProjectState; readonly username: string }>;
  /** How projects were before their newest writes, oldest first; see the switch `reads`. */
  readonly earlier: Map<ProjectState, readonly { readonly until: number; readonly project: ProjectState }[]>;
  /** Who creates projects with a super token. */
  readonly creator: string;
}

export function noGrants(): Grants {
  return { rights: new Map(), forms: new Map(), formsExport: new Map() };
}

function copyGrants(grants: Grants): Grants {
  return {
    rights: new Map(grants.rights),
    forms: new Map(grants.forms),
    formsExport: new Map(grants.formsExport),
  };
}

/** What a person may do now: in a role only what the role gives. */
export function grantsOf(user: UserState): Grants {
  return user.role ?? user.own;
}

export function addUser(project: ProjectState, username: string): UserState {
  const user: UserState = {
    username,
    expiration: "",
    dag: undefined,
    role: undefined,
    own: noGrants(),
    switcher: new Set(),
  };
  project.users.set(username, user);
  return user;
}

export function addRole(world: World, project: ProjectState, label: string, wanted?: string): RoleState {
  const id = wanted && !project.roles.has(wanted) ? wanted : world.ids.roleId(project.roles);
  const role: RoleState = { id, label, exports: 0, since: world.clock().getTime(), ...noGrants() };
  project.roles.set(id, role);
  return role;
}

export function addDag(world: World, project: ProjectState, name: string): DagState {
  const dag: DagState = { id: world.ids.dagId(), name, unique: uniqueGroupName(project, name) };
  project.dags.push(dag);
  return dag;
}

export function findDag(project: ProjectState, unique: string): DagState | undefined {
  return project.dags.find((dag) => dag.unique === unique);
}

const LONGEST = 18;

/** Lower case, blanks to `_`, everything else dropped, cut, and told apart from the other groups by a letter. */
export function uniqueGroupName(project: ProjectState, name: string, self?: DagState): string {
  const slug =
    name
      .toLowerCase()
      .trim()
      .replace(/\s+/g, "_")
      .replace(/[^a-z0-9_]/g, "") || "group";
  const taken = new Set(project.dags.filter((dag) => dag !== self).map((dag) => dag.unique));
  const base = slug.slice(0, LONGEST);
  if (!taken.has(base)) return base;
  for (let number = 2; ; number++) {
    const candidate = `${base.slice(0, LONGEST - String(number).length)}${number}`;
    if (!taken.has(candidate)) return candidate;
  }
}

/** What the server keeps of the name of a role or group; see the switch. */
export function storedName({ switches }: Pick<World, "switches">, name: string): string {
  switch (switches.names) {
    case "stripped":
      return name.replaceAll(/<[^>]*>/g, "").trim();
    case "entities":
      return name.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
    case "cut":
      return name.slice(0, 20).trim();
    case "asSent":
      return name;
  }
}

/** Leaving a role has three stories in the sources; see the switch. */
export function assignRole(world: World, user: UserState, role: RoleState | undefined): void {
  if (user.role && !role) {
    if (world.switches.rightsAfterUnassign === "role") user.own = copyGrants(user.role);
    if (world.switches.rightsAfterUnassign === "none") user.own = noGrants();
  }
  const { passedOver } = world.switches;
  const left = user.left ?? 0;
  const passed = role && !user.role && (passedOver === "once" ? left === 1 : passedOver === "always" && left > 0);
  if (user.role && !role) user.left = left + 1;
  if (passed) user.left = 2;
  else user.role = role;
}
