import { decodeCsv } from "../codec/csv";
import type { DraftBase } from "../app/draftRecord";
import { cellText, column } from "../core/dataTable";
import type { DataTable } from "../core/dataTable";
import { describeDraftColumn, diffDraft, DRAFTS } from "../core/draft";
import type { DraftDiff } from "../core/draft";
import { groupIds } from "../core/guards/references";
import { expirationWords, personState } from "../core/people";
import type { Today } from "../core/people";
import type { DraftName } from "../core/plan";
import type { Person, Snapshot } from "../core/snapshot";
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
  readonly words: GridWords;
}

/** Translated texts that become part of the content. */
export interface GridWords {
  readonly name: string;
  readonly email: string;
  readonly fromAccount: string;
  readonly access: string;
  readonly untilWhen: string;
  readonly noRole: string;
  readonly ownRights: string;
  readonly noGroup: string;
  readonly seesAll: string;
  readonly line: (line: number, problem: string) => string;
  readonly notInProject: (value: string) => string;
}

/** What stands beside a person's key and cannot be edited. */
interface Context {
  readonly column: GridColumn;
  readonly text: (person: Person, today: Today) => string;
}

const GROW: Readonly<Record<string, number>> = { username: 3, unique_role_name: 5, data_access_group: 4 };
const SAME: DraftDiff = { edits: [], problems: [] };

/** A draft's text as the grid shows it: its own cells, context beside them, what changed, what is wrong. */
export function gridContent(input: GridInput): GridContent {
  const { draft, text, base, snapshot, project, readOnly, asOf, moved, words } = input;
  const now = decodeCsv(text);
  const changed = text !== base.text;
  const unreadable = changed ? now.problems : [];
  const diff = changed ? diffDraft(draft, decodeCsv(base.text).table, now.table) : SAME;
  const options = optionsOf(snapshot, words);
  const context = DRAFTS[draft].key === "username" ? contextOf(words) : [];
  const own = ownColumns(draft, now.table);
  const [key, others] = [own.filter(({ editable }) => !editable), own.filter(({ editable }) => editable)];
  const rows = gridRows(input, now.table, diff, { key, context, others, options });
  const general = diff.problems.filter(({ row }) => row === undefined).map(({ message }) => message);
  const problems = [...unreadable.map(({ line, message }) => words.line(line, message)), ...general];
  const changes = diff.edits.length + diff.problems.length + unreadable.length;
  const status = { project, changes, problems, asOf, moved, ...(readOnly ? { readOnly } : {}) };
  return { columns: [...key, ...context.map((each) => each.column), ...others], options, rows, status };
}

function contextOf({ name, email, fromAccount, access, untilWhen }: GridWords): readonly Context[] {
  const fixed = { editable: false };
  return [
    { column: { name: "name", title: name, help: fromAccount, grow: 3, ...fixed }, text: (person) => person.name },
    { column: { name: "email", title: email, help: fromAccount, grow: 4, ...fixed }, text: (person) => person.email },
    { column: { name: "status", title: access, help: untilWhen, grow: 3, ...fixed }, text: expirationWords },
  ];
}

/** The draft's own columns; all but the key can be edited. */
function ownColumns(draft: DraftName, table: DataTable): readonly GridColumn[] {
  const { key } = DRAFTS[draft];
  return table.columns.map((name) => {
    const described = describeDraftColumn(draft, name);
    return {
      name,
      title: described?.title ?? name,
      help: described?.help ?? "",
      editable: name !== key,
      grow: GROW[name] ?? 3,
      ...(described?.references ? { options: described.references } : {}),
    };
  });
}

function optionsOf(snapshot: Snapshot | undefined, words: GridWords): Record<string, readonly GridOption[]> {
  if (!snapshot) return {};
  const roles = [...snapshot.roles.keys()].map((id) => ({ value: id, label: roleName(snapshot, id), hint: id }));
  const dags = [...groupIds(snapshot)].map((id) => ({ value: id, label: dagName(snapshot, id), hint: id }));
  return {
    userRole: [{ value: "", label: words.noRole, hint: words.ownRights }, ...roles],
    dag: [{ value: "", label: words.noGroup, hint: words.seesAll }, ...dags],
  };
}

interface Shape {
  readonly key: readonly GridColumn[];
  readonly context: readonly Context[];
  readonly others: readonly GridColumn[];
  readonly options: Readonly<Record<string, readonly GridOption[]>>;
}

function gridRows(
  { draft, snapshot, today, words }: GridInput,
  now: DataTable,
  { edits, problems }: DraftDiff,
  { key, context, others, options }: Shape,
): readonly GridRow[] {
  const readKey = column(now, DRAFTS[draft].key);
  const wrong = new Map(problems.flatMap(({ row, message }) => (row === undefined ? [] : [[row, message] as const])));
  const edited = new Map<string, Map<string, string>>();
  for (const edit of edits) {
    const row = edited.get(edit.key) ?? new Map<string, string>();
    edited.set(edit.key, row.set(edit.column, edit.before));
  }
  const lists = new Map(
    Object.entries(options).map(([name, list]) => [name, new Map(list.map(({ value, label }) => [value, label]))]),
  );
  const cellOf = ({ name, options: list = "" }: GridColumn) => {
    const read = column(now, name);
    const labels = lists.get(list);
    return (row: DataTable["rows"][number], was: string | undefined): GridCell => {
      const value = cellText(read(row));
      // What nobody changed is as REDCap has it, whether or not this token can list it.
      const strange = was !== undefined && labels !== undefined && !labels.has(value.trim());
      return {
        value,
        text: labels?.get(value.trim()) ?? value,
        ...(was === undefined ? {} : { was: labels?.get(was) ?? was }),
        ...(strange ? { problem: words.notInProject(value) } : {}),
      };
    };
  };
  const [keyCells, otherCells] = [key.map(cellOf), others.map((each) => [each.name, cellOf(each)] as const)];
  return now.rows.map((row, index) => {
    const name = cellText(readKey(row));
    const person = snapshot?.people.get(name);
    const problem = wrong.get(index);
    const before = problem === undefined ? edited.get(name) : undefined;
    const cells = [
      ...keyCells.map((cell) => ({ ...cell(row, undefined), ...(problem === undefined ? {} : { problem }) })),
      ...context.map(({ text }) => blankOr(person ? text(person, today) : "")),
      ...otherCells.map(([each, cell]) => cell(row, before?.get(each))),
    ];
    const changed = problem !== undefined || before !== undefined;
    return { key: name, cells, state: person ? personState(person, today) : "", changed };
  });
}

function blankOr(text: string): GridCell {
  return { value: text, text };
}
