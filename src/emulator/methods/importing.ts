import { ByUsername, Usernames } from "../../core/access/usernames";
import type { Cell } from "../../core/dataTable";
import { cellText } from "../../core/dataTable";
import type { TableName } from "../../core/access/tables";
import { requestData } from "../request/call";
import type { Call, Reply } from "../request/call";
import { Refusal } from "../request/refusal";

/** A row of an import: only the columns that it has. */
export type ImportRow = ReadonlyMap<string, Cell>;

/** What a row would do, judged before anything is written. */
export interface Step {
  readonly problems: readonly string[];
  /** An id that the project does not have; they are all named in one sentence at the end. */
  readonly unknownRole?: string;
  write(): void;
}

export function importRows(call: Call, content: TableName): readonly ImportRow[] {
  const { columns, rows } = requestData(call, content);
  return rows.map(
    (row) => new Map(columns.flatMap((name, index) => (row[index] === undefined ? [] : [[name, row[index]]]))),
  );
}

export function text(row: ImportRow, column: string): string {
  return cellText(row.get(column)).trim();
}

/** Writes all rows, or says everything that is wrong with them at once. */
export function runImport(call: Call, steps: readonly Step[]): Reply {
  const fine = (step: Step) => step.problems.length === 0 && step.unknownRole === undefined;
  const refused = steps.filter((step) => !fine(step));
  if (call.world.switches.imports === "half" && refused.length === 0 && steps.length > 1) {
    for (const step of steps.slice(0, Math.ceil(steps.length / 2))) step.write();
    throw new Refusal(500, "The rows could not be saved.", { wrote: true });
  }
  const accepted = refused.length === 0 || call.world.switches.imports !== "atomic" ? steps.filter(fine) : [];
  for (const step of accepted) step.write();
  if (refused.length > 0) throw new Refusal(400, summary(refused), { wrote: accepted.length > 0 });
  return { kind: "count", count: steps.length };
}

function summary(refused: readonly Step[]): string {
  const roles = refused.flatMap((step) => step.unknownRole ?? []);
  return [
    ...refused.flatMap((step) => step.problems),
    ...(roles.length > 0 ? [`Invalid Unique Role Names: ${roles.join(", ")}`] : []),
  ].join("\n");
}

/** One sentence per username that stands in several rows; mappings refuse them. */
export function duplicateProblems(rows: readonly ImportRow[]): (row: ImportRow) => readonly string[] {
  const counts = new ByUsername<number>();
  for (const row of rows) {
    const name = counts.spelled(text(row, "username"));
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const told = new Usernames();
  return (row) => {
    const username = text(row, "username");
    if ((counts.get(username) ?? 0) < 2) return [];
    if (told.has(username)) return [];
    told.add(username);
    return [`The username "${username}" is listed more than once. Each user can be assigned only once per request.`];
  };
}
