/** What host and grid tell each other. Both sides compile against this file; the host checks what arrives. */

export interface GridColumn {
  readonly name: string;
  readonly title: string;
  readonly help: string;
  /** Context is shown beside the draft's own cells and cannot be edited. */
  readonly editable: boolean;
  /** Name of the list of `options` to choose from. */
  readonly options?: string;
  /** Share of the width. */
  readonly grow: number;
}

export interface GridOption {
  readonly value: string;
  readonly label: string;
  readonly hint: string;
}

/** `text` is what to show for `value`; `was` what the base said, when that is something else. */
export interface GridCell {
  readonly value: string;
  readonly text: string;
  readonly was?: string;
  readonly problem?: string;
}

export interface GridRow {
  readonly key: string;
  readonly cells: readonly GridCell[];
  /** How the person stands: decides the mark before the name. */
  readonly state: string;
  readonly changed: boolean;
}

export interface GridStatus {
  readonly project: string;
  readonly changes: number;
  /** Problems that belong to no cell, in sentences. */
  readonly problems: readonly string[];
  /** Why nothing can be edited, when that is so. */
  readonly readOnly?: string;
  /** "as of 14:05" */
  readonly asOf: string;
  /** The draft's text went back past a refresh: its base is an older one. */
  readonly moved: boolean;
}

export interface GridContent {
  readonly columns: readonly GridColumn[];
  readonly options: Readonly<Record<string, readonly GridOption[]>>;
  readonly rows: readonly GridRow[];
  readonly status: GridStatus;
}

export type HostMessage =
  | { readonly type: "snapshot"; readonly revision: number; readonly content: GridContent; readonly strings: Strings }
  | {
      readonly type: "patch";
      readonly from: number;
      readonly to: number;
      readonly rows: readonly (readonly [index: number, row: GridRow])[];
      readonly status: GridStatus;
    }
  | { readonly type: "answer"; readonly id: number; readonly error?: string }
  | { readonly type: "reveal"; readonly key: string };

export interface CellChange {
  readonly key: string;
  readonly column: string;
  readonly value: string;
}

export const ACTIONS = ["review", "apply", "discard", "refresh", "asText", "undo"] as const;
export type Action = (typeof ACTIONS)[number];

export type WebviewMessage =
  /** The grid has started, or it missed a revision. */
  | { readonly type: "ready" }
  | { readonly type: "edit"; readonly id: number; readonly changes: readonly CellChange[] }
  | { readonly type: "run"; readonly id: number; readonly action: Action };

/** Texts of the grid, translated by the host. `{0}` stands for a number or name. */
export interface Strings {
  readonly apply: string;
  readonly asText: string;
  readonly changed: string;
  readonly changesOne: string;
  readonly changesMany: string;
  readonly clear: string;
  readonly discard: string;
  readonly empty: string;
  readonly filter: string;
  readonly moved: string;
  readonly noMatch: string;
  readonly none: string;
  readonly onlyChanged: string;
  readonly refresh: string;
  readonly review: string;
  readonly rows: string;
  readonly selected: string;
  readonly set: string;
  readonly undo: string;
}
