import { cellText, tableOf } from "../../../src/core/dataTable";
import type { Cell, DataTable } from "../../../src/core/dataTable";
import type { Plan, PlanInput } from "../../../src/core/plan/plan";
import type { DraftName, Edit, SetCell } from "../../../src/core/edits/edit";
import { planChanges } from "../../../src/core/planner/planner";
import { addRow, columnOf, removeRow, setCell } from "../../../src/core/edits/edit";
import { buildSnapshot } from "../../../src/core/access/snapshot";
import type { Snapshot, SnapshotParts } from "../../../src/core/access/snapshot";
import { english } from "../../../src/core/text/message";

/** A small trial that the specifications of planning talk about. The token is ann's unless they say otherwise. */
export const TODAY = "2026-06-15";

const RIGHTS = ["design", "user_rights", "data_access_groups", "api_export", "api_import", "forms"];
const ADMIN: readonly Cell[] = [1, 1, 1, 1, 1, "visit:130,labs:130"];
const ENTRY: readonly Cell[] = [0, 0, 0, 0, 0, "visit:130,labs:129"];
const MONITOR: readonly Cell[] = [0, 2, 0, 0, 0, "visit:129,labs:129"];

interface Row {
  readonly role?: string;
  readonly dag?: string;
  readonly expiration?: string;
  readonly rights?: readonly Cell[];
}

const PEOPLE: Readonly<Record<string, Row>> = {
  ann: { role: "U-1ADMIN", rights: ADMIN },
  bob: { role: "U-2ENTRY", dag: "boston", rights: ENTRY },
  carol: { role: "U-2ENTRY", dag: "boston", expiration: "2026-12-31", rights: ENTRY },
  dave: { dag: "lyon", rights: ADMIN },
  eve: { rights: ENTRY },
};

export interface TrialOptions {
  readonly people?: Readonly<Record<string, Row>>;
  /** Does the role mapping have a group column? */
  readonly mappingWithDag?: boolean;
  readonly roles?: readonly (readonly Cell[])[];
  readonly without?: readonly (keyof SnapshotParts["tables"])[];
  readonly tables?: SnapshotParts["tables"];
}

export function trial({
  people = {},
  mappingWithDag = true,
  roles,
  without = [],
  tables,
}: TrialOptions = {}): Snapshot {
  const rows = Object.entries({ ...PEOPLE, ...people });
  const all: Record<string, DataTable> = {
    user: tableOf(
      ["username", "email", "expiration", "data_access_group", ...RIGHTS],
      rows.map(([name, row]) => [
        name,
        `${name}@example.org`,
        row.expiration ?? "",
        row.dag ?? "",
        ...(row.rights ?? ENTRY),
      ]),
    ),
    userRole: tableOf(
      ["unique_role_name", "role_label", ...RIGHTS],
      roles ?? [
        ["U-1ADMIN", "Administrators", ...ADMIN],
        ["U-2ENTRY", "Data Entry", ...ENTRY],
        ["U-3MON", "Monitor", ...MONITOR],
      ],
    ),
    userRoleMapping: tableOf(
      ["username", "unique_role_name", ...(mappingWithDag ? ["data_access_group"] : [])],
      rows.map(([name, row]) => [name, row.role ?? "", ...(mappingWithDag ? [row.dag ?? ""] : [])]),
    ),
    dag: tableOf(
      ["data_access_group_name", "unique_group_name", "data_access_group_id"],
      [
        ["Boston", "boston", 1],
        ["Lyon", "lyon", 2],
      ],
    ),
    userDagMapping: tableOf(
      ["username", "redcap_data_access_group"],
      rows.map(([name, row]) => [name, row.dag ?? ""]),
    ),
    ...tables,
  };
  for (const name of without) delete all[name];
  return buildSnapshot({
    takenAt: 0,
    project: { projectId: 12, title: "Trial", inProduction: false, raw: new Map() },
    version: "16.1.3",
    instruments: [
      { name: "visit", label: "Visit" },
      { name: "labs", label: "Labs" },
    ],
    tables: all,
    missing: {},
  });
}

export function role(key: string, before: string, after: string): SetCell {
  return setCell("assignments", key, "unique_role_name", before, after);
}

export function dag(key: string, before: string, after: string): SetCell {
  return setCell("assignments", key, "data_access_group", before, after);
}

export function expiration(key: string, before: string, after: string): SetCell {
  return setCell("users", key, "expiration", before, after);
}

export function right(key: string, column: string, before: string, after: string): SetCell {
  return setCell("users", key, column, before, after);
}

export const cell = setCell;

/** A row that is added, with what stands in it. */
export function added(draft: DraftName, key: string, cells: Readonly<Record<string, string>> = {}): Edit[] {
  return [addRow(draft, key), ...Object.entries(cells).map(([name, value]) => cell(draft, key, name, "", value))];
}

export const removed = removeRow;

/** An edit in short: the key of a row that comes or goes stands for the row. */
export function inShort(edit: Edit): Omit<SetCell, "kind"> {
  const { draft, key } = edit;
  const at = { draft, key, column: columnOf(edit) };
  switch (edit.kind) {
    case "add":
      return { ...at, before: "", after: key };
    case "remove":
      return { ...at, before: key, after: "" };
    case "set":
      return { ...at, before: edit.before, after: edit.after };
  }
}

export function sentences(made: Plan): readonly string[] {
  return made.changes.map((change) => english(change.sentence));
}

export function plan(edits: readonly Edit[], input: Partial<PlanInput> = {}): Plan {
  return planChanges({ live: trial(), owner: "ann", today: TODAY, ...input, edits });
}

/** The requests in short: "assign carol=U-3MON/boston". */
export function requests(made: Plan): readonly string[] {
  return made.steps.map((step) => {
    const rows = step.rows.rows.map(([name, ...values]) => `${cellText(name)}=${values.map(cellText).join("/")}`);
    return `${step.purpose} ${rows.join(" ")}${step.owner ? " (owner)" : ""}`;
  });
}

export function rules(made: Plan): readonly string[] {
  return made.problems.map((finding) => finding.rule);
}
