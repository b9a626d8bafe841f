import { list, message } from "../core/text/message";
import type { Services } from "./services";

/** Whether people may be taken out of their roles for their new expiration, and put back; said before it is planned. */
export async function agreeWayRound(
  { dialogs }: Pick<Services, "dialogs">,
  names: readonly string[],
): Promise<boolean> {
  return await dialogs.confirm({
    title: message("REDCap does not change the expiration of somebody in a role: {names}.", {
      names: list(names),
    }),
    detail: message(
      "It can be done in three steps: take them out of the role, set the day, put them back. For a few seconds they are without the role. If a step fails, they are put back, or you are told who was not. You see every step before anything is sent.",
    ),
    action: message("Take Out, Set and Put Back"),
  });
}
