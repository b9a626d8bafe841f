import type { Cell } from "../dataTable";
import type { DraftProblem } from "../rules/draftProblems";
import type { QuestionId } from "../import/question";
import type { FaultCode, Spot } from "../import/report";

export type CheckCode = FaultCode | QuestionId | DraftProblem["code"] | "columnIgnored" | "columnShown";

export type Severity = "error" | "warning" | "information" | "hint";

/** What would put a finding right: another cell, or a row less. */
export type Fix =
  | { readonly title: string; readonly row: number; readonly column: number; readonly value: Cell }
  | { readonly title: string; readonly removes: number };

/** Something in a table that REDCap would refuse, drop or take otherwise than it looks. */
export interface Finding extends Spot {
  readonly code: CheckCode;
  readonly severity: Severity;
  readonly message: string;
  /** The other row that it is about. */
  readonly other?: number;
}
