import { message } from "../../core/text/message";
import { text } from "../../platform/language";
import { moment } from "../../platform/moment";

/** How old what is shown is. */
export function asOf(takenAt: number): string {
  return text(message("as of {time}", { time: moment(takenAt) }));
}
