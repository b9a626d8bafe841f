import { message } from "../../core/text/message";
import type { Message } from "../../core/text/message";
import { moment } from "../../platform/moment";

/** How old what is shown is. */
export function asOf(takenAt: number): Message {
  return message("as of {time}", { time: moment(takenAt) });
}
