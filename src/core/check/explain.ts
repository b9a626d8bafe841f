import { cellText, EMPTY_TABLE } from "../dataTable";
import { grantedRights } from "../access/grants";
import { readForms } from "../rules/formLists";
import { personLine } from "../access/people";
import type { Today } from "../access/people";
import { describeRight, exportTitle, formRightTitle } from "../access/rights";
import type { Snapshot } from "../access/snapshot";
import type { Column } from "../access/tables";
import { dagName, roleName } from "../access/names";
import { shown } from "../text/displayText";
import { cellOf, columnAt } from "./subject";
import type { Subject } from "./subject";
import { list, message, plural, verbatim } from "../text/message";
import type { Message } from "../text/message";

/** What a cell means, in words: the first line is its name, the others tell more. */
export interface Meaning {
  readonly title: Message;
  readonly lines: readonly Message[];
}

/** Undefined where there is nothing to say. The header tells what a column is for. */
export function meaningOf(subject: Subject, row: number, column: number, today: Today): Meaning | undefined {
  const described = columnAt(subject, column);
  if (!described) return undefined;
  if (row < 0) return { title: described.title, lines: headerLines(described) };
  const cell = cellOf(subject, row, column);
  const text = cellText(cell).trim();
  const { live } = subject;
  if (text === "") return described.blankMeans ? { title: message("Blank"), lines: [described.blankMeans] } : undefined;
  if (described.name === "username") return person(live, text, today);
  if (described.references === "userRole" || described.name === "unique_role_name") return role(live, text);
  if (described.references === "dag" || described.name === "unique_group_name") return dag(live, text);
  if (described.kind === "formRights" || described.kind === "formExport") {
    const title = described.kind === "formRights" ? formRightTitle : exportTitle;
    const labels = new Map(live.instruments.map(({ name, label }) => [name, label]));
    const lines = [...readForms(cell)].map(([form, code]) =>
      message("{instrument}: {right}", { instrument: labels.get(form) ?? form, right: title(code) }),
    );
    return { title: described.title, lines };
  }
  if (!described.choices) return undefined;
  const { title, help } = described;
  return {
    title: message("{column}: {value}", { column: title, value: describeRight(described, cell) }),
    lines: [help],
  };
}

function headerLines({ help, kind, omissionMeans, blankMeans, readOnly }: Column): readonly Message[] {
  return [
    help,
    ...(blankMeans ? [blankMeans] : []),
    ...(kind === "formRights" || kind === "formExport"
      ? [message("An instrument left out of the list becomes No access.")]
      : []),
    ...(omissionMeans ? [omissionMeans] : []),
    ...(readOnly ? [message("REDCap shows it and ignores it in imports.")] : []),
  ];
}

function person(live: Snapshot, username: string, today: Today): Meaning | undefined {
  const found = live.people.get(username);
  if (!found) return undefined;
  const known = [found.name, found.email].filter(Boolean).map((each) => verbatim(shown(each)));
  return { title: verbatim(shown(found.username)), lines: [...known, personLine(live, found, today)] };
}

function role(live: Snapshot, id: string): Meaning | undefined {
  const found = live.roles.get(id);
  if (!found) return undefined;
  const rights = grantedRights(live.tables.userRole ?? EMPTY_TABLE, found.row, live.instruments);
  return { title: verbatim(roleName(live, id)), lines: [members(found.members), ...rights] };
}

function dag(live: Snapshot, id: string): Meaning | undefined {
  const found = live.dags.get(id);
  return found && { title: verbatim(dagName(live, id)), lines: [members(found.members)] };
}

function members(names: readonly string[]): Message {
  if (names.length === 0) return message("Nobody is in it.");
  return plural(
    names.length,
    { one: "{count} person is in it: {names}", other: "{count} people are in it: {names}" },
    { names: list(names) },
  );
}
