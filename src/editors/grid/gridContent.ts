import type { DraftBase } from "../../app/drafts/draftRecord";
import { problemCount } from "../../codec/problems";
import { draftCell } from "../../core/edits/draftCell";
import { DRAFTS } from "../../core/edits/draftTables";
import { isConflict } from "../../core/edits/sameValue";
import { baseRows } from "../../core/drafts/diffDraft";
import { describeExpiration, personState } from "../../core/access/people";
import type { Today } from "../../core/access/people";
import type { DraftName, Edit, PeopleChanges } from "../../core/edits/edit";
import type { ExpirationState } from "../../core/access/rights";
import type { Person, Snapshot } from "../../core/access/snapshot";
import { roleName } from "../../core/access/names";
import { GridMemory } from "./gridMemory";
import { draftRows, plainRows, rowComparer } from "../drafts/draftRows";
import type { DraftRow } from "../drafts/draftRows";
import { gridForms, gridOptions, ownColumns } from "./gridColumns";
import type { NewNames, Say } from "./gridColumns";
import { afterEdit, conflictsIn } from "./gridEdit";
import type { MadeContent } from "./gridEdit";
import type { Giver, GridColumn, GridContent, GridOption, GridRow, RowAction } from "../protocol";
import { CELL_RULES } from "../../core/rules/cellRules";
import { breaks } from "../../core/rules/rule";
import { sentProblems } from "../../core/rules/sentCell";
import { shown } from "../../core/text/displayText";
import { message } from "../../core/text/message";
import type { Message } from "../../core/text/message";

export interface GridInput {
  readonly draft: DraftName;
  readonly text: string;
  readonly base: DraftBase;
  /** The newest read, when there is one: names, emails and labels come from it. */
  readonly snapshot: Snapshot | undefined;
  /** What the other drafts of the project create and remove. */
  readonly others: NewNames & { readonly users: PeopleChanges };
  readonly today: Today;
  readonly project: string;
  readonly readOnly: string | undefined;
  readonly readAt: string;
  /** Changes in the other drafts of the project. */
  readonly elsewhere: number;
  readonly applied: string | undefined;
  /** Why the last refresh failed. */
  readonly failed?: string | undefined;
  readonly moved: boolean;
  readonly say: Say;
}

/** How people stand, by state. */
const STATES: Readonly<Record<ExpirationState, Message>> = {
  active: message("ends later"),
  soon: message("expires soon"),
  today: message("expires today"),
  expired: message("expired"),
  never: message("does not expire"),
};

/** DAG assignments are the assignments grouped by this. */
const GROUP = "data_access_group";

/** What stands beside a row's name and cannot be edited. */
interface Context {
  readonly column: GridColumn;
  readonly text: (key: string) => string;
}

const ROW_ACTIONS: Readonly<Record<DraftName, readonly RowAction[]>> = {
  users: ["add", "remove", "restore"],
  roles: ["add", "duplicate", "remove", "restore"],
  dags: ["add", "remove", "restore"],
  assignments: [],
};

/**
 * A draft's text as the grid shows it: its own cells, context beside them, what changed, what is wrong. With the memory
 * of the time before, rows that read as they did are the same objects, and after an edit of cells only those are read.
 */
export function gridContent(input: GridInput, memory = new GridMemory()): GridContent {
  const { draft, text, base, snapshot, today, others, say, project, readOnly, readAt, moved } = input;
  const read = memory.read(text, base.text);
  const of = [draft, read.base, snapshot, today.today, today.soonDays, others, say, readOnly];
  const { made: last } = memory;
  const known = last?.of.every((each, index) => each === of[index]) && read.now.decoded.problems.length === 0;
  const made =
    (known && last && afterEdit(last, read.now.decoded.table, read.now.anew)) || makeContent(input, read, memory, of);
  memory.made = made;
  const { content, changes, problems } = made;
  const status = {
    ...{ project: shown(project), changes, inProject: changes + input.elsewhere, problems, readAt, moved },
    ...(readOnly ? { readOnly } : {}),
    ...(made.conflicts > 0 ? { conflicts: made.conflicts } : {}),
    ...(input.failed === undefined ? {} : { failed: input.failed }),
    ...(input.applied === undefined ? {} : { applied: input.applied }),
  };
  return { ...content, status };
}

function makeContent(
  input: GridInput,
  read: ReturnType<GridMemory["read"]>,
  memory: GridMemory,
  of: readonly unknown[],
): MadeContent {
  const { draft, text, base, snapshot, readOnly, say, others } = input;
  const [now, before] = [read.now.decoded, read.base.decoded.table];
  const { columns: names } = now.table;
  const changed = text !== base.text;
  const known = {
    compared: memory.compared.during(before, names),
    removed: memory.removed.during(before, names),
  };
  const unreadable = changed ? now.problems : [];
  const compared = changed
    ? draftRows(draft, before, now.table, others.users, known)
    : plainRows(draft, now.table, others.users, known);
  const own = ownColumns(draft, now.table, say);
  const context = contextOf(input);
  const fixed = own.findIndex(({ editable, name }, index) => index > 0 && editable && name !== DRAFTS[draft].key);
  // Role and DAG are what assignments are about: they stand beside the username.
  const cut = fixed < 0 || draft === "assignments" ? own.length : fixed;
  const columns = [...own.slice(0, cut), ...context.map((each) => each.column), ...own.slice(cut)];
  const states = Object.entries(STATES).map(([value, label]) => ({ value, label: say(label), hint: "" }));
  const options = { ...gridOptions(draft, now.table, snapshot, others, say), states };
  const show = rowShower(input, names, { columns, context, options }, memory);
  const forms = gridForms(snapshot, before);
  const rowActions = readOnly ? [] : ROW_ACTIONS[draft];
  const rows = compared.rows.map(show);
  return {
    of,
    draft,
    table: now.table,
    rows: compared.rows,
    conflicts: rows.reduce((sum, row) => sum + conflictsIn(row), 0),
    content: {
      ...{ draft, columns, options, forms, rowActions, matrix: draft === "roles", rows },
      ...(draft === "assignments" && names.includes(GROUP) ? { groupBy: GROUP } : {}),
      ...(draft === "users" && input.snapshot ? { givers: giversOf(input.snapshot, columns) } : {}),
    },
    changes: compared.changes + problemCount(unreadable),
    problems: [
      ...unreadable.map(({ line, message: problem }) => say(message("Line {line}: {problem}", { line, problem }))),
      ...compared.problems.map(say),
    ],
    sound: compared.sound && now.problems.length === 0,
    compare: rowComparer(draft, before, names, known.compared),
    twice: baseRows(draft, before).twice,
    show,
  };
}

function contextOf({ draft, snapshot, today, say }: GridInput): readonly Context[] {
  const make = (name: string, title: Message, help: Message, width: number, text: Context["text"]): Context => ({
    column: { name, title: say(title), help: say(help), width, kind: "context", editable: false },
    text,
  });
  if (draft === "roles" || draft === "dags") {
    const help = draft === "roles" ? message("People in this role now.") : message("People in this DAG now.");
    const count = (key: string) => String(snapshot?.[draft].get(key)?.members.length ?? "");
    return [make("members", message("Members"), help, 100, count)];
  }
  const about = (tell: (person: Person) => string) => (key: string) => {
    const person = snapshot?.people.get(key);
    return person ? tell(person) : "";
  };
  const fromAccount = message("From the person's REDCap account.");
  const person = [
    make(
      "name",
      message("Name"),
      fromAccount,
      170,
      about(({ name }) => name),
    ),
    make(
      "email",
      message("Email"),
      fromAccount,
      220,
      about(({ email }) => email),
    ),
    grouped(
      make(
        "status",
        message("Access"),
        message("Until when the person has access."),
        165,
        about((each) => {
          const expiration = describeExpiration(each, today);
          return expiration ? say(expiration) : "";
        }),
      ),
      "states",
    ),
  ];
  if (draft === "assignments" || !snapshot) return person;
  const ownRights = say(message("own rights"));
  const giver = about(({ role }) => (role ? roleName(snapshot, role) : ownRights));
  const whoGives = message("A role gives its rights to everybody in it; others have their own.");
  return [...person, grouped(make("rights", message("Rights from"), whoGives, 170, giver))];
}

function grouped({ column, text }: Context, options?: string): Context {
  return { column: { ...column, group: true, ...(options ? { options } : {}) }, text };
}

interface Shape {
  readonly columns: readonly GridColumn[];
  readonly context: readonly Context[];
  readonly options: Readonly<Record<string, readonly GridOption[]>>;
}

function giversOf(snapshot: Snapshot, columns: readonly GridColumn[]): Readonly<Record<string, Giver>> {
  return Object.fromEntries(
    [...snapshot.roles.keys()].map((id) => {
      const cells = columns.map(({ own, name }) => (own ? (draftCell(snapshot, "roles", id, name) ?? "") : ""));
      return [id, { name: roleName(snapshot, id), cells }];
    }),
  );
}

/** How the frame marks what becomes of a row. */
const CHANGES: Readonly<Record<Edit["kind"], NonNullable<GridRow["change"]>>> = {
  set: "changed",
  add: "added",
  remove: "removed",
};

/** The project with the roles and groups that its other drafts make. */
function withOthers(snapshot: Snapshot, { roles, dags }: NewNames): Snapshot {
  return {
    ...snapshot,
    roles: new Map([
      ...snapshot.roles,
      ...[...roles].map(([id, label]) => [id, { id, label, members: [], row: [] }] as const),
    ]),
    dags: new Map([...snapshot.dags, ...[...dags].map(([id, name]) => [id, { id, name, members: [] }] as const)]),
  };
}

/** Turns rows of the draft into rows of the grid. */
function rowShower(
  { draft, snapshot, today, say, others }: GridInput,
  names: readonly string[],
  { columns, context, options }: Shape,
  memory: GridMemory,
): (row: DraftRow) => GridRow {
  const shape = JSON.stringify([columns, options]);
  const kept = memory.shown.during(draft, snapshot, today.today, today.soonDays, say, names.join("\n"), shape);
  const texts = new Map(context.map((each) => [each.column, each.text]));
  const places = columns.map(({ name, kind }) =>
    kind === "context" && !names.includes(name) ? -1 : names.indexOf(name),
  );
  const project = snapshot && withOthers(snapshot, others);
  const problemOf = ({ name, own }: GridColumn, value: string, given: string | undefined, before: string) => {
    const text = value.trim();
    const [problem] =
      own && given !== undefined && text !== ""
        ? [breaks(CELL_RULES.rightsUnderRole, snapshot ? roleName(snapshot, given) : given)]
        : sentProblems(project, { draft, column: name, value: text, before });
    return problem && say(problem.message);
  };
  const make = (row: DraftRow): GridRow => {
    const { key, change } = row;
    const before = new Map(change?.kind === "set" ? change.cells.map((cell) => [cell.column, cell]) : []);
    const [problem] = change?.problems ?? [];
    const person = draft === "users" || draft === "assignments" ? snapshot?.people.get(key) : undefined;
    const given = draft === "users" && snapshot && person?.role ? person.role : undefined;
    const was: Record<number, string> = {};
    const conflicts: Record<number, string> = {};
    const problems: Record<number, string> = {};
    const cells = columns.map((column, index) => {
      const place = places[index] ?? -1;
      const value = place < 0 ? (texts.get(column)?.(key) ?? "") : (row.cells[place] ?? "");
      const said = place < 0 ? undefined : before.get(column.name);
      if (said !== undefined) was[index] = said.before;
      const live = said && snapshot && draftCell(snapshot, draft, key, column.name);
      if (said && live !== undefined && isConflict(said, live)) conflicts[index] = live;
      // What nobody changed is as REDCap has it, whether or not this token can list it.
      const wrong =
        said !== undefined || change?.kind === "add" ? problemOf(column, value, given, said?.before ?? "") : undefined;
      if (wrong !== undefined) problems[index] = wrong;
      if (problem !== undefined && index === 0) problems[index] = say(problem);
      return value;
    });
    return {
      key,
      cells,
      state: person ? personState(person, today) : "",
      ...(change ? { change: CHANGES[change.kind] } : {}),
      ...(Object.keys(was).length > 0 ? { was } : {}),
      ...(Object.keys(conflicts).length > 0 ? { conflicts } : {}),
      ...(Object.keys(problems).length > 0 ? { problems } : {}),
      ...(given === undefined ? {} : { given }),
    };
  };
  return (row) => {
    const made = kept.get(row) ?? make(row);
    kept.set(row, made);
    return made;
  };
}
