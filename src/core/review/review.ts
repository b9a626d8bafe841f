import type { Conflict, Plan } from "../plan/plan";
import type { DraftName, Edit, SetCell } from "../edits/edit";
import { describeDraftColumn } from "../edits/draftTables";
import { peopleCount } from "../access/grants";
import { describeRight } from "../access/rights";
import { countChanges, editsOf, rowId, valuesOf } from "../edits/edit";
import { dagName, roleName } from "../access/names";
import type { Snapshot } from "../access/snapshot";
import { shown } from "../text/displayText";
import { list, message, plural } from "../text/message";
import type { Message } from "../text/message";
import { rowName } from "./rowNames";

/** "5 changes to 2 people, 1 role and 1 DAG" */
export function summary(plan: Plan): Message {
  return summaryOf(plan.changes.flatMap(editsOf));
}

export function summaryOf(all: readonly Edit[]): Message {
  const edits = countChanges(all);
  if (edits === 0) return message("No changes");
  const about = (...drafts: readonly DraftName[]) =>
    new Set(all.filter(({ draft }) => drafts.includes(draft)).map(rowId)).size;
  const what = [
    [about("users", "assignments"), peopleCount] as const,
    [about("roles"), rolesCount] as const,
    [about("dags"), dagsCount] as const,
  ].filter(([count]) => count > 0);
  return plural(
    edits,
    { one: "{count} change to {what}", other: "{count} changes to {what}" },
    { what: list(what.map(([count, said]) => said(count))) },
  );
}

const rolesCount = (count: number) => plural(count, { one: "{count} role", other: "{count} roles" });
const dagsCount = (count: number) => plural(count, { one: "{count} DAG", other: "{count} DAGs" });

/** Conflict in words with its three values. */
export function conflictLine(live: Snapshot, conflict: Conflict): Message {
  const show = (text: string) => value(live, conflict, text);
  return message("{row}: {column} was {before}, is now {now} in REDCap, and your change says {after}", {
    row: rowName(live, conflict),
    column: columnTitle(conflict),
    before: show(conflict.before),
    now: show(conflict.live),
    after: show(conflict.after),
  });
}

function columnTitle(edit: Pick<Conflict, "draft" | "column">): Message | string {
  return describeDraftColumn(edit.draft, edit.column)?.title ?? shown(edit.column);
}

export function alreadyDoneLine(live: Snapshot, edit: Edit): Message {
  const row = rowName(live, edit);
  switch (edit.kind) {
    case "add":
      return message("{row}: already in the project", { row });
    case "remove":
      return message("{row}: no longer in the project", { row });
    case "set":
      return message("{row}: {column} {value}", {
        row,
        column: columnTitle(edit),
        value: value(live, edit, edit.after),
      });
  }
}

function value(live: Snapshot, { draft, column }: Pick<SetCell, "draft" | "column">, text: string): Message | string {
  if (text === "") return column === "expiration" ? message("never") : message("none");
  if (draft === "assignments") return column === "unique_role_name" ? roleName(live, text) : dagName(live, text);
  const described = describeDraftColumn(draft, column);
  return described ? describeRight(described, text) : shown(text);
}

export function blindSpots(plan: Plan): readonly Message[] {
  const dags = plan.changes.some((change) => valuesOf(change).has("data_access_group"));
  return dags
    ? [message("DAGs that a person may switch to (DAG Switcher) are not visible to the API and stay as they are.")]
    : [];
}
