import { readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { english } from "../../../src/core/text/message";
import type { FileAccess } from "../../../src/platform/fileAccess";
import type { Place } from "../../../src/platform/place";

/** A file of this computer. */
export function filePlace(path: string): Place {
  return {
    ...{ scheme: "file", path, fsPath: path },
    with: (change) => filePlace(change.path),
    toString: () => `file://${path}`,
  };
}

export interface NodeFiles extends FileAccess {
  /** The titles of the windows in which files and folders were chosen. */
  readonly asked: string[];
  /** What the person chooses in them, in this order; undefined goes back. */
  readonly chosen: (string | undefined)[];
  /** What editors have of files that are not saved, by path. */
  readonly edited: Map<string, string>;
}

/** Files without VS Code: those of this computer, with these folders open. */
export function nodeFiles(...folders: readonly string[]): NodeFiles {
  const asked: string[] = [];
  const chosen: (string | undefined)[] = [];
  const edited = new Map<string, string>();
  const choose: FileAccess["askFolder"] = (title) => {
    asked.push(english(title));
    const path = chosen.shift();
    return Promise.resolve(path === undefined ? undefined : filePlace(path));
  };
  const folderOf = ({ path }: Place) => folders.find((folder) => path.startsWith(`${folder}/`));
  return {
    ...{ asked, chosen, edited },
    folders: folders.map(filePlace),
    folderOf: (file) => {
      const folder = folderOf(file);
      return folder === undefined ? undefined : filePlace(folder);
    },
    shortName: (file) => {
      const folder = folderOf(file);
      return folder === undefined ? file.path : relative(folder, file.path);
    },
    async find(name, most) {
      const found: Place[] = [];
      for (const folder of folders)
        for (const each of await readdir(folder, { recursive: true }))
          if (each.endsWith(`/${name}`) || each === name) found.push(filePlace(join(folder, each)));
      return found.slice(0, most);
    },
    unsaved: ({ path }) => edited.get(path),
    stat: async ({ path }) => await stat(path),
    read: async ({ path }) => await readFile(path),
    write: async ({ path }, bytes) => await writeFile(path, bytes),
    delete: async ({ path }) => await rm(path),
    askOpenFolder: choose,
    askFolder: choose,
    askFile: choose,
    askWhere: async (_name, title) => await choose(title),
  };
}
