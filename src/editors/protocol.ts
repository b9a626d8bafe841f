/** What host and grid tell each other. Both sides compile against this file; the host checks what arrives. */
import type { DraftName } from "../core/edits/edit";

type CellKind = "key" | "text" | "date" | "flag" | "choice" | "reference" | "formRights" | "formExport" | "context";

export interface GridColumn {
  readonly name: string;
  readonly title: string;
  readonly help: string;
  readonly kind: CellKind;
  /** Context is shown beside the draft's own cells and cannot be edited. */
  readonly editable: boolean;
  /** Name of the list of `options` to choose from; `states` names how people stand. */
  readonly options?: string;
  /** Pixels, until somebody drags it. */
  readonly width: number;
  /** A right of a person's own: blank while a role gives the rights. */
  readonly own?: true;
  /** Rows with the same value belong together: everyone of a role, a group or a state. */
  readonly group?: true;
}

export interface GridOption {
  readonly value: string;
  readonly label: string;
  readonly hint: string;
}

export interface GridRow {
  readonly key: string;
  /** Values of the columns, as the draft has them; the grid finds the words. */
  readonly cells: readonly string[];
  /** How the person stands: decides the mark before the name. */
  readonly state: string;
  readonly change?: "changed" | "added" | "removed";
  /** What the base says, by column, where that is something else. */
  readonly was?: Readonly<Record<number, string>>;
  /** What REDCap says now, by column, where somebody else changed the same cell. */
  readonly conflicts?: Readonly<Record<number, string>>;
  /** Sentences, by column. */
  readonly problems?: Readonly<Record<number, string>>;
  /** The role that gives this person's rights, as in `givers`. */
  readonly given?: string;
}

/** A role, and what its rights are in the columns of own rights. */
export interface Giver {
  readonly name: string;
  readonly cells: readonly string[];
}

export interface GridStatus {
  readonly project: string;
  readonly changes: number;
  /** Those of every draft of the project, this one's among them. */
  readonly inProject: number;
  /** Cells of this draft that somebody else changed in REDCap too, where there are any. */
  readonly conflicts?: number;
  /** Why the last refresh failed, when it did. */
  readonly failed?: string;
  /** What was applied last since VS Code started, and when. */
  readonly applied?: string;
  /** Problems that belong to no cell, in sentences. */
  readonly problems: readonly string[];
  /** Why nothing can be edited, when that is so. */
  readonly readOnly?: string;
  /** "as of 14:05" */
  readonly readAt: string;
  /** The draft's text went back past a refresh: its base is an older one. */
  readonly moved: boolean;
}

/** What form rights can be chosen from. */
export interface GridForms {
  readonly instruments: readonly { readonly name: string; readonly label: string }[];
  readonly encoding: "legacy" | "bits";
}

export interface GridContent {
  readonly draft: DraftName;
  readonly columns: readonly GridColumn[];
  readonly options: Readonly<Record<string, readonly GridOption[]>>;
  readonly forms: GridForms;
  readonly rows: readonly GridRow[];
  readonly status: GridStatus;
  /** What can be done to whole rows. */
  readonly rowActions: readonly RowAction[];
  /** Roles can be compared side by side. */
  readonly matrix: boolean;
  /** The column by whose values rows can be grouped. */
  readonly groupBy?: string;
  /** Roles that give people their rights, by id. */
  readonly givers?: Readonly<Record<string, Giver>>;
}

export type HostMessage =
  /** Begins with some of the rows; the others follow as `more`. */
  | {
      readonly type: "snapshot";
      readonly revision: number;
      readonly content: GridContent;
      /** How this document was looked at before it was closed. */
      readonly view?: unknown;
    }
  | { readonly type: "more"; readonly revision: number; readonly rows: readonly GridRow[] }
  | Patch
  | { readonly type: "answer"; readonly id: number; readonly error?: string }
  | ({ readonly type: "reveal" } & Reveal);

/** Rows that read otherwise now, between two revisions. */
export interface Patch {
  readonly type: "patch";
  readonly from: number;
  readonly to: number;
  readonly rows: readonly (readonly [index: number, row: GridRow])[];
  readonly status: GridStatus;
}

/** What to bring into view. */
export interface Reveal {
  readonly key?: string;
  /** The heading of the rows with this value of `groupBy`. */
  readonly group?: string;
  /** Rows under headings, or as they come; as before when left out. */
  readonly grouped?: boolean;
}

export interface CellChange {
  readonly key: string;
  readonly column: string;
  readonly value: string;
}

/** Cells of one column that get the same value. */
export interface CellRun {
  readonly column: string;
  readonly value: string;
  readonly keys: readonly string[];
}

/** Changes as they go between grid and host: one value for ten thousand people is said once, in the same order. */
export function toRuns(changes: readonly CellChange[]): readonly CellRun[] {
  const runs: { readonly column: string; readonly value: string; readonly keys: string[] }[] = [];
  for (const { key, column, value } of changes) {
    const last = runs.at(-1);
    if (last?.column === column && last.value === value) last.keys.push(key);
    else runs.push({ column, value, keys: [key] });
  }
  return runs;
}

export function fromRuns(runs: readonly CellRun[]): readonly CellChange[] {
  return runs.flatMap(({ column, value, keys }) => keys.map((key) => ({ key, column, value })));
}

export const ACTIONS = ["review", "apply", "discard", "refresh", "asText", "undo"] as const;
export type Action = (typeof ACTIONS)[number];

export const ROW_ACTIONS = ["add", "duplicate", "remove", "restore", "keepMine", "takeRedcaps"] as const;
export type RowAction = (typeof ROW_ACTIONS)[number];

export type WebviewMessage =
  /** The grid has started, or it missed a revision. */
  | { readonly type: "ready" }
  | { readonly type: "edit"; readonly id: number; readonly runs: readonly CellRun[] }
  | { readonly type: "rows"; readonly id: number; readonly act: RowAction; readonly keys: readonly string[] }
  | { readonly type: "run"; readonly id: number; readonly action: Action }
  /** How the grid is looked at, to be brought back when it is opened again. */
  | { readonly type: "view"; readonly view: string };

export type RowsMessage = Extract<WebviewMessage, { type: "rows" }>;
