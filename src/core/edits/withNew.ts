import type { Snapshot } from "../access/snapshot";
import type { DraftName, Edit } from "./edit";
import { cellsIn, isLocalKey } from "./edit";

/** The project with the roles and groups that the edits make, so that others can name them. */
export function withNew(live: Snapshot, edits: readonly Edit[]): Snapshot {
  const named = (draft: DraftName, name: string) =>
    cellsIn(edits).filter((edit) => edit.draft === draft && edit.column === name && isLocalKey(edit.key));
  const gone = new Set(edits.filter(({ kind }) => kind === "remove").map(({ draft, key }) => `${draft} ${key}`));
  const roles = named("roles", "role_label").map(
    ({ key, after }) => [key, { id: key, label: after, members: [], row: [] }] as const,
  );
  const dags = named("dags", "data_access_group_name").map(
    ({ key, after }) => [key, { id: key, name: after, members: [] }] as const,
  );
  return {
    ...live,
    roles: new Map([...[...live.roles].filter(([id]) => !gone.has(`roles ${id}`)), ...roles]),
    dags: new Map([...[...live.dags].filter(([id]) => !gone.has(`dags ${id}`)), ...dags]),
  };
}
