import type { Connections } from "../../app/connections/connections";
import type { Drafts } from "../../app/drafts/drafts";
import { FileProjects } from "../../app/files/fileProject";
import type { StateStore } from "../../app/ports";
import type { Projects } from "../../app/projects/projects";
import type { Today } from "../../core/access/people";
import { AccessFiles } from "./accessFiles";
import { FileChecks } from "./fileChecks";

const PAUSE_MS = 250;
const LARGE = 2 * 1024 * 1024;

/** Builds what checks files, when the first of them is shown. `state` is the workspace's own. */
export function startChecks(needs: {
  readonly connections: Connections;
  readonly projects: Projects;
  readonly drafts: Drafts;
  readonly today: () => Today;
  readonly state: StateStore;
}): FileChecks {
  const { connections, projects, drafts, today, state } = needs;
  const files = new AccessFiles({ connections, projects, drafts, fileProjects: new FileProjects(connections, state) });
  return new FileChecks({ files, projects, today, pauseMs: PAUSE_MS, large: LARGE });
}
