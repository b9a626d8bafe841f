import { describeExpiration } from "../access/people";
import type { Today } from "../access/people";
import { dagName, roleName } from "../access/names";
import { RIGHT_COLUMNS } from "../access/tables";
import { english, list, message, plural, verbatim } from "../text/message";
import type { Message } from "../text/message";
import { grantsOf } from "./accessInWords";
import type { Membership } from "./knownPeople";

/** Projects side by side; those in which all is the same share a column. */
export interface SideBySide {
  readonly columns: readonly Message[];
  readonly rows: readonly { readonly what: Message; readonly cells: readonly Message[] }[];
  /** What is the same in all. */
  readonly same: readonly Message[];
}

const NONE = message("No");
const NAMED = 3;

/** How somebody's access differs from project to project. */
export function sideBySide(memberships: readonly Membership[], today: Today): SideBySide {
  const groups = new Map<string, { readonly projects: string[]; readonly lines: readonly Line[] }>();
  for (const membership of memberships) {
    const lines = linesOf(membership, today);
    const key = JSON.stringify(lines.map(({ what, says }) => [english(what), english(says)]));
    const known = groups.get(key);
    if (known) known.projects.push(membership.project.label);
    else groups.set(key, { projects: [membership.project.label], lines });
  }
  const all = [...groups.values()];
  const told = rowsOf(all.map(({ lines }) => lines));
  const isSame = ({ cells }: (typeof told)[number]) => new Set(cells.map(english)).size === 1;
  return {
    columns: all.map(({ projects }) =>
      projects.length > NAMED
        ? plural(
            projects.length - 1,
            { one: "{first} and {count} other", other: "{first} and {count} others" },
            { first: message("{names}", { names: list(projects.slice(0, 1)) }) },
          )
        : message("{names}", { names: list(projects) }),
    ),
    rows: told.filter((row) => !isSame(row)),
    same: told.filter(isSame).map(({ what, cells }) => message("{what}: {says}", { what, says: cells[0] ?? NONE })),
  };
}

interface Line {
  /** Lines of one id stand in one row. */
  readonly id: string;
  readonly what: Message;
  readonly says: Message;
}

function linesOf(membership: Membership, today: Today): readonly Line[] {
  const { project, person } = membership;
  const { snapshot } = project;
  return [
    {
      id: "role",
      what: message("Role"),
      says: person.role ? verbatim(roleName(snapshot, person.role)) : message("None"),
    },
    { id: "dag", what: message("DAG"), says: person.dag ? verbatim(dagName(snapshot, person.dag)) : message("None") },
    { id: "end", what: message("End of access"), says: describeExpiration(person, today) ?? message("None") },
    ...grantsOf(membership).map(({ name, title, level }) => ({
      id: name,
      what: title,
      says: level ?? message("Yes"),
    })),
  ];
}

function rowsOf(columns: readonly (readonly Line[])[]): SideBySide["rows"] {
  const titles = new Map<string, Message>();
  for (const line of columns.flat()) if (!titles.has(line.id)) titles.set(line.id, line.what);
  const byId = columns.map((lines) => new Map(lines.map(({ id, says }) => [id, says])));
  const order = ["role", "dag", "end", ...RIGHT_COLUMNS.map(({ name }) => name)];
  return order.flatMap((id) => {
    const what = titles.get(id);
    return what ? [{ what, cells: byId.map((lines) => lines.get(id) ?? NONE) }] : [];
  });
}
