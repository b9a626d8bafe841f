import { formMapText } from "../../core/dataTable";
import { decodeFormRight, encodeFormRight, formMap } from "../../core/access/rights";
import type { FormRight } from "../../core/access/rights";
import type { GridForms } from "../../editors/protocol";

/** What somebody chose for an instrument; parts not chosen stay as they are in each row. */
export interface FormWish {
  readonly view?: boolean;
  readonly edit?: boolean;
  readonly editSurvey?: boolean;
  readonly delete?: boolean;
  readonly export?: string;
}

export type FormWishes = Readonly<Record<string, FormWish>>;
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
export function withPart(wish: FormWish, part: FormPart, on: boolean, now: Partial<Parts> = {}): FormWish {
  const others: readonly FormPart[] = on
    ? NEEDS[part].filter((need) => now[need] !== true)
    : PARTS.filter((each) => NEEDS[each].some((need) => need === part));
  return { ...wish, ...Object.fromEntries([...others, part].map((each) => [each, on])) };
}

/** The right that a code gives after a wish. A part that was wished for somebody who has it is not given without what it needs. */
export function wished(code: string, wish: FormWish = {}): Parts {
  const now = decodeFormRight(code);
  if (!touches(wish)) return { view: now.view, edit: now.edit, editSurvey: now.editSurvey, delete: now.delete };
  const view = wish.view ?? now.view;
  const edit = view && (wish.edit ?? now.edit);
  const remove = wish.delete ?? now.delete;
  return { view, edit, editSurvey: edit && (wish.editSurvey ?? now.editSurvey), delete: remove && edit };
}

/** Instruments that have what the right needs: those that one click for all sets. */
export function settable<T extends { readonly on: Parts }>(rows: readonly T[], part: FormPart): readonly T[] {
  return rows.filter(({ on }) => NEEDS[part].every((need) => on[need] === true));
}

function touches(wish: FormWish): boolean {
  return PARTS.some((part) => wish[part] !== undefined);
}

/** A `forms` cell after wishes. Codes that nobody touched stay as they came, known or not. */
export function formsAfter(cell: string, wishes: FormWishes, { encoding }: GridForms): string {
  return rewritten(cell, wishes, (code, wish) => {
    if (!touches(wish)) return code;
    const [before, after] = [wished(code ?? ""), wished(code ?? "", wish)];
    const same = PARTS.every((part) => (before[part] ?? false) === (after[part] ?? false));
    return code !== undefined && same && !decodeFormRight(code).odd ? code : encodeFormRight(after, encoding);
  });
}

/** A `forms_export` cell after wishes. */
export function exportAfter(cell: string, wishes: FormWishes): string {
  return rewritten(cell, wishes, (code, wish) => wish.export ?? code);
}

function rewritten(
  cell: string,
  wishes: FormWishes,
  change: (code: string | undefined, wish: FormWish) => string | undefined,
): string {
  const map = new Map(formMap(cell));
  for (const [form, wish] of Object.entries(wishes)) {
    const code = change(map.get(form), wish);
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
