import type { ProjectState, World } from "./state";

const LONGEST_LOG = 10_000;

/** Writes a line into the project's log. Reads leave one too, as on real servers. */
export function writeLog(
  world: World,
  project: ProjectState,
  username: string,
  action: string,
  details: string,
  record = "",
): void {
  project.log.push({ timestamp: timestamp(world.clock()), username, action, details, record });
  if (project.log.length > LONGEST_LOG) project.log.splice(0, project.log.length - LONGEST_LOG);
}

/** Server time without seconds. */
function timestamp(date: Date): string {
  return `${isoDate(date)} ${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** The day where the server stands. */
export function isoDate(date: Date): string {
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

export function isoDateTime(date: Date): string {
  return `${timestamp(date)}:${two(date.getSeconds())}`;
}

const two = (number: number) => String(number).padStart(2, "0");
