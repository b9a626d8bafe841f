import { formDifferences } from "../cellLabels";
import type { GridForms } from "../../editors/protocol";
import { exportAfter, formsAfter } from "./formModel";
import type { FormChoices } from "./formModel";

/** Somebody's cells; undefined where the table has no such column. */
export interface FormCells {
  readonly rights: string | undefined;
  readonly exports: string | undefined;
}

interface FormChange {
  /** "Lab Results: Read only → View & edit" */
  readonly words: string;
  /** How many of those who are set. */
  readonly people: number;
}

/** What choices would change, said before anything is set: each difference once, with how many it concerns. */
export function formChanges(
  cells: readonly FormCells[],
  choices: FormChoices,
  forms: GridForms,
  label: (form: string) => string,
  exportWord: string,
): readonly FormChange[] {
  const ofExport = (form: string) => `${label(form)}, ${exportWord}`;
  const counts = new Map<string, number>();
  for (const { rights, exports } of cells) {
    const words = [
      ...(rights === undefined ? [] : formDifferences("formRights", rights, formsAfter(rights, choices, forms), label)),
      ...(exports === undefined ? [] : formDifferences("formExport", exports, exportAfter(exports, choices), ofExport)),
    ];
    for (const each of words) counts.set(each, (counts.get(each) ?? 0) + 1);
  }
  return [...counts].map(([words, people]) => ({ words, people }));
}
