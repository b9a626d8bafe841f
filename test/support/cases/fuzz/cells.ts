import type { Input } from "../../codec/mutations";
import { random } from "../../codec/mutations";

/** What people and tools write into cells, and the names of the project. */
const WORDS = [
  ...["", " ", "NA", "NaN", "<NA>", "NULL", "None", "\\N", "0", "1", "1,0", "5017.0", "2", "TRUE", "yes", "-1", "1e3"],
  ...[
    "dana",
    "Dana",
    " dana ",
    "pia.owner",
    "Pia.Owner",
    "milo",
    "nora",
    "otto@hospital.example",
    "someone.new",
    "'dana",
  ],
  ...["Data Entry", "Monitor", "monitor", "U-111AAAAAAA", "U-222BBBBBBB", "U-999ZZZZZZZ", "new:1", "Project Manager"],
  ...["Site A", "site_a", "site_b", "Site B", "Site A, Site B", "hospital_nord", "__proto__", "constructor"],
  ...["2026-12-31", "31.12.2026", "12/31/2026", "0000-00-00", "2026-02-30", "45000", "2026-12-31 00:00:00"],
  ...["demographics:1,baseline:0", "demographics:1,demographics:0", "demographics=1;visit=2", "=1+1", "77"],
];
const TITLES = [
  ...[
    "username",
    "Username",
    "unique_role_name",
    "role_label",
    "role_name",
    "role",
    "data_access_group",
    "dag",
    "dags",
  ],
  ...["group_name", "data_access_group_name", "unique_group_name", "redcap_data_access_group", "expiration", "forms"],
  ...[
    "forms_export",
    "design",
    "user_rights",
    "email",
    "project_id",
    "api_token",
    "",
    "X",
    "index",
    "remove",
    "__proto__",
  ],
];

interface Grid {
  readonly separator: string;
  readonly cells: readonly (readonly string[])[];
}

export function asText({ separator, cells }: Grid): string {
  return cells.map((row) => row.join(separator)).join("\n");
}

/** As a server would answer it: each row with names, and here and there a value that is no text. */
export function asAnswer({ cells: [titles = [], ...rows] }: Grid): string {
  const value = (cell: string | undefined, at: number): unknown => {
    if (cell === undefined) return undefined;
    if (/^-?\d{1,20}(?:\.\d+)?$/.test(cell)) return at % 2 === 0 ? Number(cell) : cell;
    return cell === "" && at % 3 === 0 ? [null, [], {}, false][at % 4] : cell;
  };
  const objects = rows.map((row, line) =>
    Object.fromEntries(titles.map((title, at) => [title.replace(/^"|"$/g, ""), value(row[at], line + at)])),
  );
  return JSON.stringify(objects);
}

/** Tables whose cells, rows and columns are wrong, while the text stays a table; the same seed makes the same ones. */
export function* wrongCells(from: readonly Input[], count: number, seed: number): Generator<Grid> {
  const below = random(seed);
  const one = <T>(list: readonly T[]): T => list[below(list.length)] as T;
  const tables = from.filter(({ format }) => format === "csv").map(({ text }) => gridOf(text));
  for (let made = 0; made < count; made++) {
    const { separator, cells: given } = one(tables);
    const cells = given.map((row) => [...row]);
    for (let step = below(5); step >= 0; step--) {
      const row = one(cells) ?? [];
      const at = below(Math.max(row.length, 1));
      const other = below(cells.length);
      const changes: readonly (() => unknown)[] = [
        () => (row[at] = one(WORDS)),
        () => (row[at] = one(WORDS)),
        () => (row[at] = one(one(one(tables).cells) ?? [""]) ?? ""),
        () => void ((cells[0] ?? [])[at] = one(TITLES)),
        () => cells.splice(other, 1),
        () => cells.splice(other, 0, [...row]),
        () => cells.forEach((each) => each.splice(at, 1)),
        () => cells.forEach((each, line) => each.splice(at, 0, line === 0 ? one(TITLES) : one(WORDS))),
        () => cells.forEach((each, line) => line > 0 && (each[at] = one(WORDS))),
        () => cells.splice(1, 0, [...(one(one(tables).cells) ?? [])]),
      ];
      if (cells.length === 0) break;
      one(changes)();
    }
    // What was set behind the end of a row has left holes before it.
    yield { separator, cells: cells.map((row) => Array.from(row, (cell: string | undefined) => cell ?? "")) };
  }
}

/** Cut at its separators without a look at quotes: some of what comes is broken, which people's files are as well. */
function gridOf(text: string): Grid {
  const lines = text.split(/\r?\n/);
  const separator = [";", "\t", "|", "^"].find((each) => (lines[0] ?? "").includes(each)) ?? ",";
  return { separator, cells: lines.map((line) => line.split(separator)) };
}
