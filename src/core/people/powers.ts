import { cellText, column, EMPTY_TABLE } from "../dataTable";
import type { Cell, DataTable } from "../dataTable";
import { decodeFormRight, EXPORT_CODES, exportRank, formMap } from "../access/rights";
import type { Person, Snapshot } from "../access/snapshot";

/** The rights that weigh most. */
export interface Powers {
  /** User Rights, in full. */
  readonly users: boolean;
  readonly design: boolean;
  readonly dags: boolean;
  /** The full data set, of one instrument or of all. */
  readonly exportsAll: boolean;
  readonly api: boolean;
  readonly deletes: boolean;
  readonly log: boolean;
  /** Signs electronically, and edits some instrument. */
  readonly signsOwn: boolean;
}

/** Reads them for everybody of a project; a role is read once, however many people are in it. */
export function powersIn({ tables, roles }: Snapshot): (person: Person) => Powers {
  const own = powersReader(tables.user ?? EMPTY_TABLE);
  const inRole = powersReader(tables.userRole ?? EMPTY_TABLE);
  const known = new Map<string, Powers>();
  return (person) => {
    const role = roles.get(person.role);
    if (!role) return own(person.row);
    const before = known.get(role.id);
    if (before) return before;
    const powers = inRole(role.row);
    known.set(role.id, powers);
    return powers;
  };
}

function powersReader(table: DataTable): (row: readonly Cell[]) => Powers {
  const read = (name: string) => {
    const cell = column(table, name);
    return (row: readonly Cell[]) => cellText(cell(row));
  };
  const is = (name: string, value = "1") => {
    const text = read(name);
    return (row: readonly Cell[]) => text(row) === value;
  };
  const [users, design, dags] = [is("user_rights"), is("design"), is("data_access_groups")];
  const [reads, writes, app, deletes] = [is("api_export"), is("api_import"), is("mobile_app"), is("record_delete")];
  const [log, signs] = [is("logging"), is("lock_records", "2")];
  const [forms, exports] = [column(table, "forms"), column(table, "forms_export")];
  const whole = [read("data_export"), read("data_export_tool")];
  return (row) => ({
    users: users(row),
    design: design(row),
    dags: dags(row),
    exportsAll: whole.some((code) => isFull(code(row))) || [...formMap(exports(row)).values()].some(isFull),
    api: reads(row) || writes(row) || app(row),
    deletes: deletes(row),
    log: log(row),
    signsOwn: signs(row) && [...formMap(forms(row)).values()].some((code) => decodeFormRight(code).edit),
  });
}

function isFull(code: string): boolean {
  return exportRank(code) === EXPORT_CODES.length - 1;
}
