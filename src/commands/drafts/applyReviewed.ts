import type { Plan } from "../../core/plan/plan";
import type { Message } from "../../core/text/message";
import { confirmAndApply, reporting } from "../quickApply";
import type { ApplyNeeds } from "../quickApply";

/** *Apply* on the review: the host's own question, then the one road to REDCap. @returns what came of it */
export const applyReviewed =
  (services: ApplyNeeds) =>
  async (connectionId: string, plan: Plan, notes: readonly Message[]): Promise<Message | undefined> => {
    const report = await reporting(services, () => confirmAndApply(services, connectionId, plan, notes));
    return report?.sentence;
  };
