import * as vscode from "vscode";
import { isDate } from "../core/dates";
import { sameUser } from "../core/effective";
import type { CellEdit } from "../core/plan";
import type { Person } from "../core/snapshot";
import { listing } from "../core/words";
import type { TreeNode } from "../views/node";
import { chooseUsers, whom } from "./chooseUsers";
import type { ChosenUsers } from "./chooseUsers";
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
    if (!chosen || (await refusedForOwner(services, chosen))) return;
    const { connectionId, people } = chosen;
    const date = await askDate(services, people);
    if (date === undefined) return;
    const detour = await askDetour(services, people, date);
    if (detour) await planAndApply(services, connectionId, expirationEdits(people, date), detour);
  };

function expirationEdits(people: readonly Person[], date: string): readonly CellEdit[] {
  return people.map(({ username, expiration }) => ({
    draft: "users",
    key: username,
    column: "expiration",
    before: expiration,
    after: date,
  }));
}

/** Said before any question: out of the role, the owner's token might lack the right to bring its owner back. */
async function refusedForOwner(
  { connections, dialogs }: Needs,
  { connectionId, people }: ChosenUsers,
): Promise<boolean> {
  const { owner } = connections.require(connectionId);
  const self = people.find(({ username, role }) => owner !== undefined && role !== "" && sameUser(username, owner));
  if (!self) return false;
  await dialogs.refuse(
    vscode.l10n.t("The expiration of {0} cannot be set from here.", self.username),
    vscode.l10n.t(
      "This is {0}'s own token. To set the day, {0} would have to leave the role for a moment, and the token could lose the right to finish. Use REDCap's User Rights page, or somebody else's token.",
      self.username,
    ),
  );
  return true;
}

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
    { title, placeholder: placeholder(people) },
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

function placeholder(people: readonly Person[]): string {
  const [first] = people;
  const same = people.every(({ expiration }) => expiration === first?.expiration);
  if (!same || !first) return vscode.l10n.t("Day on which access ends");
  const now = first.expiration || vscode.l10n.t("never");
  return vscode.l10n.t("Day on which access ends, now: {0}", now);
}

/** REDCap refuses the expiration of people in roles; the way round is said in words before it is taken. */
async function askDetour(
  { dialogs }: Needs,
  people: readonly Person[],
  date: string,
): Promise<ReadonlySet<string> | undefined> {
  const inRoles = people.filter(({ role, expiration }) => role !== "" && expiration !== date);
  if (inRoles.length === 0) return new Set();
  const names = inRoles.map(({ username }) => username);
  const agreed = await dialogs.confirm({
    title: vscode.l10n.t("REDCap does not change the expiration of somebody in a role: {0}.", listing(names)),
    detail: vscode.l10n.t(
      "There is a way round: take them out of the role, set the day, put them back. For a few seconds they are without the role. If it breaks off, they are put back, or you are told who is not. You see everything once more before it starts.",
    ),
    action: vscode.l10n.t("Take Out, Set, Put Back"),
  });
  return agreed ? new Set(names) : undefined;
}

function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
}
