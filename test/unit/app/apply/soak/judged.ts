import type { ApplyReport } from "../../../../../src/app/apply/applyReport";
import type { Edit } from "../../../../../src/core/edits/edit";
import { inEnglish } from "../../../../support/inEnglish";

export type Places = Readonly<Record<string, string>>;

/** What an apply or an undo began with, what was asked of it, and what the server has now. */
export interface Course {
  readonly from: Places;
  readonly goal: Places;
  readonly now: Places;
}

export type Ending = "wanted" | "original" | "told" | "FALSE";

export interface Judgement {
  readonly ending: Ending;
  /** What was said and is not so, or is so and was not said. */
  readonly faults: readonly string[];
}

/** Holds what was reported against the server: wanted, as before, or something else of which every part is told. */
export function judged(report: ApplyReport, { from, goal, now }: Course): Judgement {
  const off = keysThatDiffer(goal, now);
  const moved = keysThatDiffer(from, now);
  const told = new Set([...report.differing.map(rowOf), ...report.notDone.map(rowOf)]);
  const faults = [
    ...(report.outcome === "done" && off.length > 0
      ? [`said done, but ${off.map(cellsOf(goal, now)).join("; ")}`]
      : []),
    ...(inEnglish(report.sentence).includes("Nothing has been changed") && moved.length > 0
      ? [`said that nothing has been changed, but ${moved.map(cellsOf(from, now)).join("; ")}`]
      : []),
    ...off
      .filter((key) => !(told.has("groups") && inOtherGroupOnly(goal[key], now[key])))
      .filter((key) => report.outcome !== "done" && !isTold(report, key))
      .map((key) => `not told: ${cellsOf(goal, now)(key)}`),
    ...report.verified.flatMap((edit) => falselyVerified(edit, goal, now)),
  ];
  const ending = off.length === 0 ? "wanted" : moved.length === 0 ? "original" : "told";
  return {
    ending: faults.length > 0 ? "FALSE" : ending,
    faults: faults.map((fault) => `${fault} [${report.outcome}: ${inEnglish(report.sentence)}]`),
  };
}

/** A group that is called otherwise than it should be is told once, and not for everybody in it. */
function inOtherGroupOnly(wanted = "", is = ""): boolean {
  const [a, b] = [wanted.split("/"), is.split("/")];
  return a.length === 3 && b.length === 3 && a[0] === b[0] && a[2] === b[2];
}

export function keysThatDiffer(a: Places, b: Places): readonly string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((key) => a[key] !== b[key]).sort();
}

export const cellsOf = (expected: Places, now: Places) => (key: string) =>
  `${key} is ${now[key] ?? "not there"} instead of ${expected[key] ?? "gone"}`;

/** Roles and groups are known by many names; which of them a row is about is not asked. */
function rowOf({ draft, key }: { readonly draft?: string; readonly key: string }): string {
  return draft === "roles" ? "role" : draft === "dags" ? "groups" : key;
}

/** Something of it was said: of a person by name, of roles and groups that one of them is not as it should be. */
export function isTold({ sentence, notes, differing, notDone }: ApplyReport, key: string): boolean {
  const told = new Set([...differing, ...notDone].map(rowOf));
  if (told.has(key.startsWith("role ") ? "role" : key)) return true;
  return !/^role |^groups$/.test(key) && inEnglish([sentence, ...notes]).some((text) => text.includes(key));
}

const CELLS = ["unique_role_name", "data_access_group", "expiration"];

function falselyVerified(edit: Edit, goal: Places, now: Places): readonly string[] {
  if (edit.draft === "roles" || edit.draft === "dags") return [];
  const at = edit.kind === "set" ? CELLS.indexOf(edit.column) : -1;
  if (edit.kind === "remove") return now[edit.key] === undefined ? [] : [`said removed: ${edit.key}`];
  if (edit.kind === "add") return now[edit.key] === undefined ? [`said added: ${edit.key}`] : [];
  const [wanted, is] = [goal, now].map((all) => all[edit.key]?.split("/")[at]);
  return at < 0 || wanted === is || (at === 1 && goal["groups"] !== now["groups"])
    ? []
    : [`said verified: ${edit.key} ${edit.column} is ${is} instead of ${wanted}`];
}
