import { message } from "../core/text/message";
import type { Cell } from "../core/dataTable";
import type { Problem } from "./format";

/** Cells that a table may have besides those that are in the text. */
const MOST_FILLED = 5_000_000;

export const TOO_SPARSE: Problem = {
  line: 1,
  column: 1,
  code: "tooSparse",
  message: message("The entries have too many different names of values. Export the table again, or write it as CSV."),
};

/** Counts the cells that rows get because other rows have them, lest a short text becomes a table without end. */
export class Filling {
  private left = MOST_FILLED;

  /** Whether so many more are too many. */
  exceeds(cells: number): boolean {
    this.left -= Math.max(0, cells);
    return this.left < 0;
  }

  /** Gives each row a cell for every column; false when they are too many. */
  fill(rows: readonly Cell[][], width: number): boolean {
    if (rows.some((row) => this.exceeds(width - row.length))) return false;
    for (const row of rows) while (row.length < width) row.push(undefined);
    return true;
  }
}
