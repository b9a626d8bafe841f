import { historyLine } from "../../app/journal/history";
import type { History } from "../../app/journal/history";
import { moment } from "../../platform/moment";
import { text } from "../../platform/language";
import { message } from "../../core/text/message";

/** What was applied last, when, and what came of it; undefined when nothing was. */
export function newestApply(history: History): string | undefined {
  const newest = [...history.entries].sort((a, b) => b.startedAt - a.startedAt)[0];
  if (!newest) return undefined;
  const { what, state } = historyLine(newest, history, moment);
  return text(message("Last applied {time}: {what} ({state})", { time: moment(newest.startedAt), what, state }));
}
