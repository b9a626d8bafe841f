import type { DataTable } from "../dataTable";
import { readHeader } from "../import/header";
import { questionOf } from "../import/question";
import type { QuestionId } from "../import/question";
import type { OpenSpot } from "../import/report";
import { importTable } from "../import/importTable";
import type { Snapshot } from "../access/snapshot";
import { describeColumn } from "../access/tables";
import type { TableName } from "../access/tables";
import type { CheckCode, Finding, Severity } from "./finding";
import { keys, shapeOnly } from "./shapeOnly";

export interface CheckInput {
  readonly table: TableName;
  readonly source: DataTable;
  /** Undefined: only what is wrong in any project is found. */
  readonly live: Snapshot | undefined;
  /** People whom the drafts of the project add. */
  readonly coming?: ReadonlySet<string>;
}

/** What is not simply wrong. */
const MILD: Readonly<Partial<Record<CheckCode, Severity>>> = {
  roleByLabel: "information",
  dagByLabel: "information",
  foreignRoles: "information",
  foreignDags: "information",
  columnShown: "hint",
  columnIgnored: "warning",
  formEncoding: "warning",
  roleColumnMissing: "warning",
  blankRoles: "warning",
  dagColumnMissing: "warning",
  blankDags: "warning",
  blankDates: "warning",
  formsMissing: "warning",
  rightsInRole: "warning",
};

/** What REDCap itself would do, where the file leaves it open. */
const CONSEQUENCE: Readonly<Partial<Record<QuestionId, string>>> = {
  roleColumnMissing: "REDCap takes everybody in such a file out of their roles.",
  blankRoles: "A blank takes them out of it.",
  dagColumnMissing: "REDCap may take them out of their groups; without one they see every record.",
  blankDates: "A blank removes it, and access never ends.",
  blankDags: "A blank takes them out of it, and they see every record.",
  formsMissing: "What is not listed becomes No access.",
};

/** Everything that an import of the table would refuse, ask or put right by itself, each at its cell. */
export function checkTable({ table, source, live, coming }: CheckInput): readonly Finding[] {
  const made = importTable({
    table,
    source,
    live: live ?? shapeOnly(table, source),
    coming: live ? (coming ?? new Set()) : new Set(keys(table, source)),
  });
  return [
    ...shownColumns(table, source),
    ...made.ignored.map(({ index, name, reason }) =>
      at({ row: -1, column: index, code: "columnIgnored", message: `"${name}" is ignored: ${reason}.` }),
    ),
    ...openSpots(made.open.filter(({ id }) => id !== "columnsUnknown" && (live || !id.startsWith("foreign")))),
    ...[...made.refused, ...made.remarks].map(at),
  ];
}

function at(found: Omit<Finding, "severity">): Finding {
  return { ...found, severity: MILD[found.code] ?? "error" };
}

function shownColumns(table: TableName, source: DataTable): readonly Finding[] {
  return readHeader(table, source.columns)
    .filter(({ name, known }) => known && describeColumn(table, name)?.readOnly)
    .map(({ index, said }) =>
      at({ row: -1, column: index, code: "columnShown", message: `REDCap shows "${said}" and ignores it in imports.` }),
    );
}

/** One finding for each cell, whomever it is about. */
function openSpots(open: readonly OpenSpot[]): readonly Finding[] {
  const about = new Map<string, { readonly spot: OpenSpot; readonly names: Set<string> }>();
  for (const spot of open) {
    const id = `${spot.id} ${spot.row} ${spot.column}`;
    const known = about.get(id) ?? { spot, names: new Set<string>() };
    about.set(id, known);
    known.names.add(spot.about);
  }
  return [...about.values()].map(({ spot: { id, row, column }, names }) => {
    const sentence = [questionOf(id, [...names]).sentence, CONSEQUENCE[id]].filter(Boolean).join(" ");
    return at({ row, column, code: id, message: sentence });
  });
}
