import { formMapText } from "../../core/dataTable";
import { decodeFormRight, encodeFormRight, formMap } from "../../core/access/rights";
import type { FormRight } from "../../core/access/rights";
import type { GridForms } from "../../editors/protocol";

/** What somebody chose for an instrument; parts not chosen stay as they are in each row. */
export interface FormChoice {
  readonly view?: boolean;
  readonly edit?: boolean;
  readonly editSurvey?: boolean;
  readonly delete?: boolean;
  readonly export?: string;
}

export type FormChoices = Readonly<Record<string, FormChoice>>;
export const PARTS = ["view", "edit", "editSurvey", "delete"] as const;
export type FormPart = (typeof PARTS)[number];

type Parts = Pick<FormRight, FormPart>;

/** What a right means nothing without. */
const NEEDS = { view: [], edit: ["view"], editSurvey: ["view", "edit"], delete: ["view", "edit"] } as const;

/** The right that another one builds on, if any. */
export function neededFor(part: FormPart): FormPart | undefined {
  return NEEDS[part].at(-1);
}

/** A right switched on brings what it needs and is not there `now`; one switched off takes along what needs it. */
export function withPart(choice: FormChoice, part: FormPart, on: boolean, now: Partial<Parts> = {}): FormChoice {
  const others: readonly FormPart[] = on
    ? NEEDS[part].filter((need) => now[need] !== true)
    : PARTS.filter((each) => NEEDS[each].some((need) => need === part));
  return { ...choice, ...Object.fromEntries([...others, part].map((each) => [each, on])) };
}

/** The right that a code gives after a choice. A part that was wished for somebody who has it is not given without what it needs. */
export function rightAfter(code: string, choice: FormChoice = {}): Parts {
  const now = decodeFormRight(code);
  if (!touches(choice)) return { view: now.view, edit: now.edit, editSurvey: now.editSurvey, delete: now.delete };
  const view = choice.view ?? now.view;
  const edit = view && (choice.edit ?? now.edit);
  const remove = choice.delete ?? now.delete;
  return { view, edit, editSurvey: edit && (choice.editSurvey ?? now.editSurvey), delete: remove && edit };
}

/** Instruments that have what the right needs: those that one click for all sets. */
export function settable<T extends { readonly on: Parts }>(rows: readonly T[], part: FormPart): readonly T[] {
  return rows.filter(({ on }) => NEEDS[part].every((need) => on[need] === true));
}

function touches(choice: FormChoice): boolean {
  return PARTS.some((part) => choice[part] !== undefined);
}

/** A `forms` cell after choices. Codes that nobody touched stay as they came, known or not. */
export function formsAfter(cell: string, choices: FormChoices, { encoding }: GridForms): string {
  return rewritten(cell, choices, (code, choice) => {
    if (!touches(choice)) return code;
    const [before, after] = [rightAfter(code ?? ""), rightAfter(code ?? "", choice)];
    const same = PARTS.every((part) => (before[part] ?? false) === (after[part] ?? false));
    return code !== undefined && same && !decodeFormRight(code).odd ? code : encodeFormRight(after, encoding);
  });
}

/** A `forms_export` cell after choices. */
export function exportAfter(cell: string, choices: FormChoices): string {
  return rewritten(cell, choices, (code, choice) => choice.export ?? code);
}

function rewritten(
  cell: string,
  choices: FormChoices,
  change: (code: string | undefined, choice: FormChoice) => string | undefined,
): string {
  const map = new Map(formMap(cell));
  for (const [form, choice] of Object.entries(choices)) {
    const code = change(map.get(form), choice);
    if (code !== undefined) map.set(form, code);
  }
  return formMapText(map);
}

/** Instruments to show: the project's, then those that only the map names. */
export function instrumentsOf({ instruments }: GridForms, ...cells: readonly string[]) {
  const known = new Set(instruments.map(({ name }) => name));
  const others = new Set(cells.flatMap((cell) => [...formMap(cell).keys()]).filter((name) => !known.has(name)));
  return [...instruments, ...[...others].map((name) => ({ name, label: name }))];
}
