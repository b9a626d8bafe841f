import type { Snapshot } from "../access/snapshot";
import type { RowChange } from "../edits/edit";
import { rowId } from "../edits/edit";
import type { ChangeLine } from "../page/page";
import type { Change } from "../plan/plan";
import type { Work } from "../plan/stepRows";
import { roleName } from "../access/names";
import type { Target } from "../plan/targets";
import { joined, message } from "../text/message";
import type { Message } from "../text/message";
import { dagLines, membersOf, personLines, REMOVED, roleLines } from "./changeLines";
import { doesNotComeBack, lossOf } from "./losses";
import { rowName } from "./rowNames";
import { transitionsOf } from "./transitions";

/** Everything that changes, in one sentence each: DAGs and roles first, because people's sentences name them. */
export function changesOf(work: Work): readonly Change[] {
  const transitions = transitionsOf(work, work.targets);
  const told = (change: RowChange, lines: readonly ChangeLine[], more: readonly Message[] = []): Change => {
    const loss = lossOf(work.live, change);
    const sentence = joined([
      sentenceOf(nameOf(work, change), lines, more.length > 0 || loss !== undefined),
      ...more,
      ...(loss ? [doesNotComeBack(loss)] : []),
    ]);
    return { ...change, sentence, ...(loss ? { loss } : {}) };
  };
  return [
    ...work.dags.map((dag) => told(dag, dagLines(work, dag))),
    ...work.roles.map((role) => told(role, roleLines(work, role))),
    ...work.targets.map((target) => {
      const follows = transitions.get(rowId(target.change))?.transition.follows;
      const lines = personLines(work, target).map((line) =>
        follows && line.column === "unique_role_name" ? { ...line, follows } : line,
      );
      return told(target.change, lines, detourOf(work.live, target));
    }),
    ...work.removals.map(({ change }) => told(change, REMOVED)),
  ];
}

/** Why somebody leaves a role for a moment; nothing for whom it is not so. */
export function detourOf(live: Snapshot, { before, after, unassignFirst }: Target): readonly Message[] {
  if (!unassignFirst || before.expiration === after.expiration) return [];
  const role = roleName(live, before.role);
  return [
    before.role === after.role
      ? message("Taken out of the role {role} so that the day can be set, then put back.", { role })
      : message("Taken out of the role {role} so that the day can be set, then put into the other one.", { role }),
  ];
}

function nameOf({ live, desired }: Work, change: RowChange): Message {
  const { draft, key, kind } = change;
  const row = rowName(draft === "users" || kind !== "add" ? live : desired, change);
  if (draft !== "roles" || kind !== "set" || desired.roles.get(key)?.members.length === 0) return row;
  return message("{role} ({members})", { role: row, members: membersOf(desired, key) });
}

/** "carol: Role Data Entry → Monitor (gains User Rights); Data Access Group Boston, kept" */
function sentenceOf(name: Message, lines: readonly ChangeLine[], ended: boolean): Message {
  const changes = joined(lines.map(lineSentence), "; ");
  return ended ? message("{name}: {changes}.", { name, changes }) : message("{name}: {changes}", { name, changes });
}

function lineSentence({ what, from, to, follows }: ChangeLine): Message {
  const change = from && to ? message("{from} → {to}", { from, to }) : to;
  const said = change ? message("{what} {change}", { what, change }) : what;
  return follows ? message("{change} ({effects})", { change: said, effects: follows.summary }) : said;
}
