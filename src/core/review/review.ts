import type { Conflict, Plan } from "../plan/plan";
import { stepLine } from "../plan/stepSentences";
import type { DraftName, Edit, RowName, SetCell } from "../edits/edit";
import { sentenceOf } from "../rules/problem";
import type { Level, Problem } from "../rules/problem";
import { english } from "../text/message";
import { describeDraftColumn } from "../edits/draftTables";
import { describeRight } from "../access/rights";
import { countChanges, editsOf, rowId, valuesOf } from "../edits/edit";
import { counted, listing, section, sectionsText } from "../text/words";
import { dagName, roleName } from "../access/names";
import type { Snapshot } from "../access/snapshot";
import { shown } from "../text/displayText";

export interface ReviewContext {
  readonly project: string;
  readonly server: string;
  /** When the plan's live read was made, in the person's own notation. */
  readonly readAt?: string;
}

/** "5 changes to 2 people, 1 role and 1 group" */
export function summary(plan: Plan): string {
  return summaryOf(plan.changes.flatMap(editsOf));
}

export function summaryOf(all: readonly Edit[]): string {
  const edits = countChanges(all);
  if (edits === 0) return "No changes";
  const about = (...drafts: readonly DraftName[]) =>
    new Set(all.filter(({ draft }) => drafts.includes(draft)).map(rowId)).size;
  const what = [
    [about("users", "assignments"), "person", "people"] as const,
    [about("roles"), "role", "roles"] as const,
    [about("dags"), "group", "groups"] as const,
  ].filter(([count]) => count > 0);
  return `${counted(edits, "change", "changes")} to ${listing(what.map(([count, one, many]) => counted(count, one, many)))}`;
}

const HEADINGS = {
  refuse: "This cannot be applied",
  type: "Asks for a typed confirmation",
  warn: "Please note",
} as const satisfies Partial<Record<Level, string>>;

/** The whole plan in words: what speaks against it first, then every change, then what will be sent. */
export function reviewText(plan: Plan, context: ReviewContext): string {
  const { live } = plan.input;
  const sections = [
    [
      `${summary(plan)}, not yet in REDCap`,
      `Project: ${shown(context.project)}`,
      `Server: ${context.server}`,
      ...(context.readAt ? [`Read from REDCap: ${context.readAt}`] : []),
    ],
    section(
      "Changed by somebody else since this draft began",
      plan.conflicts.map((conflict) => conflictLine(live, conflict)),
    ),
    ...(["refuse", "type", "warn"] as const).map((level) =>
      section(HEADINGS[level], sentencesOf(plan.problems, level)),
    ),
    section(
      "Changes",
      plan.changes.map((change) => change.sentence),
    ),
    section(
      "Already so in REDCap, nothing is sent",
      plan.alreadyDone.map((edit) => alreadyDoneLine(live, edit)),
    ),
    section("What is sent, in this order", plan.steps.map(stepLine)),
    section("What Undo cannot bring back", losses(plan)),
    section("What cannot be shown", blindSpots(plan)),
  ];
  return sectionsText(sections);
}

/** Conflict in words with its three values. */
export function conflictLine(live: Snapshot, conflict: Conflict): string {
  const show = (text: string) => value(live, conflict, text);
  const { before, after } = conflict;
  return `${rowName(live, conflict)}: ${columnTitle(conflict)} was ${show(before)}, is now ${show(conflict.live)}, and the draft wants ${show(after)}`;
}

function sentencesOf(problems: readonly Problem[], level: Level): readonly string[] {
  return problems.filter((problem) => problem.level === level).map((problem) => english(sentenceOf(problem)));
}

function columnTitle(edit: Pick<Conflict, "draft" | "column">): string {
  return describeDraftColumn(edit.draft, edit.column)?.title ?? shown(edit.column);
}

export function alreadyDoneLine(live: Snapshot, edit: Edit): string {
  const name = rowName(live, edit);
  switch (edit.kind) {
    case "add":
      return `${name}: in the project already`;
    case "remove":
      return `${name}: not in the project any more`;
    case "set":
      return `${name}: ${columnTitle(edit)} ${value(live, edit, edit.after)}`;
  }
}

function rowName(live: Snapshot, { draft, key }: RowName): string {
  if (draft === "roles") return `role ${roleName(live, key)}`;
  return draft === "dags" ? `DAG ${dagName(live, key)}` : shown(key);
}

function value(live: Snapshot, { draft, column }: Pick<SetCell, "draft" | "column">, text: string): string {
  if (text === "") return column === "expiration" ? "never" : "none";
  if (draft === "assignments") return column === "unique_role_name" ? roleName(live, text) : dagName(live, text);
  const described = describeDraftColumn(draft, column);
  return shown(described ? describeRight(described, text) : text);
}

/** What taking a plan back cannot bring back, a sentence for each change. */
export function losses({ input, changes }: Plan): readonly string[] {
  return changes.flatMap((change) => (change.loss ? [`${rowName(input.live, change)}: ${change.loss}`] : []));
}

export function blindSpots(plan: Plan): readonly string[] {
  const dags = plan.changes.some((change) => valuesOf(change).has("data_access_group"));
  return dags
    ? ["Groups that a person may switch to (DAG Switcher) are not visible to the API and stay as they are."]
    : [];
}
