/** The documents a person edits. Each fact of access stands in exactly one, so that two can never say different things. */
export type DraftName = "users" | "roles" | "dags" | "assignments";

/**
 * One cell that somebody changed. `before` is what the base said, so that a change on the server shows as a conflict.
 * The key cell of a row that is added goes from blank to its key, that of a row that is removed to blank (`rowEdits.ts`).
 */
export interface CellEdit {
  readonly draft: DraftName;
  /** Username, unique role name or unique group name; `new:1` for a role or group that is not in REDCap yet. */
  readonly key: string;
  readonly column: string;
  readonly before: string;
  readonly after: string;
}
