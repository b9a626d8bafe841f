import { describeDraftColumn } from "../edits/draftTables";
import type { Change } from "../plan/plan";
import type { Work } from "../plan/stepRows";
import { dagChangeOf, removalOf, roleChangeOf } from "./tableSentences";
import type { Target } from "../plan/targets";
import { counted, listing } from "../text/words";
import { dagName, roleName } from "../access/names";
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

type Names = Pick<Work, "live" | "goal">;

/** "carol: role Data Entry → Monitor; DAG Boston kept" */
function changeOf(names: Names, target: Target): Change {
  const { person, change } = target;
  const parts = [
    target.added ? "added to the project" : undefined,
    roleChange(names, target),
    expirationChange(names, target),
    rightsChange(target),
    dagChange(names, target),
  ];
  const sentence = `${shown(person.username)}: ${parts.filter((part) => part !== undefined).join("; ")}`;
  return { ...change, sentence };
}

function roleChange({ live, goal }: Names, { before, after, added }: Target): string | undefined {
  if (added) return after.role ? `role ${roleName(goal, after.role)}` : "no role";
  if (before.role === after.role) return undefined;
  return `role ${before.role ? roleName(live, before.role) : "none"} → ${after.role ? roleName(goal, after.role) : "none"}`;
}

function expirationChange(names: Names, { before, after, detour, added }: Target): string | undefined {
  if (before.expiration === after.expiration) return undefined;
  if (added) return `expiration ${shown(after.expiration)}`;
  const way = detour
    ? ` (taken out of the role ${roleName(names.live, before.role)}, then put ${back(names, before, after)})`
    : "";
  return `expiration ${shown(before.expiration || "never")} → ${shown(after.expiration || "never")}${way}`;
}

function back({ goal }: Names, before: Target["before"], after: Target["after"]): string {
  return before.role === after.role ? "back" : `into ${roleName(goal, after.role)}`;
}

function rightsChange({ rights }: Target): string | undefined {
  const titles = [...rights.keys()].map((name) => describeDraftColumn("users", name)?.title ?? name);
  if (titles.length === 0) return undefined;
  return titles.length <= 4
    ? `own rights: ${listing(titles)}`
    : `own rights: ${counted(titles.length, "right", "rights")}`;
}

/** A group that stays is said too: losing it by the way is what people fear. */
function dagChange({ live, goal }: Names, { before, after, added }: Target): string | undefined {
  if (before.dag === after.dag && !added) return after.dag ? `DAG ${dagName(live, after.dag)} kept` : undefined;
  const now = after.dag ? dagName(goal, after.dag) : "none (sees every record)";
  return added ? `DAG ${now}` : `DAG ${before.dag ? dagName(live, before.dag) : "none"} → ${now}`;
}
