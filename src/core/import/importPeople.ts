import { cellText, column, EMPTY_TABLE } from "../dataTable";
import type { Cell } from "../dataTable";
import { isOwnRight } from "../edits/draftTables";
import { draftHas } from "../edits/draftCell";
import type { SetCell } from "../edits/edit";
import { addRow, removeRow, setCell } from "../edits/edit";
import type { Person } from "../access/snapshot";
import { ByUsername, isUsername, Usernames } from "../access/usernames";
import { readValue } from "../rules/cellValues";
import { isNothing } from "../rules/fileNotation";
import { placed } from "../rules/problem";
import type { Problem } from "../rules/problem";
import { dagReferences, findPerson, readReference, roleReferences } from "../rules/references";
import type { References } from "../rules/references";
import { ROW_RULES } from "../rules/rowRules";
import { breaks } from "../rules/rule";
import { sentProblems } from "../rules/sentCell";
import { CellReader } from "./cellReader";
import { extraIn, indexIn, isReadable, readHeader } from "./header";
import { reader, Rows } from "./importedRows";
import type { TableImport, TableInput } from "./importedRows";
import { ImportReport } from "./importReport";
import { sourcesOf } from "./sources";
import { message } from "../text/message";

type Reference = "unique_role_name" | "data_access_group";

const YES_NO = [
  { value: "0", title: message("No") },
  { value: "1", title: message("Yes") },
];

/** Where a file says a role or group, in each of the ways that there are; -1 where it does not. */
interface Places {
  readonly id: number;
  readonly label: number;
  readonly number: number;
  readonly references: References;
}

/** A row of the file, and whom it is about. */
interface PersonRow {
  readonly key: string;
  readonly person: Person | undefined;
  readonly row: readonly Cell[];
  readonly index: number;
  readonly tell: (column: number, problems: readonly Problem[]) => void;
}

/** Users, role assignments and DAG assignments: rows by username. */
export function importPeople(input: TableInput): TableImport {
  const { table, source, live, answers = {}, match, coming, sent = false } = input;
  const report = new ImportReport(table, answers);
  const rows = new Rows(report, new ByUsername());
  const named = new Usernames(coming);
  const headers = readHeader(table, source.columns);
  const readable = isReadable(headers);
  const cells = new CellReader(live, report, readable, sent);
  const nameIndex = indexIn(headers, "username");
  const places: Readonly<Record<Reference, Places>> = {
    unique_role_name: {
      id: indexIn(headers, "unique_role_name"),
      label: extraIn(headers, "role"),
      number: extraIn(headers, "roleNumber"),
      references: roleReferences(live, { elsewhere: input.elsewhere, ...input.beside?.roles }),
    },
    data_access_group: {
      id: indexIn(headers, table === "userDagMapping" ? "redcap_data_access_group" : "data_access_group"),
      label: extraIn(headers, "dag"),
      number: extraIn(headers, "dagNumber"),
      references: dagReferences(live, { elsewhere: input.elsewhere, ...input.beside?.dags }),
    },
  };
  const speaksOf = (name: Reference) => Math.max(places[name].id, places[name].label, places[name].number) >= 0;
  const removal = extraIn(headers, "removal");
  const readName = reader(nameIndex);
  const sources = sourcesOf("users", headers, source.rows, live, report);
  const users = live.tables.user ?? EMPTY_TABLE;
  const shown = new Map(sources.map((each) => [each.column, column(users, each.column)]));
  const wanted: Readonly<Record<Reference, boolean>> = {
    unique_role_name:
      draftHas(live, "assignments", "unique_role_name") &&
      (table === "userRoleMapping" || speaksOf("unique_role_name")),
    data_access_group:
      draftHas(live, "assignments", "data_access_group") &&
      (table !== "userRoleMapping" || speaksOf("data_access_group")),
  };
  for (const name of ["unique_role_name", "data_access_group"] as const) {
    const [index] = [places[name].id, places[name].label].filter((at) => at >= 0);
    if (index === undefined || wanted[name]) continue;
    const column = source.columns[index] ?? name;
    report.ignore(column, "assignmentsUnreadable", index);
    report.ask("columnsUnknown", column, { row: -1, column: index });
  }

  source.rows.forEach((row, index) => {
    if (!rows.says(row, headers, live.project.projectId)) return;
    const written = cellText(readName(row));
    const key = named.spelled(findPerson(live, written, readable));
    const refuse = (problem: Problem) => report.refuse(placed(problem, { row: index, column: nameIndex }));
    if (key === "") return refuse(breaks(ROW_RULES.keyMissing, "users"));
    if (isNothing(key) && !live.people.has(key) && !named.has(key))
      return refuse(breaks(ROW_RULES.keyMissing, "users", key));
    if (!rows.begin(index, key, "users", nameIndex)) return;
    const person = live.people.get(key);
    if (!person && !isUsername(key)) return refuse(breaks(ROW_RULES.badUsername, [key]));
    const going = leaves(row, index);
    if (going === undefined) return;
    if (going) return rows.add(person ? [removeRow("users", person.username)] : [], "changed");
    if (!person && table !== "user" && !named.has(key)) return refuse(breaks(ROW_RULES.unknownUser, [key]));
    const wrong: Problem[] = [];
    const tell = (column: number, problems: readonly Problem[]) =>
      wrong.push(...problems.map((problem) => placed(problem, { row: index, column })));
    const subject: PersonRow = { key, person, row, index, tell };
    const own = table === "user" ? ownEdits(subject) : [];
    const edits = [
      ...(person || table !== "user" ? [] : [addRow("users", key)]),
      ...own,
      ...reference("unique_role_name", subject),
      ...reference("data_access_group", subject),
    ];
    for (const problem of wrong) report.refuse(problem);
    if (wrong.length === 0) rows.add(edits, person || table !== "user" ? "changed" : "added");
  });
  if (rows.removes(match)) {
    for (const person of live.people.values()) if (!rows.has(person.username)) removePerson(person);
  }
  return rows.done();

  function ownEdits({ key, person, row, index, tell }: PersonRow): SetCell[] {
    const edits: SetCell[] = [];
    const ofRole = (name: string) => person !== undefined && person.role !== "" && isOwnRight(name);
    let takenOut = false;
    for (const { column: name, index: at, cell } of sources) {
      const now = person && (shown.get(name)?.(person.row) ?? "");
      const place = { draft: "users", column: name, now, about: key, row: index, index: at } as const;
      const reading = cells.read(place, cell(row));
      if (!reading) continue;
      if ("problems" in reading) tell(at, reading.problems);
      else if (ofRole(name))
        takenOut = report.ask("rightsInRole", key, { row: index, column: at }) === "takeOut" && !givesRole(row);
      else edits.push(setCell("users", key, name, cellText(now), reading.text));
    }
    if (!takenOut || !person) return edits;
    // What remains without the role nobody knows, so all that the file says is given, also what the role gives now.
    for (const { column: name, index: at, cell } of sources.filter(({ column: each }) => ofRole(each))) {
      const place = { draft: "users", column: name, now: undefined, about: key, row: index, index: at } as const;
      const reading = cells.read(place, cell(row));
      if (reading && "text" in reading) edits.push(setCell("users", key, name, "", reading.text));
    }
    return [...edits, setCell("assignments", key, "unique_role_name", person.role, "")];
  }

  /** Whether the row itself says which role the person shall have. */
  function givesRole(row: readonly Cell[]): boolean {
    const { id, label } = places.unique_role_name;
    return wanted.unique_role_name && [id, label].some((at) => !isNothing(cellText(reader(at)(row))));
  }

  /** Whether the row says that the person shall go; undefined where that cannot be read. */
  function leaves(row: readonly Cell[], index: number): boolean | undefined {
    const cell = cellText(reader(removal)(row)).trim();
    if (isNothing(cell)) return false;
    const reading = readValue(
      {
        name: "remove",
        title: message("Removal"),
        help: message("Whether the person shall be removed."),
        kind: "flag",
        choices: YES_NO,
      },
      cell,
    );
    if ("text" in reading) return reading.text === "1";
    report.refuse(placed(reading.problem, { row: index, column: removal }));
    return undefined;
  }

  function reference(name: Reference, { key, person, row, index, tell }: PersonRow): SetCell[] {
    if (!wanted[name]) return [];
    const { id, label, number, references } = places[name];
    const role = name === "unique_role_name";
    const before = (role ? person?.role : person?.dag) ?? "";
    const text = (at: number) => cellText(reader(at)(row));
    // What REDCap only shows beside the unique name is an old name of the group, once it has been renamed.
    const repeats = headers[label]?.known === true && !isNothing(text(id));
    const said = { id: text(id), label: repeats ? "" : text(label), number: text(number) };
    const found = readReference(references, said, before);
    const [at = -1] = [id, label, number].filter((each) => each >= 0 && !isNothing(text(each)));
    const edit = (after: string) => (after === before ? [] : [setCell("assignments", key, name, before, after)]);
    if (!found) {
      if (before === "") return [];
      const [first] = [id, label, number].filter((each) => each >= 0);
      const missing = first === undefined || row[first] === undefined;
      const spot = first === undefined ? { row: -1, column: nameIndex } : { row: index, column: first };
      const answer = role
        ? report.ask(missing ? "roleColumnMissing" : "blankRoles", key, spot)
        : report.ask(missing ? "dagColumnMissing" : "blankDags", key, spot);
      return answer === "keep" ? [] : edit("");
    }
    if (!("id" in found)) {
      tell(at, [found.problem]);
      return [];
    }
    if (found.label !== undefined && at === id) {
      const problems = sent
        ? sentProblems(live, { draft: "assignments", column: name, value: found.label, before })
        : [];
      if (problems.length > 0) {
        tell(at, problems);
        return [];
      }
      report.remark(placed(breaks(references.kind.byLabel, found.label, found.id), { row: index, column: at }));
    }
    return edit(found.id);
  }

  /** A list of assignments that does not name somebody gives them none; only the list of users says who is there. */
  function removePerson({ username: key, role, dag }: Person): void {
    if (table === "user") return rows.remove([removeRow("users", key)]);
    const [name, before] =
      table === "userRoleMapping" ? (["unique_role_name", role] as const) : (["data_access_group", dag] as const);
    if (before !== "") rows.remove([setCell("assignments", key, name, before, "")]);
  }
}
