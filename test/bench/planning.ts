import { importDecoded } from "../../src/app/files/importFile";
import { decode, encode } from "../../src/codec/codec";
import { decodeFile } from "../../src/codec/file";
import { diffDraft } from "../../src/core/drafts/diffDraft";
import { draftTable } from "../../src/core/edits/draftTables";
import type { Edit } from "../../src/core/edits/edit";
import { isBlocked } from "../../src/core/plan/plan";
import { planChanges } from "../../src/core/planner/planner";
import type { Snapshot } from "../../src/core/access/snapshot";
import { loadGenerated } from "./generated";
import { FORMS, main, once, report, rounded, timed, USERS } from "./measure";
import { setCell } from "../../src/core/edits/edit";

/** Another role for the first `count` people who are in one. */
function roleEdits(live: Snapshot, count: number): Edit[] {
  const roles = [...live.roles.keys()];
  return [...live.people.values()]
    .filter(({ role }) => role !== "")
    .slice(0, count)
    .map(({ username, role }) => {
      const next = roles[(roles.indexOf(role) + 1) % roles.length] ?? "";
      return setCell("assignments", username, "unique_role_name", role, next);
    });
}

const LINES = 100_000;

/** A file of assignments against the project: the first `known` lines are people in it, who change roles. */
async function comparison(live: Snapshot, known: number) {
  const roles = [...live.roles.keys()];
  const people = [...live.people.keys()].slice(0, known);
  const lines = Array.from({ length: LINES }, (_, at) => `${people[at] ?? `new_${at}`},${roles[at % roles.length]}\n`);
  const file = await decodeFile(new TextEncoder().encode(`username,unique_role_name\n${lines.join("")}`));
  const compare = () => {
    const made = importDecoded(file, live);
    if (made.kind !== "read" || made.refused.length !== LINES - known) throw new Error("the file was not compared");
  };
  return { first: await once(compare), later: await timed(compare) };
}

main(async () => {
  const live = await loadGenerated({ users: USERS, instruments: FORMS });
  const users = live.tables.user;
  if (!users || live.people.size !== USERS) throw new Error("the project was not read whole");
  const wire = encode(users, "json", "user");
  const decoding = await timed(() => decode(wire, "json", "user"));
  const row = (what: string, ms: number) => ({ what, ms: rounded(ms), "× decoding": rounded(ms / decoding) });
  const rows = [row("decode the users table (JSON)", decoding)];

  const base = draftTable(live, "assignments");
  const text = encode(base, "csv", "userRoleMapping");
  const diff = await timed(() => diffDraft("assignments", base, decode(text, "csv", "userRoleMapping").table));
  rows.push(row("read the assignments draft and compare it", diff));
  for (const count of [1, 500]) {
    const edits = roleEdits(live, count);
    const plan = () => {
      const made = planChanges({ live, edits, owner: "owner", today: "2026-06-15" });
      if (made.changes.length !== count || isBlocked(made)) throw new Error("the plan is not the one to measure");
    };
    rows.push(row(`plan ${count} changed ${count === 1 ? "row" : "rows"}`, await timed(plan)));
  }
  const { first, later } = await comparison(live, USERS);
  rows.push(row(`compare a file of ${LINES} assignments, the first time`, first), row("the same again", later));
  report({ name: "planning", note: `Guards and requests for role changes at ${USERS} users × ${FORMS} forms.`, rows });
});
