import { cellText, EMPTY_TABLE } from "../dataTable";
import { grantedRights } from "../access/grants";
import { readForms } from "../rules/formLists";
import { personLine } from "../access/people";
import type { Today } from "../access/people";
import { describeRight, exportTitle, formRightTitle } from "../access/rights";
import type { Snapshot } from "../access/snapshot";
import type { Column } from "../access/tables";
import { counted, listing } from "../text/words";
import { dagName, roleName } from "../access/names";
import { shown } from "../text/displayText";
import { cellOf, columnAt } from "./subject";
import type { Subject } from "./subject";
import { english } from "../text/message";

/** What a cell means, in words: the first line is its name, the others tell more. */
export interface Meaning {
  readonly title: string;
  readonly lines: readonly string[];
}

/** Undefined where there is nothing to say. The header tells what a column is for. */
export function meaningOf(subject: Subject, row: number, column: number, today: Today): Meaning | undefined {
  const described = columnAt(subject, column);
  if (!described) return undefined;
  if (row < 0) return { title: english(described.title), lines: headerLines(described) };
  const cell = cellOf(subject, row, column);
  const text = cellText(cell).trim();
  const { live } = subject;
  if (text === "") return described.blankMeans ? { title: "Blank", lines: [english(described.blankMeans)] } : undefined;
  if (described.name === "username") return person(live, text, today);
  if (described.references === "userRole" || described.name === "unique_role_name") return role(live, text);
  if (described.references === "dag" || described.name === "unique_group_name") return dag(live, text);
  if (described.kind === "formRights" || described.kind === "formExport") {
    const title = described.kind === "formRights" ? formRightTitle : exportTitle;
    const labels = new Map(live.instruments.map(({ name, label }) => [name, label]));
    const lines = [...readForms(cell)].map(
      ([form, code]) => `${shown(labels.get(form) ?? form)}: ${english(title(code))}`,
    );
    return { title: english(described.title), lines };
  }
  const words = english(describeRight(described, cell));
  return described.choices
    ? { title: `${english(described.title)}: ${words}`, lines: [english(described.help)] }
    : undefined;
}

function headerLines({ help, kind, omissionMeans, blankMeans, readOnly }: Column): readonly string[] {
  return [
    english(help),
    ...(blankMeans ? [english(blankMeans)] : []),
    ...(kind === "formRights" || kind === "formExport"
      ? ["An instrument left out of the list becomes No access."]
      : []),
    ...(omissionMeans ? [english(omissionMeans)] : []),
    ...(readOnly ? ["REDCap shows it and ignores it in imports."] : []),
  ];
}

function person(live: Snapshot, username: string, today: Today): Meaning | undefined {
  const found = live.people.get(username);
  if (!found) return undefined;
  const lines = [shown(found.name), shown(found.email), english(personLine(live, found, today))];
  return { title: shown(found.username), lines: lines.filter(Boolean) };
}

function role(live: Snapshot, id: string): Meaning | undefined {
  const found = live.roles.get(id);
  if (!found) return undefined;
  const rights = grantedRights(live.tables.userRole ?? EMPTY_TABLE, found.row, live.instruments);
  return { title: roleName(live, id), lines: [members(found.members), ...rights.map(english)] };
}

function dag(live: Snapshot, id: string): Meaning | undefined {
  const found = live.dags.get(id);
  return found && { title: dagName(live, id), lines: [members(found.members)] };
}

function members(names: readonly string[]): string {
  return names.length === 0
    ? "Nobody is in it."
    : `${counted(names.length, "person is", "people are")} in it: ${listing(names)}`;
}
