import * as vscode from "vscode";
import { isFiltering } from "../core/people";
import type { PeopleFilter, PersonState } from "../core/people";

export const STATE_TITLES: Readonly<Record<PersonState, () => string>> = {
  expired: () => vscode.l10n.t("Expired"),
  today: () => vscode.l10n.t("Expires today"),
  soon: () => vscode.l10n.t("Expires soon"),
  active: () => vscode.l10n.t("Expires later"),
  never: () => vscode.l10n.t("Never expires"),
  noRole: () => vscode.l10n.t("No role"),
};

/** The line above the tree while a filter is on; empty without one. */
export function filterWords(filter: PeopleFilter): string {
  if (!isFiltering(filter)) return "";
  const parts = [
    ...(filter.text ? [`“${filter.text}”`] : []),
    ...filter.states.map((state) => STATE_TITLES[state]()),
    ...filter.roles,
    ...filter.dags,
  ];
  return vscode.l10n.t("Showing only users: {0}", parts.join(", "));
}
