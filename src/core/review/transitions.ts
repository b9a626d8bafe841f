import { RIGHT_COLUMNS } from "../access/tables";
import { roleName } from "../access/names";
import { rightsOf } from "../access/effective";
import type { Rights } from "../access/effective";
import { rowId } from "../edits/edit";
import type { ChangeLine } from "../page/page";
import type { Target } from "../plan/targets";
import { english, joined, list, message, verbatim } from "../text/message";
import type { Message } from "../text/message";
import { granted, rightsThen } from "./changeLines";
import type { States } from "./changeLines";
import { rightLines } from "./rightLines";

/** What one role for another means for the rights of whoever is in it. */
interface Transition {
  readonly from: Message;
  readonly to: Message;
  /** Undefined where no right becomes another. */
  readonly follows?: NonNullable<ChangeLine["follows"]>;
}

export interface SharedTransition {
  readonly transition: Transition;
  /** How many people it is the same for. */
  readonly people: number;
}

/** Rights that are named of those that are gained, and of those that are lost. */
const NAMED = 4;

/** What changes of role mean, by the rows of the people. */
export function transitionsOf(states: States, targets: readonly Target[]): ReadonlyMap<string, SharedTransition> {
  const known = new Map<string, { readonly transition: Transition; people: number }>();
  const byRow = new Map<string, SharedTransition>();
  for (const target of targets) {
    const id = transitionId(states, target);
    if (id === undefined) continue;
    const shared = known.get(id) ?? { transition: transitionOf(states, target), people: 0 };
    shared.people += 1;
    known.set(id, shared);
    byRow.set(rowId(target.change), shared);
  }
  return byRow;
}

/** Names what a change of role means; undefined where that cannot be known. */
function transitionId({ desired }: States, { person, before, after, added }: Target): string | undefined {
  if (after.role === "" || before.role === after.role || !desired.roles.has(after.role)) return undefined;
  return JSON.stringify([added ? "" : before.role || [person.username], after.role]);
}

function transitionOf({ live, desired }: States, target: Target): Transition {
  const { before, after, added } = target;
  const will = rightsThen(desired, target);
  const was: Rights = added ? () => "" : rightsOf(live, target.person);
  const names = RIGHT_COLUMNS.map(({ name }) => name).filter((name) =>
    added || was(name) === "" ? granted(name, will(name)) : will(name) !== "",
  );
  const lines = rightLines(names, was, will, live.instruments);
  return {
    from: added ? message("nothing") : before.role ? verbatim(roleName(live, before.role)) : message("own rights"),
    to: verbatim(roleName(desired, after.role)),
    ...(lines.length > 0 ? { follows: { summary: effectsOf(lines), lines } } : {}),
  };
}

/** "gains User Rights and API Export; loses Data Exports" */
function effectsOf(lines: readonly ChangeLine[]): Message {
  const rights = (effect: ChangeLine["effect"]) => {
    const whats = lines.filter((line) => line.effect === effect).map(({ what }) => what);
    return [...new Map(whats.map((what) => [english(what), what])).values()];
  };
  const [gained, lost, other] = [rights("gain"), rights("loss"), rights(undefined)];
  const parts = [
    ...(gained.length > 0 ? [message("gains {rights}", { rights: list(gained, NAMED) })] : []),
    ...(lost.length > 0 ? [message("loses {rights}", { rights: list(lost, NAMED) })] : []),
  ];
  return parts.length > 0 ? joined(parts, "; ") : message("changes {rights}", { rights: list(other, NAMED) });
}
