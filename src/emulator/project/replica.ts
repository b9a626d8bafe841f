import { ByUsername } from "../../core/access/usernames";
import type { ProjectState, World } from "./state";

/** A copy of the database from which exports are answered, a little behind; see the switch `reads`. */
const BEHIND_MS = 2000;

/** Call it before a project is written to. */
export function keepForReplica(world: World, project: ProjectState): void {
  if (world.switches.reads === "current") return;
  const now = world.clock().getTime();
  const kept = world.earlier.get(project) ?? [];
  world.earlier.set(project, [
    ...kept.filter(({ until }) => isRecent(until, now)),
    { until: now, project: copyOf(project) },
  ]);
}

/** The project as exports show it. */
export function replicaOf(world: World, project: ProjectState): ProjectState {
  if (world.switches.reads === "current") return project;
  const now = world.clock().getTime();
  return world.earlier.get(project)?.find(({ until }) => isRecent(until, now))?.project ?? project;
}

function isRecent(until: number, now: number): boolean {
  return now - until < BEHIND_MS;
}

/** Its log goes on: reading is logged as well. */
function copyOf(project: ProjectState): ProjectState {
  const { roles, dags, users } = structuredClone({
    roles: project.roles,
    dags: project.dags,
    users: [...project.users],
  });
  return { ...project, roles, dags, users: new ByUsername(users) };
}
