import { RIGHT_COLUMNS, TABLES } from "../../core/access/tables";
import type { TableName } from "../../core/access/tables";
import type { Feature, ProjectState } from "./state";
import { atLeast } from "../version";

interface Condition {
  readonly from?: string;
  readonly until?: string;
  readonly feature?: Feature;
}

/**
 * When servers began or stopped to send an attribute. Recordings only bracket most dates; each is set to a version
 * inside its bracket. Attributes not named here are always sent.
 */
const CONDITIONS: ReadonlyMap<string, Condition> = new Map<string, Condition>([
  ["data_export", { until: "11.0.0" }],
  ["forms_export", { from: "11.0.0" }],
  ["alerts", { from: "13.4.0" }],
  ["email_logging", { from: "14.4.0" }],
  ["api_modules", { from: "14.0.3" }],
  ["data_access_group_label", { from: "16.0.0" }],
  ["mycap_participants", { from: "13.0.0", feature: "mycap" }],
  ["random_setup", { feature: "randomization" }],
  ["random_dashboard", { feature: "randomization" }],
  ["random_perform", { feature: "randomization" }],
  ["data_quality_resolution", { from: "15.8.0", feature: "resolution" }],
  ["project_pi_email", { from: "15.8.2" }],
]);

/** Never in an export: role files of the documentation have it, recordings do not. */
const NEVER = new Set(["data_export_tool"]);

/** Contents that old servers refuse as an invalid parameter. */
const CONTENT_SINCE: ReadonlyMap<string, string> = new Map([
  ["userRole", "11.0.0"],
  ["userRoleMapping", "11.0.0"],
]);

export function knowsContent(version: string, content: string): boolean {
  return atLeast(version, CONTENT_SINCE.get(content) ?? "0");
}

export function sends(version: string, column: string, features: ReadonlySet<Feature> = new Set()): boolean {
  const { from = "0", until, feature } = CONDITIONS.get(column) ?? {};
  return (
    !NEVER.has(column) &&
    atLeast(version, from) &&
    !(until && atLeast(version, until)) &&
    (!feature || features.has(feature))
  );
}

/** The columns that this version exports for a project, in the recorded order. */
export function exportColumns(version: string, project: ProjectState, table: TableName): readonly string[] {
  const known = TABLES[table].columns
    .map((column) => column.name)
    .filter((name) => wanted(version, project, table, name));
  const forms = known.indexOf("forms");
  return forms < 0 ? known : known.toSpliced(forms, 0, ...project.extraRights);
}

function wanted(version: string, project: ProjectState, table: TableName, name: string): boolean {
  if (table === "userRole" && name === "data_export") return false;
  if (table === "userRoleMapping" && name === "data_access_group") return atLeast(version, "13.0.0");
  if (table === "dag" && name === "data_access_group_id") return atLeast(version, "12.0.0");
  return sends(version, name, project.features);
}

const ONE_NUMBER = new Set(
  RIGHT_COLUMNS.filter(({ kind }) => kind === "flag" || kind === "choice").map(({ name }) => name),
);

type Granting = "user" | "userRole";

/** Asked for each row of an import, and the same as long as the project lives on its server. */
const rightNamesOf: Readonly<Record<Granting, WeakMap<ProjectState, readonly string[]>>> = {
  user: new WeakMap(),
  userRole: new WeakMap(),
};

/** The columns of users or roles that hold one number each. */
export function rightNames(version: string, project: ProjectState, table: Granting): readonly string[] {
  const known = rightNamesOf[table].get(project);
  if (known) return known;
  const names = exportColumns(version, project, table).filter(
    (name) => ONE_NUMBER.has(name) || project.extraRights.includes(name),
  );
  rightNamesOf[table].set(project, names);
  return names;
}
