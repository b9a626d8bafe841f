import * as vscode from "vscode";
import { addDays, isDate } from "../../core/dates";
import type { Services } from "../services";

const PRESETS: readonly { readonly days: number; readonly title: () => string }[] = [
  { days: 0, title: () => vscode.l10n.t("Today") },
  { days: 30, title: () => vscode.l10n.t("In 30 days") },
  { days: 90, title: () => vscode.l10n.t("In 90 days") },
  { days: 365, title: () => vscode.l10n.t("In one year") },
];

interface DayQuestion {
  readonly title: string;
  readonly placeholder: string;
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
    return { label: label(), description: date, value: date };
  });
  const never = { label: vscode.l10n.t("Never"), description: vscode.l10n.t("access does not end"), value: "" };
  const { like } = adding ?? {};
  const theirs = like && {
    label: vscode.l10n.t("Like {0}", like.username),
    description: like.expiration,
    value: like.expiration,
  };
  const other = "other";
  const picked = await dialogs.pick(
    [
      ...(adding ? [never] : []),
      ...(theirs ? [theirs] : []),
      ...presets,
      ...(adding ? [] : [never]),
      { label: vscode.l10n.t("Another day…"), value: other },
    ],
    { title, placeholder },
  );
  if (picked !== other) return picked;
  const typed = await dialogs.input({
    title,
    prompt: vscode.l10n.t("Day as YYYY-MM-DD"),
    value: addDays(today, 30),
    validate: (text) =>
      isDate(text.trim()) ? undefined : vscode.l10n.t("Write a day that exists as YYYY-MM-DD, for example {0}.", today),
  });
  return typed?.trim();
}
