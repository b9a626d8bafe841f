import type { Plan } from "../../core/plan/plan";
import { documentOf, section } from "../../core/text/document";
import { message, verbatim } from "../../core/text/message";
import type { Message } from "../../core/text/message";
import { differenceLine } from "./applyReport";
import type { ApplyReport } from "./applyReport";
import { requestLine } from "../journal/requestLine";

export interface ReportContext {
  readonly project: string;
  readonly server: string;
  /** In the person's own notation. */
  readonly at: string;
}

/** What became of a plan, whole: the notification has only its first sentence. */
export function reportText(plan: Plan, report: ApplyReport, { project, server, at }: ReportContext): Message {
  const now = plan.input.live;
  return documentOf([
    [
      report.sentence,
      verbatim(""),
      message("Project: {project}", { project }),
      message("Server: {server}", { server }),
      message("Finished: {time}", { time: at }),
    ],
    section(
      message("Changes that were confirmed:"),
      plan.changes.map(({ sentence }) => sentence),
    ),
    section(
      message("Not as wanted in REDCap:"),
      report.differing.map((difference) => differenceLine(difference, now)),
    ),
    section(message("Put right:"), report.repaired),
    section(message("Please note:"), report.notes),
    section(
      message("Requests:"),
      report.steps.map((result) => requestLine(plan.steps[result.step], result)),
    ),
  ]);
}
