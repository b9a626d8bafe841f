import type { ApplyReport } from "../../../../../src/app/apply/applyReport";
import { isBlocked } from "../../../../../src/core/plan/plan";
import type { Plan } from "../../../../../src/core/plan/plan";
import { storedName } from "../../../../../src/emulator/project/state";
import { DEFAULT_SWITCHES } from "../../../../../src/emulator/switches";
import { unknownIds } from "../allTables";
import { saveDrafts } from "../../draftTexts";
import { openSite } from "../../site";
import type { Site } from "../../site";
import { editsOf, goalOf, NAMES, places, seedOf, wishes } from "./drawn";
import type { Hard } from "./drawn";
import { cellsOf, judged, keysThatDiffer } from "./judged";
import type { Ending } from "./judged";
import { inEnglish } from "../../../../support/inEnglish";

/** What became of one drawn story. */
export interface Lived {
  readonly applied: Ending;
  /** How often it had to be taken back until everything stood as before, and by which way. */
  readonly undone: string;
  readonly faults: readonly string[];
}

const MOST_UNDOS = 3;

/** Applies what was drawn, holds the report against the server, and takes it back. `tell` hears what is sent and said. */
export async function live(what: Hard, tell: (line: string) => void = () => undefined): Promise<Lived> {
  const site = await openSite({ seed: seedOf(what), version: what.version, switches: what.switches });
  try {
    return await applyAndUndo(site, what, tell);
  } catch (error) {
    return {
      applied: "FALSE",
      undone: "",
      faults: [error instanceof Error ? (error.stack ?? error.message) : String(error)],
    };
  } finally {
    await site.close();
  }
}

async function applyAndUndo(site: Site, what: Hard, tell: (line: string) => void): Promise<Lived> {
  const wished = wishes(what);
  const before = places(site);
  const own = ownRights(site);
  const faults: string[] = [];
  const kept = (name: string) => storedName({ switches: { ...DEFAULT_SWITCHES, ...what.switches } }, name);
  const goal = goalOf(what, wished, before, kept);
  const edits = await saveDrafts(site, editsOf(what, wished));
  const plan = await site.changes.plan(site.id, edits);
  if (isBlocked(plan)) return { applied: "FALSE", undone: "", faults: [`blocked: ${reasons(plan)}`] };
  site.proxy.arm((write, params) => {
    // Half of them can be known by then, and the server may hide or lag: what it does not know is never sent.
    faults.push(...unknownIds(site, params).map((id) => `sent what the server does not know: ${id}`));
    return write === what.fault?.at ? what.fault.kind : undefined;
  });
  const report = await site.changes.apply(site.id, plan);
  told(site, report).forEach(tell);
  site.proxy.arm(() => undefined);
  const now = places(site);
  const { ending, faults: untrue } = judged(report, { from: before, goal, now });
  faults.push(...untrue);
  site.clock.advance(20_000);
  const undone =
    keysThatDiffer(before, now).length === 0 && ending !== "wanted"
      ? "nothing to undo"
      : await undo(site, before, faults, tell);
  const people = what.people.flatMap(({ from }, at) => (from && !from.role ? [NAMES[at] ?? ""] : []));
  const rights = ownRights(site);
  if (undone !== "FALSE")
    for (const name of people)
      if (own.get(name) !== rights.get(name))
        faults.push(`own rights of ${name} after undo: ${rights.get(name)} instead of ${own.get(name)}`);
  return { applied: ending, undone, faults };
}

async function undo(
  site: Site,
  before: ReturnType<typeof places>,
  faults: string[],
  tell: (line: string) => void,
): Promise<string> {
  for (let round = 1; round <= MOST_UNDOS; round++) {
    // The last time the server is as servers are.
    if (round === MOST_UNDOS) site.emulator.switches = { ...DEFAULT_SWITCHES };
    const [open] = await site.changes.openEntries(site.id);
    // A way back that broke off is gone to its end.
    const plan = open
      ? (await site.changes.checkOpen(site.id, open))[open.kind === "undo" ? "finish" : "undo"]
      : (await site.changes.planUndo(site.id))?.plan;
    if (!plan) break;
    if (isBlocked(plan)) {
      if (round === MOST_UNDOS) return fail(faults, `undo is blocked: ${reasons(plan)}`);
      site.clock.advance(11 * 60_000);
      continue;
    }
    const from = places(site);
    const sent = site.proxy.writes.length;
    const report = await site.changes.apply(site.id, plan);
    const now = places(site);
    [`Undo ${round}${open ? ` of the open ${open.kind}` : ""}`, ...told(site, report, sent)].forEach(tell);
    if (plan.input.later) {
      const told = inEnglish([report.sentence, ...report.notes]).join(" ");
      if (!plan.input.later.every((each) => told.includes(inEnglish(each))))
        faults.push(`what waits is not told: ${inEnglish(report.sentence)}`);
      continue;
    }
    faults.push(...judged(report, { from, goal: before, now }).faults.map((fault) => `undo ${round}: ${fault}`));
    site.clock.advance(20_000);
    if (report.outcome === "done" || report.outcome === "nothing") {
      const left = keysThatDiffer(before, now);
      return left.length === 0 ? `in ${round}` : fail(faults, `undo left ${left.map(cellsOf(before, now)).join("; ")}`);
    }
  }
  const now = places(site);
  const left = keysThatDiffer(before, now);
  return left.length === 0
    ? "at once"
    : fail(faults, `nothing offered, and left ${left.map(cellsOf(before, now)).join("; ")}`);
}

/** What was sent, what was said of it, and what the server has now. */
function told(site: Site, { outcome, sentence, notes, open }: ApplyReport, from = 0): readonly string[] {
  const writes = site.proxy.writes.slice(from).map((params) => {
    const { token: _, format: _format, returnFormat: _return, ...rest } = Object.fromEntries(params);
    return `  sent ${Object.entries(rest)
      .map(([name, value]) => `${name}=${value}`)
      .join(" ")}`;
  });
  const said = inEnglish([sentence, ...notes]).map((text) => `  said ${text}`);
  return [...writes, ...said, `  ${outcome}${open ? ", open" : ""}: ${JSON.stringify(places(site))}`];
}

function fail(faults: string[], fault: string): "FALSE" {
  faults.push(fault);
  return "FALSE";
}

function reasons({ conflicts, problems }: Plan): string {
  return JSON.stringify([conflicts, problems.filter(({ level }) => level === "refuse")]);
}

function ownRights(site: Site): ReadonlyMap<string, string> {
  return new Map(NAMES.map((name) => [name, site.own(name)]));
}
