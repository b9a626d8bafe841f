import { shown } from "../../core/text/displayText";
import type { Plan } from "../../core/plan/plan";
import { stepLine } from "../../core/review/review";
import { section, sectionsText } from "../../core/text/sections";
import { differenceLine } from "./applyReport";
import type { ApplyReport } from "./applyReport";
import type { StepResult } from "../journal/journalEntry";

export interface ReportContext {
  readonly project: string;
  readonly server: string;
  /** In the person's own notation. */
  readonly at: string;
}

const STATES: Readonly<Record<StepResult["state"], string>> = {
  done: "done",
  resolved: "the answer was lost, but reading back showed that everything had arrived",
  refused: "refused",
  notSent: "not sent",
  lost: "no answer",
  differs: "answered otherwise than expected",
};

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

/** "Put 3 people into their roles: refused. Why" */
export function requestLine(
  sent: Parameters<typeof stepLine>[0] | undefined,
  { step, state, message }: Pick<StepResult, "step" | "state" | "message">,
): string {
  const what = sent ? stepLine(sent) : `Request ${step + 1}`;
  return [`${what}: ${STATES[state]}`, message].filter(Boolean).join(". ");
}
