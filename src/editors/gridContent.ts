import { decode } from "../codec/codec";
import type { DraftBase } from "../app/draftRecord";
import { cellText, column } from "../core/dataTable";
import type { Cell, DataTable } from "../core/dataTable";
import { describeDraftColumn, diffDraft, DRAFTS } from "../core/draft";
import { expirationWords, personState } from "../core/people";
import type { Today } from "../core/people";
import type { DraftName } from "../core/plan";
import type { Snapshot } from "../core/snapshot";
import { dagName, roleName } from "../core/words";
import type { GridCell, GridColumn, GridContent, GridOption, GridRow } from "./protocol";

export interface GridInput {
  readonly draft: DraftName;
  readonly text: string;
  readonly base: DraftBase;
  /** The newest read, when there is one: names, e-mails and labels come from it. */
  readonly snapshot: Snapshot | undefined;
  readonly today: Today;
  readonly project: string;
  readonly readOnly: string | undefined;
  readonly asOf: string;
  readonly moved: boolean;
}

const CONTEXT: readonly GridColumn[] = [
  { name: "name", title: "Name", help: "From the person's REDCap account.", editable: false, grow: 3 },
  { name: "email", title: "Email", help: "From the person's REDCap account.", editable: false, grow: 4 },
  { name: "status", title: "Access", help: "Until when the person has access.", editable: false, grow: 3 },
];
const GROW: Readonly<Record<string, number>> = { username: 3, unique_role_name: 6, data_access_group: 5 };

/** A draft's text as the grid shows it: its own cells, context beside them, what changed, what is wrong. */
export function gridContent(input: GridInput): GridContent {
  const { draft, text, base, snapshot, project, readOnly, asOf, moved } = input;
  const { table: now, problems: textProblems } = decode(text, "csv", DRAFTS[draft].table);
  const before = decode(base.text, "csv", DRAFTS[draft].table).table;
  const { edits, problems } = diffDraft(draft, before, now);
  const options = optionsOf(snapshot);
  const columns = [...ownColumns(draft, now, 1), ...CONTEXT, ...ownColumns(draft, now)];
  const rowProblems = new Map(
    problems.flatMap(({ row, message }) => (row === undefined ? [] : [[row, message] as const])),
  );
  const rows = gridRows(input, now, before, columns, options, rowProblems);
  const general = problems.filter(({ row }) => row === undefined).map(({ message }) => message);
  const messages = [...textProblems.map(({ line, message }) => `Line ${line}: ${message}`), ...general];
  const changes = edits.length + problems.length;
  const status = { project, changes, problems: messages, asOf, moved, ...(readOnly ? { readOnly } : {}) };
  return { columns, options, rows, status };
}

/** The key column goes first, then the context, then what can be edited. */
function ownColumns(draft: DraftName, table: DataTable, key?: 1): GridColumn[] {
  const { key: keyName } = DRAFTS[draft];
  return table.columns
    .filter((name) => (name === keyName) === (key === 1))
    .map((name) => {
      const described = describeDraftColumn(draft, name);
      return {
        name,
        title: described?.title ?? name,
        help: described?.help ?? "",
        editable: name !== keyName,
        grow: GROW[name] ?? 3,
        ...(described?.references ? { options: described.references } : {}),
      };
    });
}

function optionsOf(snapshot: Snapshot | undefined): Record<string, readonly GridOption[]> {
  if (!snapshot) return {};
  const roles = [...snapshot.roles.keys()].map((id) => ({ value: id, label: roleName(snapshot, id), hint: id }));
  const dags = [...snapshot.dags.keys()].map((id) => ({ value: id, label: dagName(snapshot, id), hint: id }));
  return {
    userRole: [{ value: "", label: "No role", hint: "own rights" }, ...roles],
    dag: [{ value: "", label: "No group", hint: "sees all records" }, ...dags],
  };
}

function gridRows(
  { draft, snapshot, today }: GridInput,
  now: DataTable,
  before: DataTable,
  columns: readonly GridColumn[],
  options: Readonly<Record<string, readonly GridOption[]>>,
  rowProblems: ReadonlyMap<number, string>,
): GridRow[] {
  const { key: keyName } = DRAFTS[draft];
  const key = column(now, keyName);
  const baseKey = column(before, keyName);
  const baseRows = new Map(before.rows.map((row) => [cellText(baseKey(row)), row]));
  const labels = new Map(
    Object.entries(options).map(([name, list]) => [name, new Map(list.map(({ value, label }) => [value, label]))]),
  );
  const readers = columns.map(({ name }) => [column(now, name), column(before, name)] as const);
  return now.rows.map((row, index) => {
    const name = cellText(key(row));
    const person = snapshot?.people.get(name);
    const old = baseRows.get(name);
    const context = new Map([
      ["name", person?.name ?? ""],
      ["email", person?.email ?? ""],
      ["status", person ? expirationWords(person, today) : ""],
    ]);
    const cells = columns.map(({ name: columnName, options: list }, at) => {
      const shown = context.get(columnName);
      if (shown !== undefined) return { value: shown, text: shown };
      const [is, was] = readers[at] ?? [() => undefined, () => undefined];
      return ownCell(
        cellText(is(row)),
        old && was(old),
        list === undefined ? undefined : (labels.get(list) ?? new Map()),
      );
    });
    const problem = rowProblems.get(index);
    const [first, ...others] = cells;
    const marked = problem && first ? [{ ...first, problem }, ...others] : cells;
    const changed = problem !== undefined || cells.some(({ was }) => was !== undefined);
    return { key: name, cells: marked, state: person ? personState(person, today) : "", changed };
  });
}

function ownCell(value: string, old: Cell, labels: ReadonlyMap<string, string> | undefined): GridCell {
  const label = (of: string) => labels?.get(of) ?? of;
  const was = old === undefined || cellText(old) === value ? undefined : label(cellText(old));
  const unknown = labels !== undefined && labels.size > 0 && !labels.has(value);
  const problem = unknown ? `"${value}" is not in the project. Choose one from the list.` : undefined;
  return { value, text: label(value), ...(was === undefined ? {} : { was }), ...(problem ? { problem } : {}) };
}
