import type { Changes } from "./changes";
import type { Connections } from "../connections/connections";
import type { FileProjects } from "../files/fileProject";
import type { PeopleDirectory } from "../people/peopleDirectory";
import type { ImportedIds } from "../files/importedIds";
import type { Projects } from "../projects/projects";
import type { GridViews } from "../stored/gridViews";

export interface Keepers {
  readonly connections: Pick<Connections, "remove">;
  readonly changes: Pick<Changes, "forget">;
  readonly projects: Pick<Projects, "forget">;
  readonly gridViews: Pick<GridViews, "forget">;
  readonly fileProjects: Pick<FileProjects, "forget">;
  readonly people: Pick<PeopleDirectory, "forgetServers">;
  readonly importedIds: Pick<ImportedIds, "forget">;
}

/** Deletes everything that is kept of a project, wherever `stored/places.ts` says that it is. */
export async function forgetProject(keepers: Keepers, id: string): Promise<void> {
  const { connections, changes, projects, gridViews, fileProjects, importedIds, people } = keepers;
  // First, so that nothing is kept of it any more.
  await connections.remove(id);
  await changes.forget(id);
  await gridViews.forget(id);
  await fileProjects.forget(id);
  await people.forgetServers();
  importedIds.forget(id);
  projects.forget(id);
}
