import type { Event } from "../../core/emitter";
import { faultLine } from "../connections/faultLine";
import type { Log } from "../ports";
import type { Changes } from "./changes";

interface Needs {
  readonly projects: { readonly onDidChange: Event<string> };
  readonly drafts: { readonly onDidChange: Event<string> };
  readonly changes: Pick<Changes, "follow">;
  readonly log: Pick<Log, "error">;
}

/** Keeps the drafts of each project on its newest read: after each load, and when a text is saved that waited for it. */
export function followReads({ projects, drafts, changes, log }: Needs): { dispose(): void } {
  const following = new Map<string, Promise<void>>();
  const again = new Set<string>();
  const follow = async (id: string) => {
    do {
      again.delete(id);
      await changes.follow(id).catch((error: unknown) => log.error(`Following a read: ${faultLine(error)}`));
    } while (again.has(id));
    following.delete(id);
  };
  const listener = (id: string) => {
    if (following.has(id)) again.add(id);
    else following.set(id, follow(id));
  };
  const listening = [projects.onDidChange(listener), drafts.onDidChange(listener)];
  return { dispose: () => listening.forEach((each) => each.dispose()) };
}
