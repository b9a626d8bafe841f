import * as vscode from "vscode";
import { EMPTY_TABLE } from "../core/dataTable";
import { rightsSummary } from "../core/access/grants";
import { personLine, sortedPeople } from "../core/access/people";
import type { Snapshot } from "../core/access/snapshot";
import { dagName, roleName } from "../core/access/names";
import type { Services } from "./services";

/** Rows of the lists that quick actions show. `now`: the one that everybody in question has. */

export function roleChoices(snapshot: Snapshot, now?: string) {
  const table = snapshot.tables.userRole ?? EMPTY_TABLE;
  return [...snapshot.roles.values()].map(({ id, row, members }) => ({
    label: roleName(snapshot, id),
    description: id === now ? vscode.l10n.t("as now") : "",
    detail: vscode.l10n.t("{0}, {1}", rightsSummary(table, row), peopleCount(members.length)),
    value: id,
  }));
}

/** Every group, then none. */
export function dagChoices(snapshot: Snapshot, now?: string) {
  const asNow = (id: string) => (id === now ? [vscode.l10n.t("as now")] : []);
  const groups = [...snapshot.dags.values()].map(({ id, members }) => ({
    label: dagName(snapshot, id),
    description: [peopleCount(members.length), ...asNow(id)].join(" · "),
    value: id,
  }));
  const none = {
    label: vscode.l10n.t("No group"),
    description: [vscode.l10n.t("sees the records of every group"), ...asNow("")].join(" · "),
    value: "",
  };
  return [...groups, none];
}

export function personChoices(snapshot: Snapshot, { clock, settings }: Pick<Services, "clock" | "settings">) {
  const today = { today: clock.today(), soonDays: settings.expiringDays };
  return sortedPeople(snapshot).map((person) => ({
    label: person.username,
    description: [person.name, personLine(snapshot, person, today)].filter(Boolean).join(" · "),
    value: person,
  }));
}

function peopleCount(count: number): string {
  return count === 1 ? vscode.l10n.t("1 person") : vscode.l10n.t("{0} people", count);
}

/** Why a table has nothing to choose from. */
export function nothingToChoose(snapshot: Snapshot, table: "userRole" | "dag", empty: string): string {
  const { right, message } = snapshot.missing[table] ?? {};
  return right ? vscode.l10n.t("The token lacks the right {0}.", right) : (message ?? empty);
}
