import type { DraftName, Edit } from "../../../../src/core/edits/edit";
import { addRow, removeRow, setCell } from "../../../../src/core/edits/edit";
import { cellText, column, EMPTY_TABLE } from "../../../../src/core/dataTable";
import { decodeJson } from "../../../../src/codec/json";
import type { Site } from "../site";

/** Edits of whole rows, and what the server has in its tables, for specifications over all tables. */

export const cell = setCell;

export function added(draft: DraftName, key: string, cells: Readonly<Record<string, string>> = {}): Edit[] {
  return [addRow(draft, key), ...Object.entries(cells).map(([name, value]) => cell(draft, key, name, "", value))];
}

export const removed = removeRow;

/** Who may do what, in names that people give: what REDCap calls roles and groups is left out. */
export function access(site: Site): Record<string, string> {
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

/** Ids in a request that the server does not know at that moment, or that are names of ours. */
export function unknownIds(site: Site, params: URLSearchParams): readonly string[] {
  const { users, roles, dags } = site.emulator.state(site.projectId);
  const groups = new Set(dags.map(({ unique }) => unique));
  const table = params.has("data") ? decodeJson(params.get("data") ?? "").table : EMPTY_TABLE;
  const values = (...names: readonly string[]) =>
    names.flatMap((name) => table.rows.map((row) => cellText(column(table, name)(row)))).filter((text) => text !== "");
  const mapping = params.get("content") !== "user";
  const listed = (name: string) => [...params].filter(([key]) => key.startsWith(`${name}[`)).map(([, value]) => value);
  return [
    ...[...values("unique_role_name"), ...listed("roles")].filter((id) => !roles.has(id)),
    ...[...values("data_access_group", "redcap_data_access_group", "unique_group_name"), ...listed("dags")].filter(
      (id) => !groups.has(id),
    ),
    ...[...(mapping ? values("username") : []), ...listed("users")].filter((name) => !users.has(name)),
    ...(/new(%3A|:)\d/i.test(params.toString()) ? ["a name of ours"] : []),
  ];
}
