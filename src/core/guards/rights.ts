import { isExpired, rightsOf } from "../access/effective";
import type { Rights } from "../access/effective";
import { describeRight, gains, gainsDeletion, gainsFullExport } from "../access/rights";
import { RIGHT_COLUMNS } from "../access/tables";
import type { Column } from "../access/tables";
import { enumeration, listing } from "../text/words";
import type { Target } from "../plan/targets";
import type { Found, Guard, GuardContext } from "./guard";

/** What somebody gains by one right, in words; undefined when that is nothing to speak of. */
type Gain = (right: Column, was: string, will: string) => string | undefined;

/** With User Rights somebody can give every other right, with Project Design change what the project is. */
export const leadingRightsGained: Guard = {
  id: "leadingRightsGained",
  level: "type",
  find: (context) =>
    gained(context, leading).map(({ keys, sentence }) => ({
      keys,
      sentence,
      confirmBy: keys.length === 1 ? (keys[0] ?? "") : String(keys.length),
    })),
};

/** Many an everyday role may do these: said before the changes, never to be typed. */
export const dataRightsGained: Guard = {
  id: "dataRightsGained",
  level: "warn",
  find: (context) => gained(context, aboutData),
};

function leading(right: Column, was: string, will: string): string | undefined {
  if (right.name !== "user_rights" && right.name !== "design") return undefined;
  if (!gains(right, was, will)) return undefined;
  return right.kind === "flag" ? right.title : `${right.title} (${describeRight(right, will)})`;
}

function aboutData(right: Column, was: string, will: string): string | undefined {
  if (right.name === "record_delete" || right.name.startsWith("api_"))
    return gains(right, was, will) ? right.title : undefined;
  if (right.kind === "formRights") return gainsDeletion(was, will) ? "deletion in instruments" : undefined;
  return gainsFullExport(right, was, will) ? "export of the full data set" : undefined;
}

/** By changes of their own: what all members of a role gain with it is a rule about the role. */
function gained(context: GuardContext, gain: Gain): readonly Found[] {
  const people = new Map<string, string[]>();
  for (const target of context.targets) {
    const [was, will] = beforeAndAfter(context, target);
    const gains = RIGHT_COLUMNS.flatMap((right) => gain(right, was(right.name), will(right.name)) ?? []);
    if (gains.length === 0) continue;
    const what = enumeration([...new Set(gains)], gains.length);
    people.set(what, [...(people.get(what) ?? []), target.person.username]);
  }
  if (people.size === 0) return [];
  const parts = [...people].map(
    ([what, names]) => `${listing(names)} ${names.length === 1 ? "gains" : "gain"} ${what}`,
  );
  return [{ keys: [...people.values()].flat(), sentence: `${parts.join("; ")}.` }];
}

const NOTHING: Rights = () => "";

/** Whose access has ended can do nothing, whatever their rights say: moving the day gives them all of it again. */
function beforeAndAfter(
  { live, desired, input }: GuardContext,
  { person, added, before, after }: Target,
): [Rights, Rights] {
  const later = desired.people.get(person.username);
  const ended = isExpired(before.expiration, input.today) && !isExpired(after.expiration, input.today);
  return [added || ended ? NOTHING : rightsOf(live, person), later ? rightsOf(desired, later) : NOTHING];
}
