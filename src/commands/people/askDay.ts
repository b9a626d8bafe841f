import { message, verbatim } from "../../core/text/message";
import type { Message } from "../../core/text/message";
import { addDays } from "../../core/dates";
import { dateProblem } from "../../core/rules/cellValues";
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

/** The last day of access: one that is offered, never (''), or typed. */
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
  const other = "other";
  const picked = await dialogs.pick(
    [
      ...(adding ? [never] : []),
      ...(theirs ? [theirs] : []),
      ...presets,
      ...(adding ? [] : [never]),
      { label: message("Another day…"), value: other },
    ],
    { title, placeholder },
  );
  if (picked !== other) return picked;
  const typed = await dialogs.input({
    title,
    prompt: message("Date as YYYY-MM-DD, or blank for never"),
    value: verbatim(addDays(today, 30)),
    validate: (text) => dateProblem(text.trim())?.message,
  });
  return typed?.trim();
}
