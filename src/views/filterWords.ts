import * as vscode from "vscode";
import { isFiltering } from "../core/access/people";
import type { PeopleFilter, PersonState } from "../core/access/people";
import { shown } from "../core/text/displayText";

export const STATE_TITLES: Readonly<Record<PersonState, () => string>> = {
  active: () => vscode.l10n.t("Has access now"),
  expired: () => vscode.l10n.t("Expired"),
  today: () => vscode.l10n.t("Expires today"),
  soon: () => vscode.l10n.t("Expires soon"),
  never: () => vscode.l10n.t("Never expires"),
};

export function roleTitle(label: string): string {
  return shown(label) || vscode.l10n.t("No role");
}

export function dagTitle(name: string): string {
  return shown(name) || vscode.l10n.t("No group");
}

/** The line above the tree while a filter is on; empty without one. */
export function filterWords(filter: PeopleFilter): string {
  if (!isFiltering(filter)) return "";
  const or = (names: readonly string[]) => (names.length > 0 ? [names.join(vscode.l10n.t(" or "))] : []);
  const parts = [
    ...(filter.text ? [`“${shown(filter.text)}”`] : []),
    ...or(filter.states.map((state) => STATE_TITLES[state]())),
    ...or(filter.roles.map(roleTitle)),
    ...or(filter.dags.map(dagTitle)),
  ];
  return vscode.l10n.t("Users shown: {0}", parts.join(", "));
}
