import { stepLine } from "../../core/plan/stepSentences";
import type { StepResult } from "./journalEntry";

const STATES: Readonly<Record<StepResult["state"], string>> = {
  done: "done",
  resolved: "the answer was lost, but reading back showed that everything had arrived",
  refused: "refused",
  notSent: "not sent",
  lost: "no answer",
  differs: "answered otherwise than expected",
};

/** "Put 3 people into their roles: refused. Why" */
export function requestLine(
  sent: Parameters<typeof stepLine>[0] | undefined,
  { step, state, message }: Pick<StepResult, "step" | "state" | "message">,
): string {
  const what = sent ? stepLine(sent) : `Request ${step + 1}`;
  return [`${what}: ${STATES[state]}`, message].filter(Boolean).join(". ");
}
