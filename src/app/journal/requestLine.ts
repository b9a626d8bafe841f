import { stepLine } from "../../core/plan/stepMessages";
import { message } from "../../core/text/message";
import type { Message } from "../../core/text/message";
import type { StepResult } from "./journalEntry";

const STATES: Readonly<Record<StepResult["state"], Message>> = {
  done: message("done"),
  resolved: message("the answer was lost, but reading back showed that everything had arrived"),
  refused: message("refused"),
  notSent: message("not sent"),
  lost: message("no answer"),
  differs: message("not the expected answer"),
};

/** "Put 3 people into their roles: refused. Why" */
export function requestLine(
  sent: Parameters<typeof stepLine>[0] | undefined,
  { step, state, message: reason }: Pick<StepResult, "step" | "state" | "message">,
): Message {
  const request = sent ? stepLine(sent) : message("Request {number}", { number: step + 1 });
  const said = { request, state: STATES[state] };
  return reason ? message("{request}: {state}. {reason}", { ...said, reason }) : message("{request}: {state}", said);
}
