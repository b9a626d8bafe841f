import type { Rights } from "../access/effective";
import { describeRight, exportTitle, formMap, formRightTitle, gains } from "../access/rights";
import { describeDraftColumn } from "../edits/draftTables";
import { sameValue } from "../edits/sameValue";
import { listing } from "../text/words";
import { shown } from "../text/displayText";

/** "Data Exports Full data set → De-identified": each right that becomes another, what is gained first. */
export function rightChanges(names: readonly string[], was: Rights, will: Rights): readonly string[] {
  const changed = names.filter((name) => !sameValue("roles", name, was(name), will(name)));
  const more = new Set(changed.filter((name) => gainsMore(name, was(name), will(name))));
  return [...changed.filter((name) => more.has(name)), ...changed.filter((name) => !more.has(name))].map((name) => {
    const title = describeDraftColumn("roles", name)?.title ?? shown(name);
    return `${title} ${rightChange(name, was(name), will(name))}`;
  });
}

function gainsMore(name: string, was: string, will: string): boolean {
  const right = describeDraftColumn("roles", name);
  return right !== undefined && gains(right, was, will);
}

function rightChange(name: string, was: string, will: string): string {
  const described = describeDraftColumn("roles", name);
  if (described?.kind === "formRights") return formChange(name, was, will, formRightTitle);
  if (described?.kind === "formExport") return formChange(name, was, will, exportTitle);
  const words = (value: string) => shown(described ? describeRight(described, value) : value) || "none";
  return `${words(was)} → ${words(will)}`;
}

/** "visit and labs: Full data set → De-identified": instruments with the same change together, all without names. */
function formChange(name: string, was: string, will: string, words: (code: string) => string): string {
  const before = formMap(was);
  const changes = new Map<string, string[]>();
  for (const [form, code] of formMap(will)) {
    const old = before.get(form) ?? "";
    if (sameValue("roles", name, `${form}:${old}`, `${form}:${code}`)) continue;
    const change = `${words(old)} → ${words(code)}`;
    changes.set(change, [...(changes.get(change) ?? []), form]);
  }
  const [[everywhere = "", forms = []] = []] = changes;
  if (changes.size === 1 && forms.length === formMap(will).size) return everywhere;
  return [...changes].map(([change, forms]) => `${listing(forms, 3)}: ${change}`).join(", ");
}
