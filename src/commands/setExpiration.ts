import * as vscode from "vscode";
import { isDate } from "../core/dates";
import type { Person } from "../core/snapshot";
import { listing } from "../core/words";
import type { TreeNode } from "../views/node";
import { chooseUsers, whom } from "./chooseUsers";
import { planAndApply } from "./quickApply";
import type { ApplyNeeds } from "./quickApply";
import type { Services } from "./services";

type Needs = ApplyNeeds & Pick<Services, "projects" | "tree" | "clock" | "settings">;

const PRESETS: readonly { readonly days: number; readonly title: () => string }[] = [
  { days: 0, title: () => vscode.l10n.t("Today") },
  { days: 30, title: () => vscode.l10n.t("In 30 days") },
  { days: 90, title: () => vscode.l10n.t("In 90 days") },
  { days: 365, title: () => vscode.l10n.t("In one year") },
];

/** *Set Expiration…*: for people in a role only by the way out that the person at the keyboard chooses. */
export const setExpiration =
  (services: Needs) =>
  async (node?: TreeNode, nodes?: readonly TreeNode[]): Promise<void> => {
    const chosen = await chooseUsers(services, vscode.l10n.t("Set Expiration"), node, nodes);
    if (!chosen) return;
    const { connectionId, people } = chosen;
    const date = await askDate(services, people);
    if (date === undefined) return;
    const detour = await askDetour(services, people);
    if (!detour) return;
    const edits = people.map(({ username, expiration }) => ({
      draft: "users" as const,
      key: username,
      column: "expiration",
      before: expiration,
      after: date,
    }));
    await planAndApply(services, connectionId, edits, detour);
  };

async function askDate({ dialogs, clock }: Needs, people: readonly Person[]): Promise<string | undefined> {
  const title = vscode.l10n.t("Set Expiration of {0}", whom(people));
  const today = clock.today();
  const presets = PRESETS.map(({ days, title: label }) => {
    const date = addDays(today, days);
    return { label: label(), description: date, value: date };
  });
  const other = "other";
  const picked = await dialogs.pick(
    [
      ...presets,
      { label: vscode.l10n.t("Never"), description: vscode.l10n.t("access does not end"), value: "" },
      { label: vscode.l10n.t("Another day…"), value: other },
    ],
    { title, placeholder: vscode.l10n.t("Last day of access") },
  );
  if (picked !== other) return picked;
  return await dialogs.input({
    title,
    prompt: vscode.l10n.t("Day as YYYY-MM-DD"),
    value: addDays(today, 30),
    validate: (text) =>
      isDate(text.trim()) ? undefined : vscode.l10n.t("Write a day that exists as YYYY-MM-DD, for example {0}.", today),
  });
}

/** REDCap refuses the expiration of people in roles; the way round is said in words before it is taken. */
async function askDetour({ dialogs }: Needs, people: readonly Person[]): Promise<ReadonlySet<string> | undefined> {
  const inRoles = people.filter(({ role }) => role !== "").map(({ username }) => username);
  if (inRoles.length === 0) return new Set();
  const agreed = await dialogs.confirm({
    title: vscode.l10n.t("{0}: REDCap changes no expiration while somebody is in a role.", listing(inRoles)),
    detail: vscode.l10n.t(
      "The way round: take them out of the role, set the day, put them back, three requests one after the other. For a few seconds they stand without the role. If it breaks off, they are put back or you are told.",
    ),
    action: vscode.l10n.t("Take Out, Set, Put Back"),
  });
  return agreed ? new Set(inRoles) : undefined;
}

function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
}
