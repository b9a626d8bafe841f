import { message } from "../core/text/message";
import type { Message } from "../core/text/message";
import type { Services } from "./services";

type Needs = Pick<Services, "dialogs" | "workbench">;

/** Commands that end in a change of REDCap. Each would ask questions first, for nothing. */
const CHANGING: ReadonlySet<string> = new Set([
  ...["addDag", "addUser", "assignDag", "assignRole", "checkUnfinished", "deleteDag", "deleteRole", "duplicateRole"],
  ...["extendExpiration", "removeUsers", "renameDag", "renameRole", "reviewAndApply", "reviewAndApplySelected"],
  ...["setExpiration", "undoLastApply"],
]);

/** Whether what the folder holds may lead to a change of access; says why where it may not. `title`: what is off. */
export async function isTrusted({ dialogs, workbench }: Needs, title: Message): Promise<boolean> {
  if (workbench.isTrusted) return true;
  await dialogs.refuse(
    title,
    message(
      "Files in an untrusted folder can come from anywhere. Browsing, drafts and exports still work. To trust the folder, run Workspaces: Manage Workspace Trust.",
    ),
  );
  return false;
}

export async function mayImport(services: Needs): Promise<boolean> {
  return await isTrusted(services, message("Importing is off while this folder is not trusted."));
}

/** Whether REDCap may be changed from this window. */
export async function mayChange(services: Needs): Promise<boolean> {
  return await isTrusted(services, message("Changing REDCap is off while this folder is not trusted."));
}

/** Says why a command is off in a folder that is not trusted. @returns whether it is */
export async function isOff(services: Needs, command: string): Promise<boolean> {
  return CHANGING.has(command) && !(await mayChange(services));
}
