import { message } from "../../core/text/message";
import type { Message } from "../../core/text/message";
import type { Connection } from "../../app/connections/connection";
import { projectChoice } from "../chooseProject";
import type { Services } from "../services";

/** Another project of the list; says so where there is none. */
export async function chooseOther(
  { connections, dialogs }: Pick<Services, "connections" | "dialogs">,
  than: Connection,
  title: Message,
  placeholder: Message,
): Promise<Connection | undefined> {
  const others = connections.list().filter(({ id }) => id !== than.id);
  if (others.length > 0) return await dialogs.pick(others.map(projectChoice), { title, placeholder });
  await dialogs.info(message("There is only one project in the list. Add another one first."));
  return undefined;
}
