import { EXPORT_CODES } from "../../core/access/rights";
import type { Cell, DataTable, FormMap } from "../../core/dataTable";
import { cellText } from "../../core/dataTable";
import { rightNames } from "../project/columns";
import { formCode, isFormCode, knowsLevel } from "../project/codes";
import type { ImportRow } from "./importing";
import type { Grants, ProjectState, World } from "../project/state";

/** Whose rights a row changes, as the messages call it. */
export interface Subject {
  readonly table: "user" | "userRole";
  /** `user "ann"` or `user role "U-1"`. */
  readonly words: string;
}

/** What keeps a row's rights from being stored. */
export function grantProblems(world: World, project: ProjectState, subject: Subject, row: ImportRow): string[] {
  const problems: string[] = [];
  for (const name of rightNames(world.version, project, subject.table)) {
    const value = row.get(name);
    if (value === undefined) continue;
    if (!/^[0-9]?$/.test(cellText(value)) || !knowsLevel(world.version, name, Number(cellText(value))))
      problems.push(`The value "${cellText(value)}" of "${name}" is incorrect for the ${subject.words}`);
  }
  const forms = new Set(project.instruments.map(({ name }) => name));
  const lists = [
    ["forms", (code: number) => isFormCode(code, world.version)],
    ["forms_export", (code: number) => EXPORT_CODES.includes(String(code))],
  ] as const;
  for (const [name, isCode] of lists)
    for (const [form, code] of formEntries(row.get(name))) {
      if (!forms.has(form))
        problems.push(
          `The form named "${form}" is incorrect for the ${subject.words} The form does not exist in this project.`,
        );
      else if (!/^\d+$/.test(code) || !isCode(Number(code)))
        problems.push(`The value "${code}" of the form named "${form}" is incorrect for the ${subject.words}`);
    }
  return problems;
}

/**
 * Stores the rights that a row has. A right left out stays as it is; a form left out of a list that is there loses its
 * right, which is what makes partial lists dangerous.
 */
export function writeGrants(world: World, project: ProjectState, table: Subject["table"], row: ImportRow, to: Grants) {
  for (const name of rightNames(world.version, project, table)) {
    const value = row.get(name);
    if (value !== undefined) to.rights.set(name, Number(cellText(value)));
  }
  const takes = (name: string) => row.has(name) || world.switches.formsLeftOut === "clear";
  if (takes("forms")) replace(to.forms, row.get("forms"), (code) => formCode(code, project.formCodes));
  if (takes("forms_export")) replace(to.formsExport, row.get("forms_export"), (code) => code);
}

function replace(map: Map<string, number>, cell: Cell, encode: (code: number) => number): void {
  map.clear();
  for (const [form, code] of formEntries(cell)) map.set(form, encode(Number(code)));
}

/** CSV has `form:code,form:code`; the code stands after the last colon. */
function formEntries(cell: Cell): readonly (readonly [form: string, code: string])[] {
  if (typeof cell === "object" && cell !== null)
    return Object.entries(cell).map(([form, code]) => [form, String(code ?? "")]);
  return cellText(cell)
    .split(",")
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "")
    .map((entry) => {
      const colon = entry.lastIndexOf(":");
      return colon < 0 ? [entry, ""] : [entry.slice(0, colon), entry.slice(colon + 1)];
    });
}

/** Cells of an export by column name, for the columns that hold rights. */
export function grantCell(project: ProjectState, grants: Grants, column: string): number | FormMap {
  const none = formCode(0, project.formCodes);
  if (column === "forms") return formMap(project, grants.forms, none);
  if (column === "forms_export") return formMap(project, grants.formsExport, 0);
  return grants.rights.get(column) ?? 0;
}

function formMap(project: ProjectState, codes: ReadonlyMap<string, number>, none: number): FormMap {
  const map = Object.create(null) as Record<string, number>;
  for (const { name } of project.instruments) map[name] = codes.get(name) ?? none;
  return map;
}

/** One table from a function per cell, since every export reads as *columns × things*. */
export function exportTable<T>(
  columns: readonly string[],
  things: Iterable<T>,
  cell: (thing: T, column: string) => Cell,
): DataTable {
  return { columns, rows: [...things].map((thing) => columns.map((column) => cell(thing, column))) };
}
