import type { Connections } from "../../app/connections/connections";
import type { Drafts } from "../../app/drafts/drafts";
import type { FileProjects } from "../../app/files/fileProject";
import type { Projects } from "../../app/projects/projects";
import type { Today } from "../../core/access/people";
import { AccessFiles } from "./accessFiles";
import { FileChecks } from "./fileChecks";

const PAUSE_MS = 250;
const LARGE = 2 * 1024 * 1024;

/** Builds what checks files, when the first of them is shown. */
export function startChecks(needs: {
  readonly connections: Connections;
  readonly projects: Projects;
  readonly drafts: Drafts;
  readonly today: () => Today;
  readonly fileProjects: FileProjects;
}): FileChecks {
  const { connections, projects, drafts, today, fileProjects } = needs;
  const files = new AccessFiles({ connections, projects, drafts, fileProjects });
  return new FileChecks({ files, projects, today, pauseMs: PAUSE_MS, large: LARGE });
}
