import * as vscode from "vscode";
import type { Connection } from "../../app/connections/connection";
import { projectChoice } from "../chooseProject";
import type { Services } from "../services";

/** Another project of the list; says so where there is none. */
export async function chooseOther(
  { connections, dialogs }: Pick<Services, "connections" | "dialogs">,
  than: Connection,
  title: string,
  placeholder: string,
): Promise<Connection | undefined> {
  const others = connections.list().filter(({ id }) => id !== than.id);
  if (others.length > 0) return await dialogs.pick(others.map(projectChoice), { title, placeholder });
  await dialogs.info(vscode.l10n.t("There is only one project in the list. Add another one first."));
  return undefined;
}
