import { cellText, column, EMPTY_TABLE } from "../dataTable";
import type { Cell } from "../dataTable";
import type { Edit } from "../edits/edit";
import { addRow, KEY_COLUMN, removeRow, setCell } from "../edits/edit";
import { CELL_RULES } from "../rules/cellRules";
import { isNothing, withoutApostrophe } from "../rules/fileNotation";
import { placed } from "../rules/problem";
import type { Problem } from "../rules/problem";
import { ROW_RULES } from "../rules/rowRules";
import { breaks } from "../rules/rule";
import { CellReader } from "./cellReader";
import { indexIn, isReadable, readHeader } from "./header";
import { reader, Rows } from "./importedRows";
import type { TableImport, TableInput } from "./importedRows";
import { ImportReport } from "./importReport";
import { sourcesOf } from "./sources";

const KINDS = {
  roles: { name: "role_label", question: "foreignRoles" },
  dags: { name: "data_access_group_name", question: "foreignDags" },
} as const;

/** Roles and groups: rows by REDCap's own ids, which mean nothing in another project. */
export function importRolesAndDags({
  table,
  source,
  live,
  answers = {},
  match,
  foreign = false,
  sent,
}: TableInput): TableImport {
  const draft = table === "dag" ? "dags" : "roles";
  const { name: nameColumn, question } = KINDS[draft];
  const keyColumn = KEY_COLUMN[draft];
  const report = new ImportReport(table, answers);
  const rows = new Rows(report);
  const headers = readHeader(table, source.columns);
  const readable = isReadable(headers);
  const cells = new CellReader(live, report, readable, sent);
  const [keyIndex, nameIndex] = [indexIn(headers, keyColumn), indexIn(headers, nameColumn)];
  const [readKey, readName] = [reader(keyIndex), reader(nameIndex)];
  /** Files may name rows by id or by name alone. */
  const named = keyIndex < 0 ? nameIndex : keyIndex;
  const sources = sourcesOf(draft, headers, source.rows, live, report);
  const now = live.tables[table] ?? EMPTY_TABLE;
  const nowCell = new Map(sources.map((each) => [each.column, column(now, each.column)]));
  const [liveKey, liveName] = [column(now, keyColumn), column(now, nameColumn)];
  const byKey = new Map<string, readonly Cell[]>(now.rows.map((row) => [cellText(liveKey(row)), row]));
  const [byName, namedInFile] = [groups(now.rows, liveName), groups(source.rows, readName)];
  const [keys, ids] = [new Map<string, string>(), new Map<string, string>()];
  let created = 0;

  source.rows.forEach((row, index) => {
    if (!rows.says(row, headers, live.project.projectId)) return;
    const id = saidKey(cellText(readKey(row)).trim());
    const label = saidName(cellText(readName(row)));
    if (id === "" && label.trim() === "") return refuse(index, breaks(ROW_RULES.keyMissing, draft));
    const key = byKey.has(id) && id !== "" ? id : otherKey(index, id, label);
    if (key === undefined) return;
    if (id !== "") {
      keys.set(id, key);
      if (id !== key && label !== "") ids.set(id, label.trim());
    }
    const old = byKey.get(key);
    if (old && !rows.begin(index, key, draft, named)) return;
    const wrong: Problem[] = [];
    const edits: Edit[] = old ? [] : [addRow(draft, key)];
    for (const { column: name, index: at, cell } of sources) {
      const is = old && (nowCell.get(name)?.(old) ?? "");
      const place = { draft, column: name, now: is, about: label || key, row: index, index: at } as const;
      const reading = cells.read(place, cell(row));
      if (!reading) continue;
      if ("problems" in reading)
        wrong.push(...reading.problems.map((each) => placed(each, { row: index, column: at })));
      else edits.push(setCell(draft, key, name, cellText(is), reading.text));
    }
    for (const problem of wrong) report.refuse(problem);
    if (wrong.length === 0) rows.add(edits, old ? "changed" : "added");
  });
  if (rows.removes(match)) {
    for (const key of byKey.keys()) if (key !== "" && !rows.has(key)) rows.remove([removeRow(draft, key)]);
  }
  return { ...rows.done(), keys, ids };

  /** What is really called NA is no blank. */
  function saidKey(id: string): string {
    return isNothing(id) && !byKey.has(id) ? "" : id;
  }

  function saidName(label: string): string {
    return isNothing(label) && !byName.has(label.trim()) ? "" : label;
  }

  function refuse(row: number, problem: Problem): void {
    report.refuse(placed(problem, { row, column: named }));
  }

  /** The key for a row whose id is blank or another project's; undefined when the row is left out. */
  function otherKey(index: number, id: string, label: string): string | undefined {
    const bare = (readable ? withoutApostrophe(label) : label).trim();
    const same = byName.get(bare) ?? [];
    // REDCap creates what has no id: nothing to ask while no name says that it is there already.
    const answer =
      (id === "" || foreign) && same.length === 0
        ? "create"
        : report.ask(question, bare || id, { row: index, column: named });
    if (answer === "leave") {
      rows.skip();
      return undefined;
    }
    if (bare === "") {
      refuse(index, breaks(ROW_RULES.unknownRow, draft, id, "file"));
      return undefined;
    }
    const [only] = same;
    if (answer === "match" && same.length > 0) {
      const twice = (namedInFile.get(bare)?.length ?? 0) > 1;
      if (only && same.length === 1 && !twice) return cellText(liveKey(only));
      const rule = draft === "roles" ? CELL_RULES.ambiguousRole : CELL_RULES.ambiguousDag;
      const all = same.map((row) => cellText(liveKey(row)));
      refuse(index, same.length > 1 ? breaks(rule, bare, all) : breaks(rule, bare, all, "file"));
      return undefined;
    }
    created += 1;
    return `new:${created}`;
  }
}

function groups(
  rows: readonly (readonly Cell[])[],
  read: (row: readonly Cell[]) => Cell,
): ReadonlyMap<string, readonly (readonly Cell[])[]> {
  const found = new Map<string, (readonly Cell[])[]>();
  for (const row of rows) {
    const name = cellText(read(row)).trim();
    const there = found.get(name);
    if (there) there.push(row);
    else found.set(name, [row]);
  }
  return found;
}
