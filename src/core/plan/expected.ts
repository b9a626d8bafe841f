import { cellText, column } from "../dataTable";
import type { ServerNames } from "../edits/serverNames";
import type { Step } from "./plan";
import type { Snapshot } from "../access/snapshot";
import { NOWHERE, stateOf } from "./targets";
import type { AccessState } from "./targets";

/** Where everybody in the plan's requests should stand, moved on request by request. */
export type Expected = ReadonlyMap<string, AccessState>;

/** Requests whose rows are people. */
export function aboutPeople({ content }: Pick<Step, "content">): boolean {
  return content !== "userRole" && content !== "dag";
}

export function expectedAtStart(live: Snapshot, steps: readonly Step[]): Expected {
  const keys = new Set(steps.filter(aboutPeople).flatMap((step) => step.keys));
  return new Map([...live.people].filter(([key]) => keys.has(key)).map(([key, person]) => [key, stateOf(person)]));
}

/** After a request that is written in REDCap's own names. */
export function expectedAfter(expected: Expected, step: Step): Expected {
  if (!aboutPeople(step)) return expected;
  const next = new Map(expected);
  const { columns, rows } = step.rows;
  const username = column(step.rows, "username");
  for (const row of rows) {
    const key = cellText(username(row));
    if (step.action === "delete") next.delete(key);
    const state = next.get(key) ?? (step.purpose === "addUsers" ? NOWHERE : undefined);
    if (!state) continue;
    const cell = (...names: string[]) => names.map((name) => columns.indexOf(name)).find((index) => index >= 0);
    const value = (index: number | undefined, old: string) => (index === undefined ? old : cellText(row[index]));
    next.set(key, {
      role: value(cell("unique_role_name"), state.role),
      dag: value(cell("data_access_group", "redcap_data_access_group"), state.dag),
      expiration: value(cell("expiration"), state.expiration),
    });
  }
  return next;
}

/** After a request that renamed groups: their people are in them under the new names. */
export function expectedRenamed(expected: Expected, { dags }: ServerNames): Expected {
  return new Map([...expected].map(([key, state]) => [key, { ...state, dag: dags.get(state.dag) ?? state.dag }]));
}
