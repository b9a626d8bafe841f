import { message, verbatim } from "../../core/text/message";
import type { Message } from "../../core/text/message";
import { addDays } from "../../core/dates";
import { dayInWords, daysMeant } from "../../core/text/days";
import type { Services } from "../services";

const PRESETS: readonly { readonly days: number; readonly title: Message }[] = [
  { days: 0, title: message("Today") },
  { days: 30, title: message("In 30 days") },
  { days: 90, title: message("In 90 days") },
  { days: 365, title: message("In one year") },
];

interface DayQuestion {
  readonly title: Message;
  readonly placeholder: Message;
  /** For somebody new: no end comes first, and today is no choice. The day of whom they shall be like comes next. */
  readonly adding?: { readonly like: { readonly username: string; readonly expiration: string } | undefined };
}

/** The last day of access: one that is offered, never (''), or typed; of a day that reads two ways both are offered. */
export async function askDay(
  { dialogs, clock }: Pick<Services, "dialogs" | "clock">,
  { title, placeholder, adding }: DayQuestion,
): Promise<string | undefined> {
  const today = clock.today();
  const presets = PRESETS.filter(({ days }) => days > 0 || !adding).map(({ days, title: label }) => {
    const date = addDays(today, days);
    return { label, description: verbatim(date), value: date };
  });
  const never = { label: message("Never"), description: message("access does not end"), value: "" };
  const { like } = adding ?? {};
  const theirs = like && {
    label: message("Like {username}", { username: like.username }),
    description: verbatim(like.expiration),
    value: like.expiration,
  };
  const offered = [...(adding ? [never] : []), ...(theirs ? [theirs] : []), ...presets, ...(adding ? [] : [never])];
  return await dialogs.search<string>({
    title,
    placeholder: message("{question}; choose, or type a day", { question: placeholder }),
    choices: (typed) => {
      const days = daysMeant(typed, today);
      if (days.length === 0) return offered;
      return days.map((day) => ({
        label: verbatim(day),
        description: dayInWords(day),
        value: day,
        alwaysShow: true as const,
      }));
    },
  });
}
