import * as vscode from "vscode";
import { parseFilter } from "../../core/access/filterText";
import { isFiltering, matches, NO_FILTER } from "../../core/access/people";
import type { PeopleFilter, PersonState } from "../../core/access/people";
import type { Snapshot } from "../../core/access/snapshot";
import { plainLine } from "../../platform/plainText";
import { dagTitle, roleTitle, STATE_TITLES } from "../../views/filterWords";
import type { Services } from "../services";

type Needs = Pick<Services, "tree" | "connections" | "projects" | "clock" | "settings">;

interface Criterion extends vscode.QuickPickItem {
  /** What a tick adds to the filter; headings have none. */
  readonly adds?: Partial<PeopleFilter>;
}

/** *Filter…*: tick states, roles and groups, or type a part of a name and press Enter. Says how many would show. */
export const filter = (services: Needs) => async (): Promise<void> => {
  const current = services.tree.currentFilter;
  const count = counter(services);
  const criteria = criteriaOf(services, count);
  const pick = vscode.window.createQuickPick<Criterion>();
  pick.canSelectMany = true;
  pick.matchOnDescription = false;
  pick.placeholder = vscode.l10n.t("Part of a username, name or e-mail, and Enter; or tick below");
  const show = (typed: string, ticked: readonly Criterion[]) => {
    const text = [...new Set([current.text, typed.trim()])].filter(Boolean).map(textCriterion);
    pick.items = [...text, ...criteria];
    pick.selectedItems = pick.items.filter((item) => ticked.some((tick) => sameCriterion(tick, item)));
  };
  const chosen = (): PeopleFilter =>
    pick.selectedItems.length > 0 ? pick.selectedItems.reduce(withCriterion, NO_FILTER) : parseFilter(pick.value);
  const showCount = () => {
    pick.title = vscode.l10n.t("Filter Users: {0}", count.words(chosen()));
  };
  show("", ticksOf(current));
  showCount();
  pick.onDidChangeValue((typed) => {
    show(typed, pick.selectedItems);
    showCount();
  });
  pick.onDidChangeSelection(showCount);
  const filter = await new Promise<PeopleFilter | undefined>((resolve) => {
    pick.onDidAccept(() => {
      resolve(chosen());
      pick.hide();
    });
    pick.onDidHide(() => resolve(undefined));
    pick.show();
  });
  pick.dispose();
  if (filter) services.tree.setFilter(filter);
};

export const clearFilter = (services: Pick<Services, "tree">) => (): void => services.tree.setFilter(NO_FILTER);

function criteriaOf({ connections, projects }: Needs, { words }: Counter): readonly Criterion[] {
  const snapshots = connections.list().flatMap(({ id }) => projects.snapshot(id) ?? []);
  const names = (of: (snapshot: Snapshot) => Iterable<string>) => [
    ...new Set(snapshots.flatMap((snapshot) => [...of(snapshot)])),
  ];
  const heading = (label: string): Criterion => ({ label, kind: vscode.QuickPickItemKind.Separator });
  const criterion = (label: string, adds: Partial<PeopleFilter>): Criterion => ({
    label: plainLine(label),
    description: words({ ...NO_FILTER, ...adds }),
    adds,
  });
  const roles = names(({ roles }) => [...roles.values()].map(({ label }) => label));
  const dags = names(({ dags }) => [...dags.values()].map(({ name }) => name));
  return [
    heading(vscode.l10n.t("Expiration")),
    ...(Object.keys(STATE_TITLES) as PersonState[]).map((state) =>
      criterion(STATE_TITLES[state](), { states: [state] }),
    ),
    heading(vscode.l10n.t("Role")),
    ...[...roles, ""].map((role) => criterion(roleTitle(role), { roles: [role] })),
    ...(dags.length > 0 ? [heading(vscode.l10n.t("Data access group"))] : []),
    ...(dags.length > 0 ? [...dags, ""] : []).map((dag) => criterion(dagTitle(dag), { dags: [dag] })),
  ];
}

/** What has been typed, as a choice beside the others, so that a text can be combined with ticks. */
function textCriterion(text: string): Criterion {
  const label = vscode.l10n.t("Name, username or e-mail contains “{0}”", plainLine(text));
  return { label, alwaysShow: true, adds: { text } };
}

function ticksOf({ text, states, roles, dags }: PeopleFilter): readonly Criterion[] {
  const parts: readonly Partial<PeopleFilter>[] = [
    ...(text ? [{ text }] : []),
    ...states.map((state) => ({ states: [state] })),
    ...roles.map((role) => ({ roles: [role] })),
    ...dags.map((dag) => ({ dags: [dag] })),
  ];
  return parts.map((adds) => ({ label: "", adds }));
}

function sameCriterion(a: Criterion, b: Criterion): boolean {
  return a.adds !== undefined && JSON.stringify(a.adds).toLowerCase() === JSON.stringify(b.adds)?.toLowerCase();
}

function withCriterion(sum: PeopleFilter, { adds = {} }: Criterion): PeopleFilter {
  return {
    text: adds.text ?? sum.text,
    states: [...sum.states, ...(adds.states ?? [])],
    roles: [...sum.roles, ...(adds.roles ?? [])],
    dags: [...sum.dags, ...(adds.dags ?? [])],
  };
}

interface Counter {
  /** "5 of 41 people", of the projects that have been opened. */
  readonly words: (filter: PeopleFilter) => string;
}

function counter({ connections, projects, clock, settings }: Needs): Counter {
  const today = { today: clock.today(), soonDays: settings.expiringDays };
  const everybody = connections.list().flatMap(({ id }) => {
    const snapshot = projects.snapshot(id);
    return snapshot ? [...snapshot.people.values()].map((person) => ({ snapshot, person })) : [];
  });
  return {
    words: (filter) => {
      const shown = everybody.filter(({ snapshot, person }) => matches(snapshot, person, filter, today)).length;
      return isFiltering(filter)
        ? vscode.l10n.t("{0} of {1} people", shown, everybody.length)
        : vscode.l10n.t("everybody");
    },
  };
}
