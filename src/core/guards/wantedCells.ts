import { describeDraftColumn, DRAFTS } from "../edits/draftTables";
import { draftHas } from "../edits/draftCell";
import { cellsIn, columnOf } from "../edits/edit";
import type { Edit } from "../edits/edit";
import type { Snapshot } from "../access/snapshot";
import { CELL_RULES } from "../rules/cellRules";
import type { Problem } from "../rules/problem";
import type { Rule } from "../rules/rule";
import { sentProblems } from "../rules/sentCell";
import { TABLES } from "../access/tables";
import { message } from "../text/message";
import type { Message } from "../text/message";
import { about, guard } from "./guard";
import type { Guard, GuardContext } from "./guard";

/** The column is not in what REDCap let the token read, so nothing can be compared with it. */
export const unreadable = guard({
  id: "unreadable",
  level: "refuse",
  what: "a change of what the token may not read",
  find: ({ live, replayed }) => {
    const blind = replayed.unknown.filter((edit) => !draftHas(live, edit.draft, columnOf(edit)));
    return [...new Set(blind.map(columnOf))].flatMap((column) => {
      const edits = blind.filter((edit) => columnOf(edit) === column);
      const [first] = edits;
      if (!first) return [];
      const said = message("{column} cannot be changed: {why}", {
        column: describeDraftColumn(first.draft, column)?.title ?? column,
        why: whyMissing(live, first),
      });
      return [{ keys: [...new Set(edits.map((edit) => edit.key))], message: said }];
    });
  },
});

const NAMELESS: ReadonlySet<string> = new Set([CELL_RULES.nameless.id]);

/** The rules that cells of drafts keep, for whatever road the wish has come. */
export const cells: Guard = {
  rules: Object.values<Rule>(CELL_RULES),
  find: (context) => {
    const project = withCreated(context);
    const found = new Map<string, Problem[]>();
    for (const { draft, key, column, before, after } of cellsIn(context.replayed.wanted))
      for (const problem of sentProblems(project, { draft, column, value: after, before })) {
        // Roles and groups that are made without a name have no cell that could be wrong: a guard looks at the rows.
        if (NAMELESS.has(problem.rule)) continue;
        const same = JSON.stringify([problem.rule, column, problem.message]);
        const placed = about(problem, { draft, columnName: column, keys: [key] });
        const others = found.get(same);
        if (others) others.push(placed);
        else found.set(same, [placed]);
      }
    return [...found.values()].flatMap(together);
  },
};

/** The same of several people is said once. */
function together([first, ...others]: readonly Problem[]): readonly Problem[] {
  if (!first) return [];
  const keys = [first, ...others].flatMap(({ place }) => place.keys ?? []);
  return [about(first, { keys: [...new Set(keys)] })];
}

/** The project with what the plan creates; what it removes is still known by name. */
function withCreated({ live, desired }: GuardContext): Snapshot {
  return { ...live, roles: new Map([...live.roles, ...desired.roles]), dags: new Map([...live.dags, ...desired.dags]) };
}

const SOURCE = { unique_role_name: "userRoleMapping", data_access_group: "userDagMapping" } as const;

function whyMissing(live: Snapshot, edit: Edit): Message {
  const { draft } = edit;
  const column = columnOf(edit);
  const mapping = column === "unique_role_name" || column === "data_access_group" ? SOURCE[column] : undefined;
  const table = draft === "assignments" && mapping ? mapping : DRAFTS[draft].table;
  const why = live.missing[table]?.said;
  return why ?? message("REDCap's export of {table} has no such column.", { table: TABLES[table].title });
}
