import { message, verbatim } from "../../core/text/message";
import { forgetProject } from "../../app/apply/forgetProject";
import type { Keepers } from "../../app/apply/forgetProject";
import { shown } from "../../core/text/displayText";
import type { Services } from "../services";

/** Names the projects whose records cannot be read, once when the list is first looked at. */
export async function tellUnreadableProjects(services: Pick<Services, "connections" | "dialogs"> & Keepers) {
  const { connections, dialogs } = services;
  const remove = message("Remove…");
  for (const record of connections.unreadable()) {
    const name = record.label === undefined ? message("A project") : verbatim(shown(record.label));
    const sentence = message(
      "{name} is not shown, because its entry in the list of projects cannot be read. What is stored of it is kept, including its token.",
      { name },
    );
    if ((await dialogs.warn(sentence, remove)) !== remove) continue;
    const sure = await dialogs.confirm({
      title: message("Remove {name} from the list?", { name }),
      detail: message("Its entry and its token are deleted from this computer. Nothing changes in REDCap."),
      action: message("Remove"),
    });
    if (!sure) continue;
    const forget = { remove: () => connections.forgetUnreadable(record) };
    if (record.id === undefined || connections.get(record.id)) await forget.remove();
    else await forgetProject({ ...services, connections: forget }, record.id);
  }
}
