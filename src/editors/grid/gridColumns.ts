import { formMapText } from "../../core/dataTable";
import { NAME_COLUMN } from "../../core/edits/edit";
import type { DataTable } from "../../core/dataTable";
import { describeDraftColumn, DRAFTS, isOwnRight } from "../../core/edits/draftTables";
import { groupIds } from "../../core/rules/sentCell";
import type { DraftName } from "../../core/edits/edit";
import { encodeFormRight, projectEncoding } from "../../core/access/rights";
import type { Snapshot } from "../../core/access/snapshot";
import { RIGHT_COLUMNS } from "../../core/access/tables";
import { peopleCount, roleSummary } from "../../core/access/grants";
import { dagName, roleName } from "../../core/access/names";
import type { GridColumn, GridForms, GridOption } from "../protocol";
import { shown } from "../../core/text/displayText";
import { own } from "../../core/own";
import { message } from "../../core/text/message";
import type { Message } from "../../core/text/message";

/** Renders a sentence in the person's language. */
export type Say = (said: Message) => string;

/** Roles and DAGs that drafts of the project create, by local key. */
export interface NewNames {
  readonly roles: ReadonlyMap<string, string>;
  readonly dags: ReadonlyMap<string, string>;
}

const WIDTHS: Readonly<Record<string, number>> = {
  username: 180,
  unique_role_name: 240,
  role_label: 220,
  data_access_group: 200,
  data_access_group_name: 240,
  expiration: 190,
  forms: 260,
  forms_export: 260,
};
const BY_KIND: Readonly<Record<string, number>> = { flag: 130, choice: 170 };
/** The draft's own columns, in the order of the grid; all but the key can be edited. */
export function ownColumns(draft: DraftName, { columns }: DataTable, say: Say): readonly GridColumn[] {
  const { key } = DRAFTS[draft];
  const first = columns.length === 0 || columns.includes(NAME_COLUMN[draft]) ? NAME_COLUMN[draft] : key;
  const order = [first, key].filter((name) => columns.includes(name));
  // A table without rows can come without columns too.
  const names = columns.length === 0 ? [...new Set([NAME_COLUMN[draft], key])] : [...new Set([...order, ...columns])];
  const both = names.includes("api_export");
  return names.map((name) => {
    const described = describeDraftColumn(draft, name);
    const help = described ? say(described.help) : "";
    const kind = name === key ? "key" : (described?.kind ?? "text");
    const about = both && (EXPORTS.has(name) || name === "api_export") ? `${help} ${say(EXPORT_AND_API)}` : help;
    return {
      name,
      title: described ? say(described.title) : shown(name),
      help: about,
      kind: described?.readOnly ? "context" : kind,
      editable: name !== key && !described?.readOnly,
      width: name === key && name !== first ? 170 : (own(WIDTHS, name) ?? BY_KIND[kind] ?? 160),
      ...(described?.references ? { options: described.references, group: true as const } : {}),
      ...(kind === "choice" || kind === "flag" ? { options: choicesName(name) } : {}),
      ...(draft === "users" && isOwnRight(name) ? { own: true as const } : {}),
    };
  });
}

/** Explains the export rights that differ: of data by hand, and through the API. */
const EXPORT_AND_API = message(
  "Data export rights say which data may be exported; API Export lets a program do it with a token.",
);

const EXPORTS: ReadonlySet<string> = new Set(["data_export", "data_export_tool", "forms_export"]);

function choicesName(column: string): string {
  return `choices ${column}`;
}

/** Roles, DAGs and the choices of the columns, in words. */
export function gridOptions(
  draft: DraftName,
  { columns }: DataTable,
  snapshot: Snapshot | undefined,
  { roles, dags }: NewNames,
  say: Say,
): Record<string, readonly GridOption[]> {
  const options: Record<string, readonly GridOption[]> = {};
  for (const name of columns) {
    const choices = describeDraftColumn(draft, name)?.choices;
    if (choices)
      options[choicesName(name)] = choices.map(({ value, title }) => ({ value, label: say(title), hint: "" }));
  }
  if (!snapshot || draft !== "assignments") return options;
  const notYet = say(message("not yet in REDCap"));
  const fresh = (names: ReadonlyMap<string, string>) =>
    [...names].map(([value, label]) => ({ value, label: shown(label), hint: notYet }));
  options["userRole"] = [
    { value: "", label: say(message("No role")), hint: say(message("own rights")) },
    ...[...snapshot.roles.keys()].map((id) => ({
      value: id,
      label: roleName(snapshot, id),
      hint: say(roleSummary(snapshot, id)),
    })),
    ...fresh(roles),
  ];
  const members = (id: string) => {
    const group = snapshot.dags.get(id);
    return group ? say(peopleCount(group.members.length)) : "";
  };
  options["dag"] = [
    { value: "", label: say(message("No DAG")), hint: say(message("sees the records of every DAG")) },
    ...[...groupIds(snapshot)].map((id) => ({
      value: id,
      label: dagName(snapshot, id),
      hint: members(id),
    })),
    ...fresh(dags),
  ];
  return options;
}

/** The project's instruments and its encoding, as its tables and the draft's base have it. */
export function gridForms(snapshot: Snapshot | undefined, base: DataTable): GridForms {
  const tables = [snapshot?.tables.user, snapshot?.tables.userRole, base];
  const bits = tables.some((table) => table !== undefined && encodingOf(table) === "bits");
  return { instruments: snapshot?.instruments ?? [], encoding: bits ? "bits" : "legacy" };
}

const encodings = new WeakMap<DataTable, GridForms["encoding"]>();

/** Every map of a table has to be read for it: once is enough. */
function encodingOf(table: DataTable): GridForms["encoding"] {
  const index = table.columns.indexOf("forms");
  const encoding = encodings.get(table) ?? projectEncoding(index < 0 ? [] : table.rows.map((row) => row[index]));
  encodings.set(table, encoding);
  return encoding;
}

/** A role that gives nothing, in every column that says so: nobody has to guess what a blank would be. */
export function noRights({ instruments, encoding }: GridForms): Readonly<Record<string, string>> {
  const none = { view: false, edit: false, editSurvey: false };
  const every = (code: string) => formMapText(instruments.map(({ name }) => [name, code]));
  return Object.fromEntries(
    RIGHT_COLUMNS.map(({ name, kind }) => {
      if (kind === "formRights") return [name, every(encodeFormRight(none, encoding))];
      return [name, kind === "formExport" ? every("0") : "0"];
    }),
  );
}
