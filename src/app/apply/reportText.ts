import { shown } from "../../core/text/displayText";
import type { Plan } from "../../core/plan/plan";
import { section, sectionsText } from "../../core/text/words";
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
export function reportText(plan: Plan, report: ApplyReport, { project, server, at }: ReportContext): string {
  const now = plan.input.live;
  const sections = [
    [report.sentence, "", `Project: ${shown(project)}`, `Server: ${server}`, `Finished: ${at}`],
    section(
      "Changes that were confirmed",
      plan.changes.map(({ sentence }) => sentence),
    ),
    section(
      "Reads otherwise in REDCap",
      report.differing.map((difference) => differenceLine(difference, now)),
    ),
    section("Set right again", report.repaired),
    section("Please note", report.notes),
    section(
      "Requests",
      report.steps.map((result) => requestLine(plan.steps[result.step], result)),
    ),
  ];
  return sectionsText(sections);
}
