import { mkdtempSync, realpathSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { RecentRequests } from "../../../src/app/connections/recentRequests";
import { FileProjects } from "../../../src/app/files/fileProject";
import { ImportedIds } from "../../../src/app/files/importedIds";
import { FileReader } from "../../../src/app/files/fileReader";
import { GridViews } from "../../../src/app/stored/gridViews";
import { StoredState } from "../../../src/app/stored/storedState";
import type { Services } from "../../../src/commands/services";
import { NO_FILTER } from "../../../src/core/access/people";
import type { PeopleFilter } from "../../../src/core/access/people";
import { EVERYBODY } from "../../../src/core/people/peopleFilter";
import { english } from "../../../src/core/text/message";
import { Clients } from "../../../src/platform/clients";
import type { ProgressUi } from "../../../src/platform/progressUi";
import { SampleProject } from "../../../src/platform/sampleProject";
import type { OpenFile } from "../../../src/platform/workbench";
import { WorkspaceFiles } from "../../../src/platform/workspaceFiles";
import type { TreeNode, UserNode } from "../../../src/views/node";
import { memoryState, quietLog } from "../../unit/app/memory";
import type { Site } from "../../unit/app/site";
import { filePlace, nodeFiles } from "./nodeFiles";
import type { NodeFiles } from "./nodeFiles";
import type { Person } from "./person";

/** What commands did to the window, one entry each, in order. */
interface Done {
  /** "copied …", "opened …", "ran …", "showed …" and so on. */
  readonly done: string[];
  /** Texts that were shown, by their names. */
  readonly shown: Map<string, string>;
}

export interface Desk extends Services, Done {
  readonly access: NodeFiles;
  /** A folder of this desk's own, which is open unless told otherwise. */
  readonly folder: string;
  readonly log: Services["log"] & { readonly lines: string[] };
}

interface DeskOptions {
  readonly trusted?: boolean;
  readonly folderOpen?: boolean;
  readonly selected?: readonly UserNode[];
  readonly servers?: readonly string[];
  /** The draft in the active editor. */
  readonly active?: Services["editors"]["active"];
  readonly file?: OpenFile;
}

/** Everything commands use, on a site of the emulator, with the ports of `platform` as plain Node has them. */
export function desk(site: Site, dialogs: Person, options: DeskOptions = {}): Desk {
  const { connections, projects, people, drafts, changes, clock } = site;
  const { trusted = true, folderOpen = true, selected = [], servers = [], active, file } = options;
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "redcap-access-desk-")));
  const access = nodeFiles(...(folderOpen ? [folder] : []));
  const quiet = quietLog();
  const trail = new RecentRequests(clock);
  const log = { ...quiet, hide: trail.hide, show: () => void done.push("showed the log"), dispose: () => undefined };
  const done: string[] = [];
  const shown = new Map<string, string>();
  const note = (what: string, ...more: readonly unknown[]) => {
    done.push([what, ...more.map((each) => (typeof each === "string" ? each : JSON.stringify(each)))].join(" "));
    return Promise.resolve();
  };
  const settings: Services["settings"] = {
    ...{ expiringDays: 30, servers, proxy: undefined },
    exportFolder: () => "redcap/${projectId}-${title}",
    exportFileName: () => "${table}.${format}",
  };
  const rate = { maxInFlight: 8, maxPerMinute: 540 };
  return {
    ...{ connections, projects, people, drafts, changes, clock, dialogs, done, shown, access, folder, log, settings },
    progress: plainProgress(done),
    files: new WorkspaceFiles(access, english),
    reader: new FileReader({ script: "", inThreadAbove: Infinity, most: Infinity, memoryMb: 0 }),
    sample: new SampleProject(connections, clock),
    state: new StoredState(memoryState()),
    gridViews: new GridViews(memoryState()),
    fileProjects: new FileProjects(connections, memoryState()),
    importedIds: new ImportedIds(),
    clients: new Clients({
      ...{ log, trail, folder: join(folder, ".limits"), warn: () => undefined },
      settings: { rate, proxy: undefined, unchecked: undefined },
      readFile: async (place) => await readFile(place),
    }),
    workbench: {
      isTrusted: trusted,
      copy: (copied) => note("copied", english(copied)),
      openInBrowser: (address) => note("opened", address),
      run: (command, ...args) => note("ran", command, ...args),
      showFile: (file) => note("showed", access.shortName(file)),
      showText: (content) => Promise.resolve(void shown.set("", content)),
      showInExplorer: (file) => note("revealed", access.shortName(file)),
      compare: (title, sides) => note("compared", english(title), ...sides.flat().map(({ path }) => path)),
      textOf: () => Promise.resolve(file),
      setLanguage: (file, language) => note("set the language of", access.shortName(file), language),
    },
    environment: {
      lines: () => ["VS Code 1.2.3"],
      networkLines: () => ["http.proxy: not set"],
      facts: () => ({ versions: ["VS Code 1.2.3"], surroundings: ["no remote"], settings: [] }),
    },
    checks: () => Promise.reject(new Error("Files in text editors are checked in VS Code only.")),
    tree: {
      selectedUsers: selected,
      currentFilter: NO_FILTER,
      reveal: (node: TreeNode) => note("revealed", node),
      setFilter: (filter: PeopleFilter) => void note("filtered", filter),
      setGrouping: (by) => void note("grouped", by),
    },
    peopleTree: {
      currentFilter: EVERYBODY,
      setFilter: (filter) => void note("filtered", filter),
      showMore: () => void note("showed more"),
    },
    editors: {
      active,
      open: (...opened) => note("opened", ...opened),
      save: () => Promise.resolve(),
      unsaved: () => [],
      close: (id) => note("closed", id),
    },
    documents: {
      showDiff: (address) => note("compared", address),
      showReview: async (id, plan) => {
        const { reviewText } = await import("../../../src/core/review/reviewText");
        const { label, apiUrl } = connections.require(id);
        shown.set("Review of Changes", reviewText(plan, { project: label, server: apiUrl }, english));
      },
    },
    reviews: { show: (id) => note("reviewed", id) },
    peoplePages: { show: (account) => note("showed", account), showFindings: () => note("showed findings") },
    reports: {
      show: (name, content) => Promise.resolve(void shown.set(english(name), english(content))),
      add: (path, content) => {
        shown.set(path, english(content));
        return filePlace(path);
      },
    },
  };
}

/** Work runs at once, and its titles are remembered. */
function plainProgress(done: string[]): ProgressUi {
  const signal = () => new AbortController().signal;
  return {
    inView: async (work) => await work(() => undefined, signal()),
    async notification(title, work) {
      done.push(`worked: ${english(title)}`);
      return await work(() => undefined, signal());
    },
  };
}
