import { message } from "../../core/text/message";
import type { Message } from "../../core/text/message";
import type { Connection } from "../../app/connections/connection";
import type { Services } from "../services";

/** Whether the token of a project that is in the list already is replaced. */
export async function askReplace(
  { dialogs }: Pick<Services, "dialogs">,
  { label }: Pick<Connection, "label">,
): Promise<boolean> {
  return await dialogs.confirm({
    title: message("{project} is already in the list. Replace its token?", { project: label }),
    action: message("Replace Token"),
  });
}

export function alreadyThere({ label }: Pick<Connection, "label">): Message {
  return message("{project} is already in the list.", { project: label });
}
