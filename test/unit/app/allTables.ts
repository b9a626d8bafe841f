import type { CellEdit } from "../../../src/core/plan";
import { rowAdded, rowRemoved } from "../../../src/core/rowEdits";
import type { Site } from "./site";

/** Edits of whole rows, and what the server has in its tables, for specifications over all tables. */

export function cell(draft: CellEdit["draft"], key: string, column: string, before: string, after: string): CellEdit {
  return { draft, key, column, before, after };
}

export function added(draft: CellEdit["draft"], key: string, cells: Readonly<Record<string, string>> = {}): CellEdit[] {
  return [rowAdded({ draft, key }), ...Object.entries(cells).map(([name, value]) => cell(draft, key, name, "", value))];
}

export function removed(draft: CellEdit["draft"], key: string): CellEdit {
  return rowRemoved({ draft, key });
}

/** Who may do what, in names that people give: what REDCap calls roles and groups is left out. */
export function access(site: Site): Readonly<Record<string, string>> {
  const { users, roles, dags } = site.emulator.state(site.projectId);
  const told = (codes: ReadonlyMap<string, number>) =>
    [...codes]
      .filter(([, code]) => code !== 0 && code !== 128)
      .map(([name, code]) => `${name}:${code}`)
      .sort()
      .join();
  return {
    ...Object.fromEntries(
      [...users].map(([name, { role, dag, expiration }]) => [
        name,
        [role?.label ?? site.own(name), dag?.name ?? "", expiration].join("/"),
      ]),
    ),
    ...Object.fromEntries(
      [...roles.values()].map((role) => [
        `role ${role.label}`,
        [role.rights, role.forms, role.formsExport].map(told).join(" "),
      ]),
    ),
    groups: dags
      .map(({ name }) => name)
      .sort()
      .join(),
  };
}
