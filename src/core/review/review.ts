import type { Conflict, Plan } from "../plan/plan";
import { stepLine } from "../plan/stepMessages";
import type { DraftName, Edit, RowName, SetCell } from "../edits/edit";
import { sentenceOf } from "../rules/problem";
import type { Level } from "../rules/problem";
import { describeDraftColumn } from "../edits/draftTables";
import { describeRight } from "../access/rights";
import { countChanges, editsOf, rowId, valuesOf } from "../edits/edit";
import { dagName, roleName } from "../access/names";
import type { Snapshot } from "../access/snapshot";
import { shown } from "../text/displayText";
import { documentOf, section } from "../text/document";
import { list, message, plural, verbatim } from "../text/message";
import type { Message } from "../text/message";

export interface ReviewContext {
  readonly project: string;
  readonly server: string;
  /** When the plan's live read was made, in the person's own notation. */
  readonly readAt?: string;
}

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

const peopleCount = (count: number) => plural(count, { one: "{count} person", other: "{count} people" });
const rolesCount = (count: number) => plural(count, { one: "{count} role", other: "{count} roles" });
const dagsCount = (count: number) => plural(count, { one: "{count} DAG", other: "{count} DAGs" });

const HEADINGS = {
  refuse: message("This cannot be applied:"),
  type: message("To be confirmed by typing:"),
  warn: message("Please note:"),
} as const satisfies Partial<Record<Level, Message>>;

/** The whole plan in words: what stands in its way first, then every change, then what will be sent. */
export function reviewText(plan: Plan, { project, server, readAt }: ReviewContext): Message {
  const { live } = plan.input;
  const problems = (level: Level) => plan.problems.filter((problem) => problem.level === level).map(sentenceOf);
  return documentOf([
    [
      message("{changes}, not yet in REDCap", { changes: summary(plan) }),
      message("Project: {project}", { project: shown(project) }),
      message("Server: {server}", { server }),
      ...(readAt ? [message("Read from REDCap: {time}", { time: readAt })] : []),
    ],
    section(
      message("Changed by somebody else since this draft began:"),
      plan.conflicts.map((conflict) => conflictLine(live, conflict)),
    ),
    ...(["refuse", "type", "warn"] as const).map((level) => section(HEADINGS[level], problems(level))),
    section(
      message("Changes:"),
      plan.changes.map((change) => change.sentence),
    ),
    section(
      message("Already so in REDCap, nothing is sent:"),
      plan.alreadyDone.map((edit) => alreadyDoneLine(live, edit)),
    ),
    section(message("What is sent, in this order:"), plan.steps.map(stepLine)),
    section(message("What Undo cannot bring back:"), losses(plan)),
    section(message("What cannot be shown:"), blindSpots(plan)),
  ]);
}

/** Conflict in words with its three values. */
export function conflictLine(live: Snapshot, conflict: Conflict): Message {
  const show = (text: string) => value(live, conflict, text);
  return message("{row}: {column} was {before}, is now {now}, and the draft says {after}", {
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

function rowName(live: Snapshot, { draft, key }: RowName): Message {
  if (draft === "roles") return message("role {role}", { role: roleName(live, key) });
  return draft === "dags" ? message("DAG {dag}", { dag: dagName(live, key) }) : verbatim(shown(key));
}

function value(live: Snapshot, { draft, column }: Pick<SetCell, "draft" | "column">, text: string): Message | string {
  if (text === "") return column === "expiration" ? message("never") : message("none");
  if (draft === "assignments") return column === "unique_role_name" ? roleName(live, text) : dagName(live, text);
  const described = describeDraftColumn(draft, column);
  return described ? describeRight(described, text) : shown(text);
}

/** What taking a plan back cannot bring back, a sentence for each change. */
export function losses({ input, changes }: Plan): readonly Message[] {
  return changes.flatMap((change) =>
    change.loss ? [message("{row}: {loss}", { row: rowName(input.live, change), loss: change.loss })] : [],
  );
}

export function blindSpots(plan: Plan): readonly Message[] {
  const dags = plan.changes.some((change) => valuesOf(change).has("data_access_group"));
  return dags
    ? [message("DAGs that a person may switch to (DAG Switcher) are not visible to the API and stay as they are.")]
    : [];
}
