import { cellText, formMapText } from "../dataTable";
import type { Cell } from "../dataTable";
import { isDate } from "../dates";
import { message } from "../text/message";
import { formMap } from "../access/rights";
import { dagName, roleName } from "../access/names";
import { encodingOf, inEncoding, readForms } from "./formLists";
import { nearest } from "./nearest";
import type { BrokenCell, Fix, Fixes } from "./rule";

/** What can be put right without asking. */

export const roleFixes: Fixes = (broken) =>
  idsOf(broken, [...broken.live.roles.values()], ({ id }) => roleName(broken.live, id));

export const dagFixes: Fixes = (broken) =>
  idsOf(
    broken,
    [...broken.live.dags.values()].map(({ id, name }) => ({ id, label: name })),
    ({ id }) => dagName(broken.live, id),
  );

export const userFixes: Fixes = (broken) =>
  nearest(said(broken), broken.live.people.keys()).map((name) => use(name, name));

export const dayFixes: Fixes = (broken) => [dayOf(said(broken))].filter(isDate).map((day) => use(day, day));

/** What the project says now, where a blank would take it away. */
export const blankFixes =
  (of: "role" | "dag" | "date"): Fixes =>
  ({ live, now }) => {
    const value = now() ?? "";
    if (value === "") return [];
    const name = of === "role" ? roleName(live, value) : of === "dag" ? dagName(live, value) : value;
    return [{ title: message("Keep {value}", { value: name }), value }];
  };

export const formsMissingFixes: Fixes = (broken) => {
  const listed = readForms(broken.cell);
  const forms = new Map(formMap(broken.now()));
  const missing = [...forms.keys()].filter((form) => !listed.has(form)).length;
  for (const [form, code] of listed) forms.set(form, code);
  const title = message("Add the missing instruments with their current rights");
  return missing > 0 ? [{ title, value: rewritten(broken, forms) }] : [];
};

export const encodingFixes: Fixes = (broken) => {
  const encoding = encodingOf(broken.live);
  const forms = [...readForms(broken.cell)].map(([form, code]) => [form, inEncoding(code, encoding)] as const);
  return [{ title: message("Convert to this project's codes"), value: rewritten(broken, new Map(forms)) }];
};

export const formFixes: Fixes = (broken) => {
  const { part = "", live, cell } = broken;
  const names = nearest(
    part,
    live.instruments.map(({ name }) => name),
  );
  const renamed = (name: string) =>
    [...readForms(cell)].map(([form, code]) => [form === part ? name : form, code] as const);
  return [
    ...names.map((name) => use(name, rewritten(broken, new Map(renamed(name))))),
    {
      title: message("Remove {name}", { name: part }),
      value: rewritten(broken, new Map([...readForms(cell)].filter(([form]) => form !== part))),
    },
  ];
};

function said({ cell }: BrokenCell): string {
  return cellText(cell).trim();
}

function use(name: string, value: Cell): Fix {
  return { title: message("Use {name}", { name }), value };
}

/** Ids of what is called so, or nearly so. */
function idsOf<T extends { readonly id: string; readonly label: string }>(
  broken: BrokenCell,
  list: readonly T[],
  name: (of: T) => string,
): readonly Fix[] {
  const text = said(broken);
  const same = list.filter(({ label }) => label.trim() === text);
  const near = new Set(
    same.length > 0
      ? []
      : nearest(
          text,
          list.flatMap(({ id, label }) => [id, label]),
        ),
  );
  const close = same.length > 0 ? same : list.filter(({ id, label }) => near.has(id) || near.has(label));
  return close.map((each) => ({
    title: message("Use {id} ({name})", { id: each.id, name: name(each) }),
    value: each.id,
  }));
}

/** Lists of instruments stay in the notation that they had. */
function rewritten({ cell }: BrokenCell, forms: ReadonlyMap<string, string>): Cell {
  return typeof cell === "object" && cell !== null ? Object.fromEntries(forms) : formMapText([...forms]);
}

/** A day as people write it, where its parts can be told apart: 31.12.2026, 12/31/2026, 2026/12/31; else nothing. */
function dayOf(said: string): string {
  const [, a = "", b = "", c = ""] = /^(\d{1,4})[./\s-](\d{1,2})[./\s-](\d{1,4})$/.exec(said) ?? [];
  const iso = (year: string, month: string, day: string) => `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  if (a.length === 4) return iso(a, b, c);
  if (c.length !== 4) return "";
  if (said.includes(".") || Number(a) > 12) return iso(c, b, a);
  return Number(b) > 12 || a === b ? iso(c, a, b) : "";
}
