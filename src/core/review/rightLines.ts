import type { Rights } from "../access/effective";
import { describeRight, exportTitle, formMap, formRightTitle, gains } from "../access/rights";
import type { Instrument } from "../access/snapshot";
import { describeDraftColumn } from "../edits/draftTables";
import { sameValue } from "../edits/sameValue";
import type { ChangeLine } from "../page/page";
import { shown } from "../text/displayText";
import { changeTexts, list, message, verbatim } from "../text/message";
import type { Message } from "../text/message";

/** A line that says which right it is of. */
export interface RightLine extends ChangeLine {
  readonly column: string;
}

/** Instruments that are named where several change alike. */
const NAMED = 4;

/** Each right that becomes another, from what to what; what is gained first. */
export function rightLines(
  names: readonly string[],
  was: Rights,
  will: Rights,
  instruments: readonly Instrument[],
): readonly RightLine[] {
  const lines = names
    .filter((name) => !sameValue("roles", name, was(name), will(name)))
    .flatMap((name) => linesOf(name, was(name), will(name), instruments));
  return gainsFirst(lines);
}

/** What allows more before what only becomes another, and what allows less last. */
export function gainsFirst<L extends Pick<ChangeLine, "effect">>(lines: readonly L[]): readonly L[] {
  const of = (effect: ChangeLine["effect"]) => lines.filter((line) => line.effect === effect);
  return [...of("gain"), ...of(undefined), ...of("loss")];
}

function linesOf(name: string, was: string, will: string, instruments: readonly Instrument[]): readonly RightLine[] {
  const right = describeDraftColumn("roles", name);
  const what = right ? right.title : verbatim(shown(name));
  if (right?.kind === "formRights" || right?.kind === "formExport") {
    const words = right.kind === "formRights" ? formRightTitle : exportTitle;
    const effect = (before: string, after: string) => effectOf(name, `x:${before}`, `x:${after}`);
    return alike(name, was, will).map(({ before, after, forms, all }) => ({
      column: name,
      what: all ? message("{right} (all instruments)", { right: what }) : ofForms(what, forms, instruments),
      from: words(before),
      to: words(after),
      ...effect(before, after),
    }));
  }
  const words = (value: string): Message => {
    if (value === "") return message("none");
    return right ? changeTexts(describeRight(right, value), shown) : verbatim(shown(value));
  };
  return [{ column: name, what, from: words(was), to: words(will), ...effectOf(name, was, will) }];
}

function ofForms(right: Message, forms: readonly string[], instruments: readonly Instrument[]): Message {
  const labels = new Map(instruments.map(({ name, label }) => [name, label]));
  return message("{right} ({instruments})", {
    right,
    instruments: list(
      forms.map((form) => shown(labels.get(form) || form)),
      NAMED,
    ),
  });
}

interface Alike {
  readonly before: string;
  readonly after: string;
  readonly forms: readonly string[];
  /** Every instrument there is. */
  readonly all: boolean;
}

/** Instruments with the same change together. */
function alike(name: string, was: string, will: string): readonly Alike[] {
  const [before, after] = [formMap(was), formMap(will)];
  const changes = new Map<string, { readonly before: string; readonly after: string; readonly forms: string[] }>();
  for (const form of new Set([...after.keys(), ...before.keys()])) {
    const [old, now] = [before.get(form) ?? "", after.get(form) ?? ""];
    if (sameValue("roles", name, `${form}:${old}`, `${form}:${now}`)) continue;
    const known = changes.get(`${old} ${now}`);
    if (known) known.forms.push(form);
    else changes.set(`${old} ${now}`, { before: old, after: now, forms: [form] });
  }
  const every = Math.max(before.size, after.size);
  return [...changes.values()].map((change) => ({ ...change, all: change.forms.length === every && every > 1 }));
}

function effectOf(name: string, was: string, will: string): Pick<ChangeLine, "effect"> {
  const right = describeDraftColumn("roles", name);
  if (!right) return {};
  if (gains(right, was, will)) return { effect: "gain" };
  return gains(right, will, was) ? { effect: "loss" } : {};
}
