import { posix } from "node:path";

/** Where a file is, on this computer or another one. VS Code's `Uri` is one; commands need no more of it. */
export interface Place {
  readonly scheme: string;
  readonly path: string;
  readonly fsPath: string;
  with(change: { readonly path: string }): Place;
  toString(): string;
}

/** Commands are called with anything: of a menu it is the row or the file that was clicked. */
export function isPlace(value: unknown): value is Place {
  return typeof value === "object" && value !== null && "scheme" in value && "path" in value && "fsPath" in value;
}

/** What stands in a folder; ".." is the folder above. */
export function placeIn(folder: Place, ...names: readonly string[]): Place {
  return folder.with({ path: posix.join(folder.path, ...names) });
}

/** The last part of the path. */
export function nameOf({ path }: Place): string {
  return posix.basename(path);
}
