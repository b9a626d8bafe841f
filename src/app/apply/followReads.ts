import type { Event } from "../../core/emitter";
import { list, plural } from "../../core/text/message";
import type { Message } from "../../core/text/message";
import { faultLine } from "../connections/faultLine";
import type { Log } from "../ports";
import type { Changes } from "./changes";

interface Needs {
  readonly projects: { readonly onDidChange: Event<string> };
  readonly drafts: { readonly onDidChange: Event<string> };
  readonly changes: Pick<Changes, "follow">;
  readonly log: Pick<Log, "error">;
  /** Told of rows whose edits are gone, because REDCap does not have them any more. */
  readonly onDropped: (id: string, names: readonly string[]) => void;
}

/** Keeps the drafts of each project on its newest read: after each load, and when a text is saved that waited for it. */
export function followReads({ projects, drafts, changes, log, onDropped }: Needs): { dispose(): void } {
  const following = new Map<string, Promise<void>>();
  const again = new Set<string>();
  const follow = async (id: string) => {
    do {
      again.delete(id);
      try {
        const dropped = await changes.follow(id);
        if (dropped.length > 0) onDropped(id, dropped);
      } catch (error) {
        log.error(`Following a read: ${faultLine(error)}`);
      }
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

/** What a person has to know whose edits were of rows that are gone. */
export function droppedEdits(project: string, names: readonly string[]): Message {
  return plural(
    names.length,
    {
      one: "{names} is no longer in {project}. Your changes to that row were not yet in REDCap and have been dropped.",
      other:
        "{names} are no longer in {project}. Your changes to those rows were not yet in REDCap and have been dropped.",
    },
    { names: list(names), project },
  );
}
