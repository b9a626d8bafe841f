import { EMPTY_TABLE } from "../dataTable";
import { rightsOf } from "../access/effective";
import { grantedRights } from "../access/grants";
import type { Change } from "../plan/plan";
import type { Work } from "../plan/stepRows";
import { dagChangeOf, removalOf, roleChangeOf } from "./tableSentences";
import type { Target } from "../plan/targets";
import { counted } from "../text/words";
import { rightChanges } from "./rightChanges";
import { dagName, roleName } from "../access/names";
import { RIGHT_COLUMNS } from "../access/tables";
import { shown } from "../text/displayText";

/** Everything that changes, in one sentence each: groups and roles first, because people's sentences name them. */
export function changesOf(work: Work): readonly Change[] {
  return [
    ...work.dags.map((dag) => dagChangeOf(work, dag)),
    ...work.roles.map((role) => roleChangeOf(work, role)),
    ...work.targets.map((target) => changeOf(work, target)),
    ...work.removals.map((removal) => removalOf(work, removal)),
  ];
}

type Names = Pick<Work, "live" | "desired">;

/** "carol: role Data Entry → Monitor; DAG Boston kept" */
function changeOf(names: Names, target: Target): Change {
  const { person, change } = target;
  const parts = [
    target.added ? "added to the project" : undefined,
    roleChange(names, target),
    expirationChange(names, target),
    rightsChange(names, target),
    dagChange(names, target),
  ];
  const sentence = `${shown(person.username)}: ${parts.filter((part) => part !== undefined).join("; ")}`;
  return { ...change, sentence };
}

function roleChange({ live, desired }: Names, { before, after, added }: Target): string | undefined {
  if (added) return after.role ? `role ${roleName(desired, after.role)}` : "no role";
  if (before.role === after.role) return undefined;
  return `role ${before.role ? roleName(live, before.role) : "none"} → ${after.role ? roleName(desired, after.role) : "none"}`;
}

function expirationChange(names: Names, { before, after, unassignFirst, added }: Target): string | undefined {
  if (before.expiration === after.expiration) return undefined;
  if (added) return `expiration ${shown(after.expiration)}`;
  const way = unassignFirst
    ? ` (taken out of the role ${roleName(names.live, before.role)}, then put ${back(names, before, after)})`
    : "";
  return `expiration ${shown(before.expiration || "never")} → ${shown(after.expiration || "never")}${way}`;
}

function back({ desired }: Names, before: Target["before"], after: Target["after"]): string {
  return before.role === after.role ? "back" : `into ${roleName(desired, after.role)}`;
}

/** From what somebody may do now, a role's rights included, to what they may do then. */
function rightsChange({ live, desired }: Names, { person, added, rights }: Target): string | undefined {
  const later = desired.people.get(person.username);
  if (!later || rights.size === 0) return undefined;
  if (added) {
    const granted = grantedRights(desired.tables.user ?? EMPTY_TABLE, later.row, desired.instruments);
    const others = [...rights].filter(
      ([name, value]) => value !== "" && !RIGHT_COLUMNS.some((one) => one.name === name),
    );
    const said = others.map(([name, value]) => `${shown(name)}: ${shown(value)}`);
    return `own rights: ${[...granted, ...said].join("; ") || "none"}`;
  }
  const parts = rightChanges([...rights.keys()], rightsOf(live, person), rightsOf(desired, later));
  const same = rights.size - parts.length;
  const kept = same === 0 ? [] : [`${counted(same, "own right", "own rights")} as in the role`];
  return [...parts, ...kept].join("; ");
}

/** A group that stays is said too: losing it by the way is what people fear. */
function dagChange({ live, desired }: Names, { before, after, added }: Target): string | undefined {
  if (before.dag === after.dag && !added) return after.dag ? `DAG ${dagName(live, after.dag)} kept` : undefined;
  const now = after.dag ? dagName(desired, after.dag) : "none (sees every record)";
  return added ? `DAG ${now}` : `DAG ${before.dag ? dagName(live, before.dag) : "none"} → ${now}`;
}
