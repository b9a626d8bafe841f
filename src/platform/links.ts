import { lstat } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";

/** A file would be written elsewhere than its name says. */
export class LinkError extends Error {
  override readonly name = "LinkError";
}

/** Refuses a target that is a link, or that links between it and `root` lead to. @throws {LinkError} */
export async function refuseLinks(target: string, root = dirname(target)): Promise<void> {
  const parts = relative(root, target).split(sep);
  for (let count = 1; count <= parts.length; count++) {
    const path = join(root, ...parts.slice(0, count));
    const found = await lstat(path).catch(() => undefined);
    if (found?.isSymbolicLink()) throw new LinkError(path);
  }
}
