import { decodeCsv, encodeCsv } from "../../../src/codec/csv";
import { cellText, column } from "../../../src/core/dataTable";
import type { DataTable } from "../../../src/core/dataTable";
import { DRAFT_NAMES, DRAFTS } from "../../../src/core/edits/draftTables";
import type { DraftName, Edit } from "../../../src/core/edits/edit";
import { cellsIn, peopleChanges } from "../../../src/core/edits/edit";
import type { Site } from "./site";

/** Types edits into the four drafts, as a person would, and gives back what the drafts make of them. */
export async function saveDrafts(
  site: Pick<Site, "id" | "projects" | "drafts">,
  edits: readonly Edit[],
): Promise<readonly Edit[]> {
  const live = await site.projects.load(site.id);
  for (const draft of DRAFT_NAMES) {
    const { text } = await site.drafts.open(site.id, draft, live);
    await site.drafts.save(site.id, draft, encodeCsv(typed(draft, decodeCsv(text).table, edits)));
  }
  return await site.drafts.edits(site.id);
}

/** The line in `assignments` comes and goes with the person in `users`. */
function typed(draft: DraftName, table: DataTable, edits: readonly Edit[]): DataTable {
  const { key: keyName } = DRAFTS[draft];
  const { added, removed } = peopleChanges(edits);
  const mine = edits.filter((edit) => edit.draft === draft);
  const people = draft === "assignments";
  const goes = people ? removed : new Set(mine.filter(({ kind }) => kind === "remove").map(({ key }) => key));
  const comes = people ? added : new Set(mine.filter(({ kind }) => kind === "add").map(({ key }) => key));
  const readKey = column(table, keyName);
  const after = (key: string, name: string) =>
    cellsIn(mine).find((edit) => edit.key === key && edit.column === name)?.after;
  const kept = table.rows.filter((row) => !goes.has(cellText(readKey(row))));
  return {
    columns: table.columns,
    rows: [
      ...kept.map((row) => table.columns.map((name, index) => after(cellText(readKey(row)), name) ?? row[index])),
      ...[...comes].map((key) => table.columns.map((name) => (name === keyName ? key : (after(key, name) ?? "")))),
    ],
  };
}
