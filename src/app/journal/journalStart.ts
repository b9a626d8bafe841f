import { editsOf } from "../../core/edits/edit";
import type { Plan } from "../../core/plan/plan";
import { toPairs } from "../../core/edits/serverNames";
import { losses } from "../../core/review/losses";
import { peopleBefore } from "../../core/undo/undo";
import type { Connection } from "../connections/connection";
import type { Journal } from "./journal";
import type { JournalEntry } from "./journalEntry";

/** What the journal knows of a plan before anything is sent: where everybody stood, and what is wanted. */
export function entryOf(
  { id, origin, owner }: Connection,
  plan: Plan,
  earlier: readonly JournalEntry[],
): Parameters<Journal["begin"]>[0] {
  const { live, follows } = plan.input;
  const first = follows && earlier.find(({ id: each }) => each === follows.entry);
  return {
    connectionId: id,
    project: { projectId: live.project.projectId, title: live.project.title },
    server: origin,
    ...(owner === undefined ? {} : { owner }),
    // Whoever finishes a way back takes back.
    kind: first?.kind === "undo" ? "undo" : (follows?.as ?? "apply"),
    ...(follows ? { follows: follows.entry } : {}),
    sentences: plan.changes.map((change) => change.sentence),
    steps: plan.steps.map(({ purpose, content, rows, keys }) => ({ purpose, content, rows, keys })),
    ...startOf(plan, follows?.as === "finish" ? first : undefined),
  };
}

/** Whoever takes back a finished apply takes back all of it, so finishing inherits where the `first` one began. */
function startOf(
  plan: Plan,
  first: JournalEntry | undefined,
): Pick<JournalEntry, "before" | "edits" | "tables" | "serverNames" | "recreates" | "losses"> {
  const { serverNames, recreates, live } = plan.input;
  const lost = first?.losses ?? losses(plan);
  const names = {
    ...(serverNames ? { serverNames: toPairs(serverNames) } : {}),
    ...(recreates ? { recreates: toPairs(recreates) } : {}),
    ...(lost.length > 0 ? { losses: lost } : {}),
  };
  if (first) {
    const { before, edits, tables } = first;
    return { before, edits, ...(tables ? { tables } : {}), ...names };
  }
  const { userRole, dag } = live.tables;
  const about = plan.changes.some(({ draft }) => draft === "roles" || draft === "dags");
  const tables = { ...(userRole ? { userRole } : {}), ...(dag ? { dag } : {}) };
  const edits = plan.changes.flatMap(editsOf);
  return { before: peopleBefore(plan), edits, ...(about ? { tables } : {}), ...names };
}
