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
export type FormPart = "view" | "edit" | "editSurvey" | "delete";

/** A right switched on brings what it needs; one switched off takes along what needs it. */
export function withPart(wish: FormWish, part: FormPart, on: boolean): FormWish {
  if (on) {
    const needs = part === "view" ? {} : part === "edit" ? { view: true } : { view: true, edit: true };
    return { ...wish, ...needs, [part]: true };
  }
  if (part === "view") return { ...wish, view: false, edit: false, editSurvey: false, delete: false };
  return part === "edit" ? { ...wish, edit: false, editSurvey: false, delete: false } : { ...wish, [part]: false };
}

/** The right that a code gives after a wish. */
export function wished(code: string, wish: FormWish = {}): Pick<FormRight, "view" | "edit" | "editSurvey" | "delete"> {
  const { view, edit, editSurvey, delete: remove } = decodeFormRight(code);
  return {
    view: wish.view ?? view,
    edit: wish.edit ?? edit,
    editSurvey: wish.editSurvey ?? editSurvey,
    delete: wish.delete ?? remove,
  };
}

/** A `forms` cell after wishes. Codes that nobody touched stay as they came, known or not. */
export function formsAfter(cell: string, wishes: FormWishes, { encoding }: GridForms): string {
  return rewritten(cell, wishes, (code, wish) => {
    if (!PARTS.some((part) => wish[part] !== undefined)) return code;
    const [before, after] = [wished(code ?? ""), wished(code ?? "", wish)];
    const same = PARTS.every((part) => (before[part] ?? false) === (after[part] ?? false));
    return code !== undefined && same && !decodeFormRight(code).odd ? code : encodeFormRight(after, encoding);
  });
}

/** A `forms_export` cell after wishes. */
export function exportAfter(cell: string, wishes: FormWishes): string {
  return rewritten(cell, wishes, (code, wish) => wish.export ?? code);
}

export const PARTS = ["view", "edit", "editSurvey", "delete"] as const;

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
