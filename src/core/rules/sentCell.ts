import type { Phrase } from "../text/message";
import { knowsDags } from "../access/people";
import { decodeFormRight, exportRank, formMap } from "../access/rights";
import type { Snapshot } from "../access/snapshot";
import { describeDraftColumn } from "../edits/draftTables";
import type { DraftName } from "../edits/edit";
import { CELL_RULES } from "./cellRules";
import { dateProblem } from "./cellValues";
import { formsTwice } from "./formLists";
import { placed } from "./problem";
import type { Problem } from "./problem";
import { dagReferences, roleReferences, sentReferenceProblem } from "./references";
import { breaks } from "./rule";

/** A cell as it is sent: of a draft, the grid or a plan. */
export interface SentCell {
  readonly draft: DraftName;
  readonly column: string;
  readonly value: string;
  /** What it said before, which is right as REDCap has it. */
  readonly before: string;
}

/**
 * What is wrong with a cell that is sent as it stands. `project` holds what is to be created as well; without one only
 * what is wrong in any project is found.
 */
export function sentProblems(
  project: Snapshot | undefined,
  { draft, column, value, before }: SentCell,
): readonly Problem[] {
  const described = describeDraftColumn(draft, column);
  const title = described?.title ?? column;
  if (draft === "assignments" && (column === "unique_role_name" || column === "data_access_group"))
    return one(project && referenceProblem(project, column, value));
  if ((draft === "roles" && column === "role_label") || (draft === "dags" && column === "data_access_group_name"))
    return value.trim() === "" ? [breaks(CELL_RULES.nameless, draft)] : [];
  // A blank says nothing: REDCap decides in a new row, and the role under a role.
  if (!described || value === "") return [];
  switch (described.kind) {
    case "date":
      return one(dateProblem(value));
    case "formRights":
    case "formExport":
      return project ? formProblems(project, { title, value, before, rights: described.kind === "formRights" }) : [];
    default: {
      const { choices } = described;
      return !choices || choices.some((choice) => choice.value === value)
        ? []
        : [breaks(CELL_RULES.badValue, described, value)];
    }
  }
}

function one(problem: Problem | undefined): readonly Problem[] {
  return problem ? [problem] : [];
}

const TABLE = { unique_role_name: "userRole", data_access_group: "dag" } as const;

function referenceProblem(project: Snapshot, column: keyof typeof TABLE, value: string): Problem | undefined {
  if (value === "" || (column === "data_access_group" && groupIds(project).has(value))) return undefined;
  const references = column === "unique_role_name" ? rolesOf(project) : dagsOf(project);
  const why = project.missing[TABLE[column]]?.said;
  const problem = sentReferenceProblem(references, value, why);
  const rule = problem && references.kind.byLabel.id === problem.rule ? references.kind.byLabel : undefined;
  return problem && rule ? { ...problem, level: rule.sentLevel } : problem;
}

/** A token without the DAG right cannot list the groups, but the people it reads show some. */
export function groupIds(project: Snapshot): ReadonlySet<string> {
  const used = project.tables.dag || !knowsDags(project) ? [] : [...project.people.values()].map(({ dag }) => dag);
  return new Set([...project.dags.keys(), ...used.filter((dag) => dag !== "")]);
}

const rolesOf = onceFor(roleReferences);
const dagsOf = onceFor(dagReferences);

function onceFor<T>(make: (project: Snapshot) => T): (project: Snapshot) => T {
  const known = new WeakMap<Snapshot, T>();
  return (project) => {
    const made = known.get(project) ?? make(project);
    known.set(project, made);
    return made;
  };
}

interface FormList {
  readonly title: Phrase;
  readonly value: string;
  readonly before: string;
  readonly rights: boolean;
}

/** Servers before 15.6 know the legacy codes only, and codes that nobody explained are never made up. */
function formProblems(
  { instruments, version }: Snapshot,
  { title, value, before, rights }: FormList,
): readonly Problem[] {
  const forms = new Set(instruments.map(({ name }) => name));
  const was = formMap(before);
  const kept = new Set(was.values());
  const legal = (code: string) =>
    kept.has(code) || (rights ? isFormCode(code, takesBits(version)) : exportRank(code) >= 0);
  const twice = formsTwice(value).map((form) => placed(breaks(CELL_RULES.formTwice, title, form), { part: form }));
  const wrong = [...formMap(value)].flatMap(([form, code]): Problem[] => {
    if (forms.size > 0 && !forms.has(form) && !was.has(form))
      return [placed(breaks(CELL_RULES.unknownForm, title, form), { part: form })];
    return legal(code) ? [] : [placed(breaks(CELL_RULES.badFormCode, title, form, code, "server"), { part: form })];
  });
  return [...twice, ...wrong];
}

function isFormCode(code: string, bits: boolean): boolean {
  const { encoding, odd } = decodeFormRight(code);
  return !odd && (encoding === "legacy" || (encoding === "bits" && bits));
}

function takesBits(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > 15 || (major === 15 && minor >= 6);
}
