import { message } from "../core/text/message";
import type { Message } from "../core/text/message";
import type { Services } from "./services";

type Needs = Pick<Services, "dialogs" | "workbench">;

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
