import * as v from "valibot";
import type { DraftName } from "../../core/edits/edit";

/**
 * Everything that stays on this computer between two sessions: where it stands, what it holds, the version of its form,
 * and who deletes it when. Nothing is stored that is not named here. `StoredState` and `StoredFiles` read and write it:
 * they check what they read, and set aside what they cannot read. What belongs to a sample project stays in memory
 * (`projects/sampleStores.ts`).
 */

/** A value in VS Code's state or secret storage. Its record says the version of its form. */
export interface StoredKind<T> {
  readonly key: string;
  readonly record: v.GenericSchema<unknown, T>;
}

const VERSION = v.literal(1);

/** Global. The projects of the list, without tokens; `connectionRecords.ts` reads each. *Remove Project…* takes one out. */
export const CONNECTIONS = {
  key: "connections",
  record: v.object({ version: VERSION, connections: v.array(v.unknown()) }),
};

/**
 * Global. How a grid was looked at last, as its frame wrote it: filters, which may be names, order and widths. *Remove
 * Project…* deletes it.
 */
export const gridView = (id: string, draft: DraftName) => ({
  key: `gridView ${id} ${draft}`,
  record: v.object({ version: VERSION, view: v.record(v.string(), v.unknown()) }),
});

/** Global. That the first save of a draft has been explained. Stays. */
export const SAVING_EXPLAINED = { key: "savingExplained", record: v.object({ version: VERSION }) };

/** Global. Folders that were put into a `.gitignore`, and repositories that may keep exports, by address. Stays. */
export const GIT_FOLDERS_ASKED = {
  key: "gitFoldersAsked",
  record: v.object({ version: VERSION, folders: v.array(v.string()) }),
};

/** What was chosen for a file: it counts for as long as the same manifest, or none, stands beside the file. */
const CHOICE = v.object({ connection: v.string(), manifest: v.exactOptional(v.string()) });

/**
 * Of the workspace. Which project somebody chose for a file: ids of connections by the addresses of files. *Remove
 * Project…* takes the project's out.
 */
export const FILE_PROJECTS = {
  key: "fileProjects",
  record: v.object({ version: VERSION, projects: v.record(v.string(), CHOICE) }),
};

/**
 * Global. Accounts that somebody has parted from accounts of other servers with the same e-mail: server and username.
 * *Remove Project…* takes out those of servers that no project of the list is on.
 */
export const PARTED_ACCOUNTS = {
  key: "partedAccounts",
  record: v.object({
    version: VERSION,
    accounts: v.array(v.object({ origin: v.string(), username: v.string() })),
  }),
};

/** Beside each key: what could not be read there when it was written again. Deleted with what the key is about. */
export const unreadableState = (key: string) => ({
  key: `unreadable ${key}`,
  record: v.object({ version: VERSION, values: v.array(v.unknown()) }),
});

/** A secret. A token and the origin that it was entered for. *Remove Project…* deletes it, *Replace Token…* writes over it. */
export const tokenOf = (id: string) => ({
  key: `token.${id}`,
  record: v.object({ version: VERSION, origin: v.string(), token: v.string() }),
});

/** A secret. What opens the key of a client certificate. *Remove Project…* and *Set Certificates…* delete it. */
export const passphraseOf = (id: string) => ({
  key: `passphrase.${id}`,
  record: v.object({ version: VERSION, passphrase: v.string() }),
});

/**
 * A file below the extension's global storage, readable by its owner only. A draft with the bases that it came from:
 * `drafts/draftRecord.ts`, version 1. *Remove Project…* deletes it.
 */
export const DRAFTS_FOLDER = "drafts";
export const draftFile = (id: string, draft: DraftName) => `${DRAFTS_FOLDER}/${encodeURIComponent(id)}.${draft}.json`;

/**
 * A file for each apply, from before its first request on: `journal/entryRecord.ts`, version 1. Deleted when it is older
 * than `redcapAccess.journalDays` and not open, and by *Remove Project…*.
 */
export const journalFolder = (id: string) => `journal/${encodeURIComponent(id)}`;
export const journalFile = (id: string, entry: string) => `${journalFolder(id)}/${entry}.json`;

/**
 * A file while changes are applied to a project, or its drafts are written: version 1, who holds it, and how often its
 * heart has beaten. The window that holds it deletes it at the end; one that was seen unchanged for a quarter of a minute
 * is nobody's. *Remove Project…* deletes what a window that broke down left behind.
 */
export const lockFile = (id: string) => `locks/${encodeURIComponent(id)}.json`;

/** Copies of drafts that could not be read, made before they were written again. Deleted with what they are copies of. */
export const UNREADABLE_FOLDER = "unreadable";

/**
 * A folder of logs, one per server and hour, of when requests were made: `net/rate/sharedRateLog.ts`, version 1 in each
 * name. Whoever opens one deletes those that are older than a day.
 */
export const LIMITS_FOLDER = "limits";
