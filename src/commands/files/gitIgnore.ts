import { message } from "../../core/text/message";
import type { Message } from "../../core/text/message";
import { GIT_FOLDERS_ASKED } from "../../app/stored/places";
import { ignoredLines } from "../../core/text/gitIgnored";
import { placeIn } from "../../platform/place";
import type { Place } from "../../platform/place";
import type { Services } from "../services";

export interface IgnoreOffer {
  /** What speaks for it, as a sentence. */
  readonly reason: Message;
  readonly actions: readonly Message[];
  /** Does what was chosen. Asks no more for these folders, or for the whole repository where it may keep them. */
  readonly answered: (action: Message | undefined) => Promise<void>;
}

/** The offer to keep folders with names and e-mail addresses out of git; it comes until it was answered. */
export async function ignoreOffer(
  { files, state }: Pick<Services, "files" | "state">,
  exported: readonly Place[],
): Promise<IgnoreOffer | undefined> {
  const [first] = exported;
  const root = first && (await files.repositoryOf(first));
  if (!root) return undefined;
  const before = state.read(GIT_FOLDERS_ASKED)?.folders ?? [];
  const folders = [...new Set(exported.map((file) => placeIn(file, "..").toString()))];
  if (before.includes(root.toString()) || folders.every((folder) => before.includes(folder))) return undefined;
  const [add, keep] = [message("Add Folder to .gitignore"), message("Keep in Git")];
  return {
    reason: message("It contains names and e-mail addresses, and it is in a git repository."),
    actions: [add, keep],
    answered: async (action) => {
      if (action !== add && action !== keep) return;
      if (action === add) {
        const ignore = placeIn(root, ".gitignore");
        const text = (await files.exists(ignore)) ? await files.readText(ignore) : "";
        const within = exported.map((uri) => uri.path.slice(root.path.length + (root.path.endsWith("/") ? 0 : 1)));
        await files.writeText(ignore, ignoredLines(text, within));
      }
      const asked = action === add ? folders : [root.toString()];
      await state.write(GIT_FOLDERS_ASKED, { version: 1, folders: [...new Set([...before, ...asked])] });
    },
  };
}
