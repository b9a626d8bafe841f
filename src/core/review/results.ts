import { dagName, personName, roleName } from "../access/names";
import type { Change, Plan } from "../plan/plan";
import { countChanges, editsOf } from "../edits/edit";
import { joined, list, message, plural } from "../text/message";
import type { List, Message } from "../text/message";
import { summary } from "./review";

/** More sentences than these are counted. */
const MOST = 3;

interface Result {
  readonly who: string[];
  readonly say: (names: List, count: number) => Message;
}

/** What REDCap has after all of a plan was applied: "Luca Ferrante (l.ferrante) is now Monitor (checked in REDCap)." */
export function resultOf(plan: Plan): Message {
  const results = new Map<string, Result>();
  for (const change of plan.changes)
    for (const [id, say] of resultsOf(plan, change)) {
      const known = results.get(id) ?? { who: [], say };
      known.who.push(personName(plan.input.live, change.key));
      results.set(id, known);
    }
  if (results.size === 0 || results.size > MOST)
    return plural(
      countChanges(plan.changes.flatMap(editsOf)),
      { one: "{changes} is applied (checked in REDCap).", other: "{changes} are applied (checked in REDCap)." },
      { changes: summary(plan) },
    );
  const said = [...results.values()].map(({ who, say }) => say(list(who, MOST), who.length));
  return message("{results} (checked in REDCap).", { results: joined(said, "; ") });
}

type Said = readonly [id: string, say: Result["say"]];

/** Each result with what it is told together by: several people who are now the same are one sentence. */
function resultsOf(plan: Plan, change: Change): readonly Said[] {
  const { draft, key, kind } = change;
  if (draft === "roles") return [[`role ${key}`, () => roleResult(plan, change)]];
  if (draft === "dags") return [[`dag ${key}`, () => dagResult(plan, change)]];
  if (kind === "remove")
    return [
      [
        "removed",
        (names, count) =>
          plural(
            count,
            { one: "{names} is no longer in the project", other: "{names} are no longer in the project" },
            { names },
          ),
      ],
    ];
  const state = change.cells.filter(({ column }) => column in STATE);
  const rights = change.cells.length > state.length;
  const cells = kind === "add" ? state.filter(({ after }) => after !== "") : state;
  return [
    ...(kind === "add" ? [["added", added] as const] : []),
    ...cells.flatMap(({ column, after }): readonly Said[] => {
      const say = STATE[column]?.(plan, after);
      return say ? [[`${column} ${after}`, say]] : [];
    }),
    ...(rights && kind !== "add" ? [["rights", ownRights] as const] : []),
  ];
}

const added: Result["say"] = (names, count) =>
  plural(count, { one: "{names} is now in the project", other: "{names} are now in the project" }, { names });

const ownRights: Result["say"] = (names, count) =>
  plural(
    count,
    { one: "{names} now has the own rights that were set", other: "{names} now have the own rights that were set" },
    { names },
  );

const STATE: Readonly<Record<string, (plan: Plan, after: string) => Result["say"]>> = {
  unique_role_name: (plan, after) => (names, count) =>
    after === ""
      ? plural(count, { one: "{names} is now in no role", other: "{names} are now in no role" }, { names })
      : plural(
          count,
          { one: "{names} is now {role}", other: "{names} are now {role}" },
          { names, role: roleName(plan.desired, after) },
        ),
  data_access_group: (plan, after) => (names, count) =>
    after === ""
      ? plural(
          count,
          {
            one: "{names} is now in no DAG and sees every record",
            other: "{names} are now in no DAG and see every record",
          },
          { names },
        )
      : plural(
          count,
          { one: "{names} is now in the DAG {dag}", other: "{names} are now in the DAG {dag}" },
          { names, dag: dagName(plan.desired, after) },
        ),
  expiration: (_plan, after) => (names, count) =>
    after === ""
      ? plural(
          count,
          { one: "{names} now has access without an end date", other: "{names} now have access without an end date" },
          { names },
        )
      : plural(
          count,
          { one: "{names} now has access until {date}", other: "{names} now have access until {date}" },
          { names, date: after },
        ),
};

function roleResult({ input, desired }: Plan, { key, kind }: Change): Message {
  if (kind === "remove") return message("role {role} is deleted", { role: roleName(input.live, key) });
  const role = roleName(desired, key);
  return kind === "add" ? message("role {role} is created", { role }) : message("role {role} is changed", { role });
}

function dagResult({ input, desired }: Plan, { key, kind }: Change): Message {
  if (kind === "remove") return message("DAG {dag} is deleted", { dag: dagName(input.live, key) });
  const dag = dagName(desired, key);
  return kind === "add"
    ? message("DAG {dag} is created", { dag })
    : message("DAG {dag} is now called {name}", { dag: dagName(input.live, key), name: dag });
}
