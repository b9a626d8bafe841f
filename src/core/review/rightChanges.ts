import type { Rights } from "../access/effective";
import { describeRight, exportTitle, formMap, formRightTitle, gains } from "../access/rights";
import { describeDraftColumn } from "../edits/draftTables";
import { sameValue } from "../edits/sameValue";
import { shown, shownNames } from "../text/displayText";
import { joined, message } from "../text/message";
import type { Message } from "../text/message";

/** "Data Exports Full data set → De-identified": each right that becomes another, what is gained first. */
export function rightChanges(names: readonly string[], was: Rights, will: Rights): readonly Message[] {
  const changed = names.filter((name) => !sameValue("roles", name, was(name), will(name)));
  const more = new Set(changed.filter((name) => gainsMore(name, was(name), will(name))));
  return [...changed.filter((name) => more.has(name)), ...changed.filter((name) => !more.has(name))].map((name) => {
    const right = describeDraftColumn("roles", name)?.title ?? shown(name);
    return message("{right} {change}", { right, change: rightChange(name, was(name), will(name)) });
  });
}

function gainsMore(name: string, was: string, will: string): boolean {
  const right = describeDraftColumn("roles", name);
  return right !== undefined && gains(right, was, will);
}

function rightChange(name: string, was: string, will: string): Message {
  const described = describeDraftColumn("roles", name);
  if (described?.kind === "formRights") return formChange(name, was, will, formRightTitle);
  if (described?.kind === "formExport") return formChange(name, was, will, exportTitle);
  const words = (value: string) => {
    if (value === "") return message("none");
    return described ? describeRight(described, value) : shown(value);
  };
  return fromTo(words(was), words(will));
}

/** "visit and labs: Full data set → De-identified": instruments with the same change together, all without names. */
function formChange(name: string, was: string, will: string, title: (code: string) => Message): Message {
  const before = formMap(was);
  const changes = new Map<string, { readonly change: Message; readonly forms: string[] }>();
  for (const [form, code] of formMap(will)) {
    const old = before.get(form) ?? "";
    if (sameValue("roles", name, `${form}:${old}`, `${form}:${code}`)) continue;
    const known = changes.get(`${old}→${code}`);
    if (known) known.forms.push(form);
    else changes.set(`${old}→${code}`, { change: fromTo(title(old), title(code)), forms: [form] });
  }
  const all = [...changes.values()];
  const [only] = all;
  if (only && all.length === 1 && only.forms.length === formMap(will).size) return only.change;
  return joined(
    all.map(({ change, forms }) => message("{instruments}: {change}", { instruments: shownNames(forms, 3), change })),
    ", ",
  );
}

/** "Full data set → De-identified" */
export function fromTo(from: Message | string, to: Message | string): Message {
  return message("{from} → {to}", { from, to });
}
