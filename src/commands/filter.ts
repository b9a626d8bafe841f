import * as vscode from "vscode";
import { NO_FILTER } from "../core/people";
import type { PeopleFilter, PersonState } from "../core/people";
import { STATE_TITLES } from "../views/filterWords";
import type { Services } from "./services";

interface Criterion extends vscode.QuickPickItem {
  readonly add?: (filter: PeopleFilter) => PeopleFilter;
}

/** *Filter…*: tick states, roles and groups, or type a part of a name and press Enter. */
export const filter = (services: Pick<Services, "tree" | "connections" | "projects">) => async (): Promise<void> => {
  const current = services.tree.currentFilter;
  const pick = vscode.window.createQuickPick<Criterion>();
  pick.title = vscode.l10n.t("Filter Users");
  pick.placeholder = vscode.l10n.t("Part of a username, name or e-mail; or tick below");
  pick.canSelectMany = true;
  pick.value = current.text;
  const items = criteria(services);
  pick.items = items;
  const chosen = await new Promise<PeopleFilter | undefined>((resolve) => {
    pick.onDidAccept(() => {
      const ticked = pick.selectedItems;
      const start = ticked.length === 0 ? { ...NO_FILTER, text: pick.value.trim() } : NO_FILTER;
      resolve(ticked.reduce((sum, { add }) => add?.(sum) ?? sum, start));
      pick.hide();
    });
    pick.onDidHide(() => resolve(undefined));
    pick.show();
  });
  pick.dispose();
  if (chosen) services.tree.setFilter(chosen);
};

export const clearFilter = (services: Pick<Services, "tree">) => (): void => services.tree.setFilter(NO_FILTER);

function criteria({ connections, projects }: Pick<Services, "connections" | "projects">): Criterion[] {
  const snapshots = connections.list().flatMap(({ id }) => projects.snapshot(id) ?? []);
  const names = (of: (snapshot: (typeof snapshots)[number]) => Iterable<string>) => [
    ...new Set(snapshots.flatMap((snapshot) => [...of(snapshot)])),
  ];
  const heading = (label: string) => ({ label, kind: vscode.QuickPickItemKind.Separator });
  const states = (Object.keys(STATE_TITLES) as PersonState[]).map((state) => ({
    label: STATE_TITLES[state](),
    add: (filter: PeopleFilter) => ({ ...filter, states: [...filter.states, state] }),
  }));
  const roles = names(({ roles }) => [...roles.values()].map(({ label }) => label)).map((label) => ({
    label,
    add: (filter: PeopleFilter) => ({ ...filter, roles: [...filter.roles, label] }),
  }));
  const dags = names(({ dags }) => [...dags.values()].map(({ name }) => name)).map((label) => ({
    label,
    add: (filter: PeopleFilter) => ({ ...filter, dags: [...filter.dags, label] }),
  }));
  return [
    heading(vscode.l10n.t("Status")),
    ...states,
    ...(roles.length > 0 ? [heading(vscode.l10n.t("Role")), ...roles] : []),
    ...(dags.length > 0 ? [heading(vscode.l10n.t("Data access group")), ...dags] : []),
  ];
}
