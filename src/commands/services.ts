import type { Changes } from "../app/apply/changes";
import type { Connections } from "../app/connections/connections";
import type { FileProjects } from "../app/files/fileProject";
import type { ImportedIds } from "../app/files/importedIds";
import type { FileReader } from "../app/files/fileReader";
import type { GridViews } from "../app/stored/gridViews";
import type { StoredState } from "../app/stored/storedState";
import type { Drafts } from "../app/drafts/drafts";
import type { PeopleDirectory } from "../app/people/peopleDirectory";
import type { Projects } from "../app/projects/projects";
import type { Clock } from "../app/ports";
import type { AccessEditors } from "../editors/grid/accessEditors";
import type { PeoplePages } from "../editors/pages/peoplePages";
import type { ReviewPages } from "../editors/pages/reviewPages";
import type { FileChecks } from "../editors/language/fileChecks";
import type { Clients } from "../platform/clients";
import type { DraftDocuments } from "../editors/drafts/draftDocuments";
import type { Dialogs } from "../platform/dialogs";
import type { Environment } from "../platform/environment";
import type { LogChannel } from "../platform/log";
import type { Place } from "../platform/place";
import type { ProgressUi } from "../platform/progressUi";
import type { SampleProject } from "../platform/sampleProject";
import type { Settings } from "../platform/settings";
import type { Workbench } from "../platform/workbench";
import type { WorkspaceFiles } from "../platform/workspaceFiles";
import type { PeopleTree } from "../views/people/peopleTree";
import type { ProjectTree } from "../views/projectTree";
import type { ReportDocuments } from "../views/reportDocuments";
import type { Message } from "../core/text/message";

/** What commands may use. `extension.ts` builds one; a command takes the few it needs by `Pick<Services, …>`. */
export interface Services {
  readonly connections: Connections;
  readonly projects: Projects;
  readonly people: PeopleDirectory;
  readonly drafts: Drafts;
  readonly changes: Changes;
  readonly editors: Pick<AccessEditors, "active" | "close" | "open" | "save" | "unsaved">;
  readonly documents: Pick<DraftDocuments, "showDiff" | "showReview">;
  readonly tree: Pick<ProjectTree, "currentFilter" | "reveal" | "selectedUsers" | "setFilter" | "setGrouping">;
  readonly peopleTree: Pick<PeopleTree, "currentFilter" | "setFilter" | "showMore">;
  /** Texts that nobody edits: shown by themselves, or as one side of a comparison. */
  readonly reports: Pick<ReportDocuments, "show"> & { add(path: string, content: Message): Place };
  /** The reviews of changes, as pages. */
  readonly reviews: Pick<ReviewPages, "show">;
  /** The pages about people over all projects. */
  readonly peoplePages: Pick<PeoplePages, "show" | "showFindings">;
  readonly dialogs: Dialogs;
  readonly progress: ProgressUi;
  readonly files: WorkspaceFiles;
  readonly workbench: Workbench;
  readonly environment: Environment;
  readonly reader: FileReader;
  /** Checks of files in text editors, which begin with the first call. */
  readonly checks: () => Promise<Pick<FileChecks, "checkFromNow" | "choose" | "compare" | "read">>;
  readonly sample: SampleProject;
  readonly settings: Pick<Settings, "expiringDays" | "exportFileName" | "exportFolder" | "proxy" | "servers">;
  readonly state: StoredState;
  readonly gridViews: GridViews;
  readonly fileProjects: FileProjects;
  readonly importedIds: ImportedIds;
  readonly clock: Clock;
  readonly clients: Clients;
  readonly log: LogChannel;
}
