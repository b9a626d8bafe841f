import { join } from "node:path";
import * as vscode from "vscode";
import { Changes } from "./app/apply/changes";
import { Connections } from "./app/connections/connections";
import { Drafts } from "./app/drafts/drafts";
import { FileProjects } from "./app/files/fileProject";
import { ImportedIds } from "./app/files/importedIds";
import { FileReader } from "./app/files/fileReader";
import { Journal } from "./app/journal/journal";
import { droppedEdits, followReads } from "./app/apply/followReads";
import { ProjectLocks } from "./app/apply/projectLock";
import { PeopleDirectory } from "./app/people/peopleDirectory";
import { Projects } from "./app/projects/projects";
import { RecentRequests } from "./app/connections/recentRequests";
import { filesBesideSamples, secretsBesideSamples, stateBesideSamples } from "./app/projects/sampleStores";
import { GridViews } from "./app/stored/gridViews";
import { english, message } from "./core/text/message";
import type { Message } from "./core/text/message";
import { LIMITS_FOLDER } from "./app/stored/places";
import { StoredState } from "./app/stored/storedState";
import type { Services } from "./commands/services";
import { mayChange } from "./commands/trusted";
import type { Registered, Loaded } from "./registered";
import { AccessEditors } from "./editors/grid/accessEditors";
import type { Action } from "./editors/protocol";
import { PeoplePages } from "./editors/pages/peoplePages";
import { ReviewPages } from "./editors/pages/reviewPages";
import type { ReviewNeeds } from "./editors/pages/reviewSession";
import { DraftDocuments } from "./editors/drafts/draftDocuments";
import { draftDecorations } from "./editors/drafts/draftDecorations";
import { DraftFileSystem } from "./editors/drafts/draftFileSystem";
import { savedNotice } from "./editors/drafts/savedNotice";
import { Clients } from "./platform/clients";
import { systemClock } from "./platform/clock";
import { vscodeDialogs } from "./platform/dialogs";
import { text } from "./platform/language";
import { vscodeEnvironment } from "./platform/environment";
import { vscodeFileAccess } from "./platform/fileAccess";
import { createLog } from "./platform/log";
import type { StartedFindings } from "./platform/policyFile";
import { privateFiles } from "./platform/privateFiles";
import { vscodeProgress } from "./platform/progressUi";
import { readAnywhere } from "./platform/readAnywhere";
import { SampleProject } from "./platform/sampleProject";
import { Settings } from "./platform/settings";
import { secretStore, stateStore } from "./platform/stores";
import { vscodeWorkbench } from "./platform/workbench";
import { WorkspaceFiles } from "./platform/workspaceFiles";
import { PeopleTree } from "./views/people/peopleTree";
import { ProjectTree } from "./views/projectTree";
import { ReportDocuments } from "./views/reportDocuments";
import { tickWalkthrough } from "./views/walkthroughSteps";

const MB = 1024 * 1024;
const FILE_LIMITS = { inThreadAbove: 2 * MB, most: 256 * MB, memoryMb: 2048 };

/** Buttons of the grid and the commands behind them. */
const ACTIONS: Readonly<Record<Action, string>> = {
  apply: "reviewAndApply",
  asText: "showTextDiff",
  discard: "discardChanges",
  refresh: "refreshProject",
  review: "reviewChanges",
  undo: "undoLastApply",
};

/** Builds and wires everything, when something of ours is first looked at or pressed (see activate.ts). */
export function start(context: vscode.ExtensionContext, registered: Registered): Loaded {
  const clock = systemClock;
  const trail = new RecentRequests(clock);
  const log = createLog(trail.hide);
  const settings = new Settings();
  const tellUnreadable = (sentence: Message) => {
    log.warn(english(sentence));
    void vscodeDialogs.warn(sentence);
  };
  const state = stateBesideSamples(stateStore(context.globalState));
  const stored = filesBesideSamples(privateFiles(context.globalStorageUri.fsPath));
  const clients = new Clients({
    ...{ settings, log, trail },
    folder: join(context.globalStorageUri.fsPath, LIMITS_FOLDER),
    readFile: readAnywhere,
    warn: (sentence) => void vscodeDialogs.warn(sentence),
  });
  const connections = new Connections({
    ...{ state, tellUnreadable },
    secrets: secretsBesideSamples(secretStore(context.secrets)),
    createClient: clients.create,
  });
  const projects = new Projects(connections, clock);
  const drafts = new Drafts({ files: stored, clock, tellUnreadable });
  const journal = new Journal({ files: stored, clock, keepDays: () => settings.journalDays, tellUnreadable });
  const locks = new ProjectLocks(stored);
  const changes = new Changes({
    ...{ connections, projects, drafts, journal, locks, clock, log },
    removalLimit: () => settings.removalLimit,
  });
  const storedState = new StoredState(state, tellUnreadable);
  const people = new PeopleDirectory(connections, projects, storedState);
  let findings: Promise<StartedFindings> | undefined;
  const startFindings = () =>
    (findings ??= import("./platform/policyFile").then(async (module) => {
      const started = await module.startFindings(people, () => clock.today());
      context.subscriptions.push(started.policy);
      return started;
    }));
  const gridViews = new GridViews(state, tellUnreadable);
  const fileProjects = new FileProjects(connections, stateStore(context.workspaceState), tellUnreadable);
  const sample = new SampleProject(connections, clock);
  const today = () => ({ today: clock.today(), soonDays: settings.expiringDays });
  const run = (id: string, ...args: readonly unknown[]) =>
    vscode.commands.executeCommand(`redcapAccess.${id}`, ...args);

  const tree = new ProjectTree(registered.projects.view, {
    ...{ connections, projects, drafts, today },
    onFirstLook: () => void tellAtFirst(),
  });
  const peopleTree = new PeopleTree(registered.people.view, { people, startFindings, today });
  const reports = new ReportDocuments();
  const documents = new DraftDocuments({ changes, connections, drafts });
  const reviews: ReviewPages = new ReviewPages({
    ...{ changes, connections, projects, drafts, log, extensionUri: context.extensionUri },
    save: (id) => editors.save(id),
    showText: (id, plan) => documents.showReview(id, plan),
    keepAs,
    run: async (command, connectionId) => void (await run(command, { kind: "project", connectionId })),
    apply: async (...reviewed) => {
      const { applyReviewed } = await import("./commands/drafts/applyReviewed");
      return await applyReviewed(services)(...reviewed);
    },
  });
  const peoplePages: PeoplePages = new PeoplePages({
    ...{ people, startFindings, connections, projects, today, log, keepAs, extensionUri: context.extensionUri },
    read: async (ids) => {
      const { readProjects } = await import("./commands/browse/readProjects");
      await readProjects(
        services,
        message("Reading projects"),
        ids.map((id) => connections.require(id)),
      );
    },
    run: async (command, { connectionId, username }) =>
      void (await run(command, { kind: "user", connectionId, username, under: connectionId })),
  });
  const editors = new AccessEditors({
    dialogs: vscodeDialogs,
    changes,
    connections,
    projects,
    drafts,
    clock,
    log,
    gridViews,
    today,
    extensionUri: context.extensionUri,
    activePage: () => reviews.active,
    run: async ({ connectionId }, action) => void (await run(ACTIONS[action], { kind: "project", connectionId })),
  });
  let checking: ReturnType<Services["checks"]> | undefined;
  const services: Services = {
    ...{
      connections,
      projects,
      people,
      drafts,
      changes,
      clients,
      sample,
      tree,
      peopleTree,
      reports,
      documents,
      reviews,
      peoplePages,
      editors,
      settings,
      gridViews,
      fileProjects,
      importedIds: new ImportedIds(),
      clock,
      log,
    },
    state: storedState,
    dialogs: vscodeDialogs,
    progress: vscodeProgress,
    files: new WorkspaceFiles(vscodeFileAccess, text),
    workbench: vscodeWorkbench,
    environment: vscodeEnvironment,
    checks: () =>
      (checking ??= import("./editors/language/startChecks").then(({ startChecks }) => {
        const checks = startChecks({ connections, projects, drafts, today, fileProjects });
        context.subscriptions.push(checks);
        return checks;
      })),
    reader: new FileReader({ script: context.asAbsolutePath("dist/fileWorker.js"), ...FILE_LIMITS }),
  };

  /** Writes what a page says to a file, where the person wants it. */
  async function keepAs(...page: Parameters<ReviewNeeds["keepAs"]>): Promise<void> {
    const { exportPage } = await import("./commands/files/exportPage");
    await exportPage(services)(...page);
  }

  /** What a person has to know of projects that are there already. */
  async function tellAtFirst(): Promise<void> {
    if (connections.unreadable().length > 0) {
      const { tellUnreadableProjects } = await import("./commands/connect/unreadableProjects");
      void tellUnreadableProjects(services);
    }
    if (connections.list().length === 0) return;
    const { tellUnfinished } = await import("./commands/drafts/checkUnfinished");
    tellUnfinished(services);
  }

  const files = new DraftFileSystem(drafts, projects, vscode.Uri.joinPath(context.extensionUri, "media", "schemas"));
  context.subscriptions.push(
    log,
    clients,
    sample,
    tree,
    peopleTree,
    reports,
    documents,
    reviews,
    peoplePages,
    editors,
    draftDecorations(drafts),
  );
  context.subscriptions.push(
    followReads({
      ...{ projects, drafts, changes, log },
      onDropped: (id, names) => void vscodeDialogs.warn(droppedEdits(connections.get(id)?.label ?? "", names)),
    }),
    tree.onDidChangeTreeData((node) => registered.projects.rowsChanged(node)),
    peopleTree.onDidChangeTreeData((node) => registered.people.rowsChanged(node)),
    tickWalkthrough({ projects, drafts, changes }),
    // Another window may have saved or applied meanwhile.
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused) for (const { id } of connections.list()) void drafts.look(id);
    }),
    files.onDidChangeFile((changed) => registered.filesChanged(changed)),
    savedNotice(
      drafts,
      storedState,
      vscodeDialogs,
      (connectionId) => void run("reviewAndApply", { kind: "project", connectionId }),
    ),
  );
  return {
    tree,
    peopleTree,
    files,
    editors,
    reviews,
    async drop(...dropped) {
      const { dropUsers } = await import("./commands/people/dropUsers");
      await dropUsers(() => services)(...dropped);
    },
    async checkFiles() {
      await services.checks();
    },
    async run(id, nodes) {
      try {
        const { COMMANDS } = await import("./commands/registry/table");
        const command = COMMANDS[id];
        if (!command || (command.writes && !(await mayChange(services)))) return;
        const handler = await command.load();
        await handler(services)(...nodes);
      } catch (error) {
        const { tellFailure } = await import("./commands/tellFailure");
        void tellFailure(services, error, nodes[0]);
      }
    },
  };
}
