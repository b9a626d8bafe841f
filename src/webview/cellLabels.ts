import { exportTitle, formMap, formRightTitle } from "../core/access/rights";
import type { GridColumn, GridContent, GridOption, GridRow } from "../editors/protocol";
import { shown } from "../core/text/displayText";
import { text } from "./language";

type Options = GridContent["options"];

const labels = new WeakMap<readonly GridOption[], ReadonlyMap<string, string>>();

/** The words of a value: a role's name for its id, a choice for its number, a summary for a map of instruments. */
export function cellLabel({ kind, options: list }: GridColumn, value: string, options: Options): string {
  if (kind === "formRights" || kind === "formExport") return formSummary(kind, value);
  const choices = kind === "context" || list === undefined ? undefined : options[list];
  return choices ? (labelsOf(choices).get(value.trim()) ?? value) : value;
}

/** What rows of the same group share: the state of people rather than "expires in 12 days". */
export function groupLabel(column: GridColumn, row: GridRow, index: number, options: Options): string {
  if (column.kind === "context" && column.options !== undefined)
    return labelsOf(options[column.options] ?? []).get(row.state) ?? "";
  return cellLabel(column, row.cells[index] ?? "", options);
}

/** The name that people read of a row: its first cell. */
export function rowName({ cells, key }: GridRow): string {
  return shown(cells[0] === undefined || cells[0] === "" ? key : cells[0]);
}

const lower = new WeakMap<GridRow, string>();

/** What the filter looks into: names, roles and days, not every Yes and No. */
export function searchText(row: GridRow, columns: readonly GridColumn[], options: Options): string {
  const known = lower.get(row);
  if (known !== undefined) return known;
  const texts = searched(columns).map(([column, index]) => cellLabel(column, row.cells[index] ?? "", options));
  const text = texts.join("\n").toLowerCase();
  lower.set(row, text);
  return text;
}

const searchedOf = new WeakMap<readonly GridColumn[], readonly (readonly [GridColumn, number])[]>();

/** Few of many columns: ten thousand rows are asked for them at the first letter typed. */
function searched(columns: readonly GridColumn[]): readonly (readonly [GridColumn, number])[] {
  const known = searchedOf.get(columns);
  if (known) return known;
  const found = columns.map((column, index) => [column, index] as const).filter(([{ kind }]) => SEARCHED.has(kind));
  searchedOf.set(columns, found);
  return found;
}

const SEARCHED: ReadonlySet<GridColumn["kind"]> = new Set(["key", "text", "date", "reference", "context"]);

/** "View & edit (5), Read only (2)" */
function formSummary(kind: "formRights" | "formExport", value: string): string {
  const counts = new Map<string, number>();
  for (const code of formMap(value).values()) {
    const title = formTitle(kind, code);
    counts.set(title, (counts.get(title) ?? 0) + 1);
  }
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([title, count]) => `${title} (${count})`)
    .join(", ");
}

/** "Lab Results: Read only → View & edit" for each instrument that differs. */
export function formDifference(
  kind: "formRights" | "formExport",
  was: string,
  now: string,
  name: (form: string) => string,
): string {
  return formDifferences(kind, was, now, name).join("; ");
}

export function formDifferences(
  kind: "formRights" | "formExport",
  was: string,
  now: string,
  name: (form: string) => string,
): readonly string[] {
  const [before, after] = [formMap(was), formMap(now)];
  const forms = [...new Set([...before.keys(), ...after.keys()])];
  return forms
    .map((form) => [form, formTitle(kind, before.get(form) ?? ""), formTitle(kind, after.get(form) ?? "")] as const)
    .filter(([, a, b]) => a !== b)
    .map(([form, a, b]) => `${name(form)}: ${a} → ${b}`);
}

export function formTitle(kind: "formRights" | "formExport", code: string): string {
  return text(kind === "formRights" ? formRightTitle(code) : exportTitle(code));
}

function labelsOf(options: readonly GridOption[]): ReadonlyMap<string, string> {
  const known = labels.get(options);
  if (known) return known;
  const map = new Map(options.map(({ value, label }) => [value, label]));
  labels.set(options, map);
  return map;
}
