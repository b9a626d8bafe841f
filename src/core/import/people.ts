import { cellText, column, EMPTY_TABLE } from "../dataTable";
import type { Cell } from "../dataTable";
import { isOwnRight } from "../edits/draftTables";
import { draftHas } from "../edits/draftCell";
import type { SetCell } from "../edits/edit";
import { addRow, removeRow, setCell } from "../edits/edit";
import type { Person } from "../access/snapshot";
import { ByUsername, illegalUsernameSentence, isUsername, Usernames } from "../access/usernames";
import { CellReader } from "./cells";
import { indexIn, isReadable, readHeader } from "./header";
import { findDag, findPerson, findRole } from "./names";
import type { Found } from "./names";
import { Report } from "./report";
import type { Fault, FaultCode, RefusedRow } from "./report";
import { isNothing } from "./values";
import { reader, Rows } from "./rows";
import type { TableImport, TableInput } from "./rows";
import { sourcesOf } from "./sources";

type Reference = "unique_role_name" | "data_access_group";

/** A row of the file, and whom it is about. */
interface Subject {
  readonly key: string;
  readonly person: Person | undefined;
  readonly row: readonly Cell[];
  readonly index: number;
  readonly tell: (column: number, faults: readonly Fault[]) => void;
}

/** Users, role assignments and DAG assignments: rows by username. */
export function importPeople({ table, source, live, answers = {}, match, coming }: TableInput): TableImport {
  const report = new Report(table, answers);
  const rows = new Rows(report, new ByUsername());
  const named = new Usernames(coming);
  const headers = readHeader(table, source.columns);
  const readable = isReadable(headers);
  const cells = new CellReader(live, report, readable);
  const nameIndex = indexIn(headers, "username");
  const indices: Readonly<Record<Reference, number>> = {
    unique_role_name: indexIn(headers, "unique_role_name"),
    data_access_group: indexIn(headers, table === "userDagMapping" ? "redcap_data_access_group" : "data_access_group"),
  };
  const readName = reader(nameIndex);
  const sources = sourcesOf("users", headers, live, report);
  const users = live.tables.user ?? EMPTY_TABLE;
  const shown = new Map(sources.map((each) => [each.column, column(users, each.column)]));
  const wanted: Readonly<Record<Reference, boolean>> = {
    unique_role_name: table === "userRoleMapping" && draftHas(live, "assignments", "unique_role_name"),
    data_access_group:
      draftHas(live, "assignments", "data_access_group") &&
      (table !== "userRoleMapping" || headers.some(({ known, name }) => known && name === "data_access_group")),
  };

  source.rows.forEach((row, index) => {
    const key = named.spelled(findPerson(live, cellText(readName(row)), readable));
    const refuse = (code: FaultCode, message: string) =>
      report.refuse({ row: index, column: nameIndex, code, message });
    if (key === "") return refuse("keyMissing", "The row has no username.");
    if (!rows.begin(index, key, "user", nameIndex)) return;
    const person = live.people.get(key);
    if (!person && !isUsername(key)) return refuse("badUsername", illegalUsernameSentence(key));
    if (!person && table !== "user" && !named.has(key)) {
      return refuse("unknownUser", `There is no user ${key} in this project; add the person in Users first.`);
    }
    const wrong: RefusedRow[] = [];
    const tell = (column: number, faults: readonly Fault[]) =>
      wrong.push(...faults.map((fault) => ({ ...fault, row: index, column })));
    const subject: Subject = { key, person, row, index, tell };
    const own = table === "user" ? ownEdits(subject) : [];
    const edits = [
      ...(person || table !== "user" ? [] : [addRow("users", key)]),
      ...own,
      ...reference("unique_role_name", subject),
      ...reference("data_access_group", subject),
    ];
    for (const fault of wrong) report.refuse(fault);
    if (wrong.length === 0) rows.add(edits, person || table !== "user" ? "changed" : "added");
  });
  if (rows.removes(match, source.rows.length)) {
    for (const person of live.people.values()) if (!rows.has(person.username)) removePerson(person);
  }
  return rows.done();

  function ownEdits({ key, person, row, index, tell }: Subject): SetCell[] {
    const edits: SetCell[] = [];
    const ofRole = (name: string) => person !== undefined && person.role !== "" && isOwnRight(name);
    let takenOut = false;
    for (const { column: name, index: at, cell } of sources) {
      const now = person && (shown.get(name)?.(person.row) ?? "");
      const place = { draft: "users", column: name, now, about: key, row: index, index: at } as const;
      const reading = cells.read(place, cell(row));
      if (!reading) continue;
      if ("faults" in reading) tell(at, reading.faults);
      else if (ofRole(name)) takenOut = report.ask("rightsInRole", key, { row: index, column: at }) === "takeOut";
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

  function reference(name: Reference, { key, person, row, index, tell }: Subject): SetCell[] {
    if (!wanted[name]) return [];
    const at = indices[name];
    const cell = reader(at)(row);
    const role = name === "unique_role_name";
    const before = (role ? person?.role : person?.dag) ?? "";
    const written = cellText(cell).trim();
    const find = role ? findRole : findDag;
    const said = isNothing(written) && !("id" in find(live, written)) ? "" : written;
    const edit = (after: string) => (after === before ? [] : [setCell("assignments", key, name, before, after)]);
    if (said === "") {
      if (before === "") return [];
      const missing = cell === undefined;
      const spot = at < 0 ? { row: -1, column: nameIndex } : { row: index, column: at };
      const answer = role
        ? report.ask(missing ? "roleColumnMissing" : "blankRoles", key, spot)
        : report.ask(missing ? "dagColumnMissing" : "blankDags", key, spot);
      return answer === "keep" ? [] : edit("");
    }
    const found: Found = said === before ? { id: before } : find(live, said);
    if (!("id" in found)) {
      tell(at, [{ code: found.code, message: found.wrong }]);
      return [];
    }
    if (found.label !== undefined) {
      const message = `"${found.label}" is the name of a ${role ? "role" : "data access group"}; its id is ${found.id}.`;
      report.remark({ row: index, column: at, code: role ? "roleByLabel" : "dagByLabel", message });
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
