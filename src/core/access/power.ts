import { decodeFormRight, exportRank, formMap } from "./rights";
import type { Column } from "../tables";

/** Whether the second value allows anything that the first did not. Of values that nobody explained, none is more. */
export function gains({ kind, choices }: Column, was: string, will: string): boolean {
  if (kind === "formRights") return anyForm(was, will, (a, b) => formPower(b) > formPower(a) || mayDeleteMore(a, b));
  if (kind === "formExport") return anyForm(was, will, (a, b) => exportRank(b) > exportRank(a));
  const rank = (value: string) => choices?.findIndex((choice) => choice.value === value) ?? -1;
  return rank(will) > Math.max(0, rank(was));
}

function anyForm(was: string, will: string, more: (a: string, b: string) => boolean): boolean {
  const before = formMap(was);
  return [...formMap(will)].some(([form, code]) => more(before.get(form) ?? "0", code));
}

function formPower(code: string): number {
  const { view, edit, editSurvey } = decodeFormRight(code);
  return Number(view) + Number(edit) + Number(editSurvey);
}

function mayDeleteMore(a: string, b: string): boolean {
  return (decodeFormRight(b).delete ?? false) && !(decodeFormRight(a).delete ?? false);
}
