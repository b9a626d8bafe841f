import { isExpired, rightsOf } from "../access/effective";
import type { Rights } from "../access/effective";
import { describeRight, gains, gainsDeletion, gainsFullExport } from "../access/rights";
import type { Target } from "../plan/targets";
import { RIGHT_COLUMNS } from "../access/tables";
import type { Column } from "../access/tables";
import { joined, list, message, plural } from "../text/message";
import type { Message } from "../text/message";
import { guard } from "./guard";
import type { Found, GuardContext } from "./guard";

/** What somebody gains by one right; undefined when that is nothing to speak of. */
type Gain = (right: Column, was: string, will: string) => Message | undefined;

/** With User Rights somebody can give every other right, with Project Design change what the project is. */
export const leadingRightsGained = guard({
  id: "leadingRightsGained",
  level: "type",
  what: "somebody who gains User Rights or Project Design",
  find: (context) =>
    gained(context, leading).map((found) => ({
      ...found,
      confirmBy: found.keys.length === 1 ? (found.keys[0] ?? "") : String(found.keys.length),
    })),
});

/** Many an everyday role may do these: said before the changes, never to be typed. */
export const dataRightsGained = guard({
  id: "dataRightsGained",
  level: "warn",
  what: "somebody who gains deletion, full export or API rights",
  find: (context) => gained(context, aboutData),
});

function leading(right: Column, was: string, will: string): Message | undefined {
  if (right.name !== "user_rights" && right.name !== "design") return undefined;
  if (!gains(right, was, will)) return undefined;
  return right.kind === "flag"
    ? right.title
    : message("{right} ({level})", { right: right.title, level: describeRight(right, will) });
}

function aboutData(right: Column, was: string, will: string): Message | undefined {
  if (right.name === "record_delete" || right.name.startsWith("api_"))
    return gains(right, was, will) ? right.title : undefined;
  if (right.kind === "formRights") return gainsDeletion(was, will) ? message("deletion in instruments") : undefined;
  return gainsFullExport(right, was, will) ? message("export of the full data set") : undefined;
}

/** By changes of their own: what all members of a role gain with it is a rule about the role. */
function gained(context: GuardContext, gain: Gain): readonly Found[] {
  const groups = new Map<string, { readonly what: readonly Message[]; readonly names: string[] }>();
  for (const target of context.targets) {
    const [was, will] = beforeAndAfter(context, target);
    const all = RIGHT_COLUMNS.flatMap((right) => gain(right, was(right.name), will(right.name)) ?? []);
    const what = [...new Map(all.map((each) => [JSON.stringify(each), each])).values()];
    if (what.length === 0) continue;
    const id = JSON.stringify(what);
    const group = groups.get(id) ?? { what, names: [] };
    group.names.push(target.person.username);
    groups.set(id, group);
  }
  if (groups.size === 0) return [];
  const sentences = [...groups.values()].map(({ what, names }) =>
    plural(
      names.length,
      { one: "{names} gains {what}.", other: "{names} gain {what}." },
      { names: list(names), what: list(what, what.length) },
    ),
  );
  return [{ keys: [...groups.values()].flatMap(({ names }) => names), message: joined(sentences) }];
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
