import { cellText, column } from "./dataTable";
import type { Step } from "./plan";
import type { Snapshot } from "./snapshot";
import { stateOf } from "./targets";
import type { AccessState } from "./targets";

/** Where everybody in the plan's requests should stand, moved on request by request. */
export type Expected = ReadonlyMap<string, AccessState>;

export function expectedAtStart(live: Snapshot, steps: readonly Step[]): Expected {
  const keys = new Set(steps.flatMap((step) => step.keys));
  return new Map([...live.people].filter(([key]) => keys.has(key)).map(([key, person]) => [key, stateOf(person)]));
}

export function expectedAfter(expected: Expected, step: Step): Expected {
  const next = new Map(expected);
  const { columns, rows } = step.rows;
  const username = column(step.rows, "username");
  for (const row of rows) {
    const key = cellText(username(row));
    const state = next.get(key);
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
