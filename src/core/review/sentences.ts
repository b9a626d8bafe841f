import { EMPTY_TABLE } from "../dataTable";
import { rightsOf } from "../access/effective";
import { grantedRights } from "../access/grants";
import type { Change } from "../plan/plan";
import type { Work } from "../plan/stepRows";
import { dagChangeOf, removalOf, roleChangeOf } from "./tableSentences";
import type { Target } from "../plan/targets";
import { fromTo, rightChanges } from "./rightChanges";
import { dagName, roleName } from "../access/names";
import { RIGHT_COLUMNS } from "../access/tables";
import { shown } from "../text/displayText";
import { joined, message, plural } from "../text/message";
import type { Message } from "../text/message";

/** Everything that changes, in one sentence each: DAGs and roles first, because people's sentences name them. */
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
    target.added ? message("added to the project") : undefined,
    roleChange(names, target),
    expirationChange(names, target),
    rightsChange(names, target),
    dagChange(names, target),
  ];
  const changes = joined(
    parts.filter((part) => part !== undefined),
    "; ",
  );
  return { ...change, sentence: message("{name}: {changes}", { name: shown(person.username), changes }) };
}

function roleChange({ live, desired }: Names, { before, after, added }: Target): Message | undefined {
  if (added) return after.role ? message("role {role}", { role: roleName(desired, after.role) }) : message("no role");
  if (before.role === after.role) return undefined;
  const from = before.role ? roleName(live, before.role) : message("none");
  const to = after.role ? roleName(desired, after.role) : message("none");
  return message("role {change}", { change: fromTo(from, to) });
}

function expirationChange({ live, desired }: Names, target: Target): Message | undefined {
  const { before, after, unassignFirst, added } = target;
  if (before.expiration === after.expiration) return undefined;
  if (added) return message("expiration {date}", { date: shown(after.expiration) });
  const date = (expiration: string) => (expiration === "" ? message("never") : shown(expiration));
  const change = fromTo(date(before.expiration), date(after.expiration));
  if (!unassignFirst) return message("expiration {change}", { change });
  const from = roleName(live, before.role);
  return before.role === after.role
    ? message("expiration {change} (taken out of the role {role}, then put back)", { change, role: from })
    : message("expiration {change} (taken out of the role {role}, then put into {other})", {
        change,
        role: from,
        other: roleName(desired, after.role),
      });
}

/** From what somebody may do now, a role's rights included, to what they may do then. */
function rightsChange({ live, desired }: Names, { person, added, rights }: Target): Message | undefined {
  const later = desired.people.get(person.username);
  if (!later || rights.size === 0) return undefined;
  if (added) {
    const granted = grantedRights(desired.tables.user ?? EMPTY_TABLE, later.row, desired.instruments);
    const others = [...rights].filter(
      ([name, value]) => value !== "" && !RIGHT_COLUMNS.some((one) => one.name === name),
    );
    const said = others.map(([name, value]) =>
      message("{right}: {value}", { right: shown(name), value: shown(value) }),
    );
    const all = [...granted, ...said];
    return message("own rights: {rights}", { rights: all.length > 0 ? joined(all, "; ") : message("none") });
  }
  const parts = rightChanges([...rights.keys()], rightsOf(live, person), rightsOf(desired, later));
  const same = rights.size - parts.length;
  const kept = plural(same, { one: "{count} own right as in the role", other: "{count} own rights as in the role" });
  return joined([...parts, ...(same === 0 ? [] : [kept])], "; ");
}

/** A DAG that stays is said too: losing it by the way is what people fear. */
function dagChange({ live, desired }: Names, { before, after, added }: Target): Message | undefined {
  if (before.dag === after.dag && !added)
    return after.dag ? message("DAG {dag} kept", { dag: dagName(live, after.dag) }) : undefined;
  const now = after.dag ? dagName(desired, after.dag) : message("none (sees every record)");
  if (added) return message("DAG {dag}", { dag: now });
  return message("DAG {change}", { change: fromTo(before.dag ? dagName(live, before.dag) : message("none"), now) });
}
