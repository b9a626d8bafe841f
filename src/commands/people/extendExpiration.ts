import * as vscode from "vscode";
import { extended } from "../../core/edits/quickEdits";
import type { Person } from "../../core/access/snapshot";
import { listing } from "../../core/text/words";
import type { TreeNode } from "../../views/node";
import { chooseUsers, whom } from "./chooseUsers";
import type { ApplyNeeds } from "../quickApply";
import type { Services } from "../services";
import { applyExpiration, refusedForOwner } from "./wayOut";

type Needs = ApplyNeeds & Pick<Services, "projects" | "tree" | "clock" | "settings">;

const DAYS = [30, 90, 180, 365] as const;
const MOST = 3650;

/** *Extend Expiration by…*: everybody from their own day, those whose access has ended from today. */
export const extendExpiration =
  (services: Needs) =>
  async (node?: TreeNode, nodes?: readonly TreeNode[]): Promise<void> => {
    const chosen = await chooseUsers(services, vscode.l10n.t("Extend Expiration"), node, nodes);
    if (!chosen) return;
    const { connectionId, people } = chosen;
    const ending = people.filter(({ expiration }) => expiration !== "");
    const endless = people.filter(({ expiration }) => expiration === "").map(({ username }) => username);
    if (ending.length === 0) {
      await services.dialogs.info(vscode.l10n.t("There is nothing to extend: {0} never expires.", listing(endless)));
      return;
    }
    if (await refusedForOwner(services, connectionId, ending)) return;
    const today = services.clock.today();
    const days = await askDays(services, ending, today);
    if (days === undefined) return;
    const notes = [
      ...said(endless, (names) => vscode.l10n.t("Access without an end stays so: {0}.", names)),
      ...said(
        ending.filter(({ expiration }) => expiration < today).map(({ username }) => username),
        (names) => vscode.l10n.t("Access has ended and is given again, counted from today: {0}.", names),
      ),
    ];
    await applyExpiration(services, connectionId, ending, (each) => extended(each.expiration, today, days), notes);
  };

function said(names: readonly string[], sentence: (names: string) => string): readonly string[] {
  return names.length > 0 ? [sentence(listing(names))] : [];
}

async function askDays({ dialogs }: Needs, people: readonly Person[], today: string): Promise<number | undefined> {
  const title = vscode.l10n.t("Extend Expiration of {0}", whom(people));
  const [first] = people;
  const same = people.every(({ expiration }) => expiration === first?.expiration) ? first?.expiration : undefined;
  const presets = DAYS.map((days) => ({
    label: vscode.l10n.t("By {0} days", days),
    description: same === undefined ? "" : vscode.l10n.t("until {0}", extended(same, today, days)),
    value: days,
  }));
  const other = 0;
  const picked = await dialogs.pick([...presets, { label: vscode.l10n.t("Another number of days…"), value: other }], {
    title,
    placeholder: vscode.l10n.t("Each from their own day; from today if that has passed"),
  });
  if (picked !== other) return picked;
  const typed = await dialogs.input({
    title,
    prompt: vscode.l10n.t("Number of days"),
    validate: (text) =>
      isDays(text.trim()) ? undefined : vscode.l10n.t("Write a whole number of days from 1 to {0}.", MOST),
  });
  return typed === undefined ? undefined : Number(typed.trim());
}

function isDays(text: string): boolean {
  return /^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= MOST;
}
