import type { Message } from "../core/text/message";
import type { DataTable } from "../core/dataTable";

export const FORMATS = ["csv", "json", "xml"] as const;
export type Format = (typeof FORMATS)[number];

/** Something a decoder did not like. Lines and columns count from 1. */
export interface Problem {
  readonly line: number;
  readonly column: number;
  readonly code: string;
  readonly message: Message;
  /** How many others this one stands for, when there are too many to tell each. */
  readonly summarized?: number;
}

/** Decoders never throw on content: what could be read is in `table`, what could not is in `problems`. */
export interface Decoded {
  readonly table: DataTable;
  readonly problems: readonly Problem[];
}
