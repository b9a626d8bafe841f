import type { Message } from "../../core/text/message";
import { joined, message, verbatim } from "../../core/text/message";
import type { Place } from "../../platform/place";
import type { Services } from "../services";
import { ignoreOffer } from "./gitIgnore";

type Needs = Pick<Services, "files" | "dialogs" | "workbench" | "state">;

/** Writes a report for people, says so, and offers to open it and to keep it out of git. */
export async function writeReport(services: Needs, target: Place, report: Message): Promise<void> {
  const { files, dialogs, workbench } = services;
  await files.writeReport(target, report);
  const offer = await ignoreOffer(services, [target]);
  const open = message("Open");
  const exported = message("Exported {file}.", { file: verbatim(files.shortName(target)) });
  const sentence = joined(offer ? [exported, offer.reason] : [exported]);
  const answer = await dialogs.info(sentence, open, ...(offer?.actions ?? []));
  if (answer === open) await workbench.showFile(target);
  await offer?.answered(answer);
}
