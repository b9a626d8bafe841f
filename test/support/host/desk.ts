import { text } from "../../../src/platform/language";
import type { Services } from "../../../src/commands/services";
import { vscodeEnvironment } from "../../../src/platform/environment";
import { vscodeFileAccess } from "../../../src/platform/fileAccess";
import { vscodeProgress } from "../../../src/platform/progressUi";
import { Settings } from "../../../src/platform/settings";
import { vscodeWorkbench } from "../../../src/platform/workbench";
import { WorkspaceFiles } from "../../../src/platform/workspaceFiles";
import { quietLog } from "../../unit/app/memory";
import type { Site } from "../../unit/app/site";
import type { Person } from "../desk/person";

/** What commands need that is the same for all of them: the real parts of a site, and the ports as VS Code has them. */
export function desk(site: Site, dialogs: Person) {
  const { connections, projects, drafts, changes, clock } = site;
  const log = { ...quietLog(), show: () => undefined, hide: (text: string) => text, dispose: () => undefined };
  return {
    ...{ connections, projects, drafts, changes, clock, dialogs, log },
    progress: vscodeProgress,
    files: new WorkspaceFiles(vscodeFileAccess, text),
    workbench: vscodeWorkbench,
    environment: vscodeEnvironment,
    settings: new Settings(),
  } satisfies Partial<Services>;
}
