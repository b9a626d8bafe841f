import { cellText, column, EMPTY_TABLE } from "../dataTable";
import { describeDraftColumn } from "../edits/draftTables";
import { draftCell } from "../edits/draftCell";
import { rightsSummary } from "../access/grants";
import type { Change } from "../plan/plan";
import { describeRight, exportTitle, formMap, formRightTitle } from "../access/rights";
import { sameValue } from "../edits/sameValue";
import type { Work } from "../plan/stepRows";
import type { Removal } from "../plan/targets";
import type { RowChange } from "../edits/edit";
import { counted, listing } from "../text/words";
import { dagName, roleName } from "../access/names";
import { shown } from "../text/displayText";

/** "DAG Boston renamed to Boston North (its unique name changes)" */
export function dagChangeOf({ live, goal }: Work, change: RowChange): Change {
  const { key } = change;
  switch (change.kind) {
    case "add":
      return { ...change, sentence: `DAG ${dagName(goal, key)} created` };
    case "set": {
      const name = shown(goal.dags.get(key)?.name ?? key);
      const sentence = `DAG ${dagName(live, key)} renamed to ${name} (its unique name changes)`;
      return { ...change, sentence, loss: `the unique name ${shown(key)}` };
    }
    case "remove": {
      const loss = "its records lose their group, which the API cannot show or bring back";
      return { ...change, sentence: `DAG ${dagName(live, key)} deleted; ${loss}`, loss };
    }
  }
}

/** "role Monitor: Data Exports Full data set → De-identified" */
export function roleChangeOf(work: Work, change: RowChange): Change {
  const { live, goal } = work;
  const { key } = change;
  switch (change.kind) {
    case "add": {
      const rights = rightsSummary(goal.tables.userRole ?? EMPTY_TABLE, goal.roles.get(key)?.row ?? []);
      return { ...change, sentence: `role ${roleName(goal, key)} created with ${rights}` };
    }
    case "set": {
      const parts = roleParts(work, change).join("; ");
      return { ...change, sentence: `role ${roleName(live, key)}: ${parts}${members(work, key)}` };
    }
    case "remove": {
      const loss = "a role made anew gets another id";
      return { ...change, sentence: `role ${roleName(live, key)} deleted; ${loss}`, loss };
    }
  }
}

/** Columns that change in a sentence, one after the other; more are counted. */
const SHOWN = 4;

function roleParts({ live, goal }: Work, { key, cells }: RowChange): readonly string[] {
  const table = goal.tables.userRole ?? EMPTY_TABLE;
  const row = goal.roles.get(key)?.row ?? [];
  const parts = cells.map(({ column: name }) => {
    const title = describeDraftColumn("roles", name)?.title ?? shown(name);
    const [was, will] = [draftCell(live, "roles", key, name) ?? "", cellText(column(table, name)(row))];
    if (name === "role_label") return `renamed to ${shown(will)}`;
    return `${title} ${rightChange(name, was, will)}`;
  });
  return parts.length <= SHOWN
    ? parts
    : [...parts.slice(0, SHOWN), `and ${counted(parts.length - SHOWN, "other right", "other rights")}`];
}

function rightChange(name: string, was: string, will: string): string {
  const described = describeDraftColumn("roles", name);
  if (described?.kind === "formRights") return formChange(name, was, will, formRightTitle);
  if (described?.kind === "formExport") return formChange(name, was, will, exportTitle);
  const words = (value: string) => shown(described ? describeRight(described, value) : value) || "none";
  return `${words(was)} → ${words(will)}`;
}

/** "visit and labs: Full data set → De-identified": instruments with the same change together, all without names. */
function formChange(name: string, was: string, will: string, words: (code: string) => string): string {
  const before = formMap(was);
  const changes = new Map<string, string[]>();
  for (const [form, code] of formMap(will)) {
    const old = before.get(form) ?? "";
    if (sameValue("roles", name, `${form}:${old}`, `${form}:${code}`)) continue;
    const change = `${words(old)} → ${words(code)}`;
    changes.set(change, [...(changes.get(change) ?? []), form]);
  }
  const [[everywhere = "", forms = []] = []] = changes;
  if (changes.size === 1 && forms.length === formMap(will).size) return everywhere;
  return [...changes].map(([change, forms]) => `${listing(forms, 3)}: ${change}`).join(", ");
}

function members({ goal }: Work, key: string): string {
  const count = goal.roles.get(key)?.members.length ?? 0;
  return count === 0 ? "" : ` (${counted(count, "member", "members")})`;
}

/** "h.benali removed from the project" */
export function removalOf({ live }: Work, { person, change }: Removal): Change {
  const own = person.role ? `own rights under the role ${roleName(live, person.role)}, ` : "";
  const loss = `${own}groups of the DAG Switcher and the API token do not come back`;
  return { ...change, sentence: `${shown(person.username)} removed from the project; ${loss}`, loss };
}
