import { joined, list, message, plural } from "../text/message";
import type { Message } from "../text/message";
import { blankFixes, formsMissingFixes } from "./fixes";
import { rules } from "./rule";

const names = (all: readonly string[]) => ({ names: list(all) });

const KEEP_ROLE = message("Leave their roles as they are");
const NO_ROLE = message("Take them out of their roles");
const KEEP_DAG = message("Leave their groups as they are");
const NO_DAG = message("Take them out of their groups: they will see every record");

/**
 * What a file leaves open although much depends on it. The first answer is the careful one, and holds until somebody
 * has been asked. `otherwise`: what REDCap itself would do.
 */
export const QUESTIONS = rules({
  roleColumnMissing: {
    level: "warn",
    looksAt: "column",
    what: "role assignments without a column of roles",
    message: (all: readonly string[]) =>
      plural(
        all.length,
        {
          one: "The file does not say which role {names} should have.",
          other: "The file does not say which roles {count} people should have: {names}.",
        },
        names(all),
      ),
    otherwise: message("REDCap takes everybody in such a file out of their roles."),
    answers: { keep: KEEP_ROLE, unassign: NO_ROLE },
  },
  blankRoles: {
    level: "warn",
    looksAt: "cell",
    what: "a blank role of somebody who has one",
    message: (all: readonly string[]) =>
      plural(
        all.length,
        {
          one: "{names} has a role, but the file leaves it blank.",
          other: "{count} people have a role, but the file leaves it blank: {names}.",
        },
        names(all),
      ),
    otherwise: message("A blank takes people out of their roles."),
    answers: { keep: KEEP_ROLE, unassign: NO_ROLE },
    fixes: blankFixes("role"),
  },
  dagColumnMissing: {
    level: "warn",
    looksAt: "column",
    what: "a list of people in data access groups without a column of groups",
    message: (all: readonly string[]) =>
      plural(
        all.length,
        {
          one: "The file does not say which data access group {names} should be in.",
          other: "The file does not say which data access groups {count} people should be in: {names}.",
        },
        names(all),
      ),
    otherwise: message("REDCap may take them out of their groups; without one they see every record."),
    answers: { keep: KEEP_DAG, clear: NO_DAG },
  },
  blankDags: {
    level: "warn",
    looksAt: "cell",
    what: "a blank data access group of somebody who is in one",
    message: (all: readonly string[]) =>
      plural(
        all.length,
        {
          one: "{names} is in a data access group, but the file leaves it blank.",
          other: "{count} people are in a data access group, but the file leaves it blank: {names}.",
        },
        names(all),
      ),
    otherwise: message("A blank takes people out of their groups, and they see every record."),
    answers: { keep: KEEP_DAG, clear: NO_DAG },
    fixes: blankFixes("dag"),
  },
  blankDates: {
    level: "warn",
    looksAt: "cell",
    what: "a blank expiration of somebody whose access ends",
    message: (all: readonly string[]) =>
      plural(
        all.length,
        {
          one: "The access of {names} ends on a date, but the file leaves the expiration blank.",
          other: "The access of {count} people ends on a date, but the file leaves the expiration blank: {names}.",
        },
        names(all),
      ),
    otherwise: message("A blank removes the date, and access never ends."),
    answers: {
      keep: message("Leave their expirations as they are"),
      clear: message("Remove their expirations: access never ends"),
    },
    fixes: blankFixes("date"),
  },
  formsMissing: {
    level: "warn",
    looksAt: "cell",
    what: "a list of instruments that leaves out some with rights",
    message: (all: readonly string[]) =>
      plural(
        all.length,
        {
          one: "The list of instruments of {names} is incomplete in the file.",
          other: "{count} lists of instruments are incomplete in the file: {names}.",
        },
        names(all),
      ),
    otherwise: message("Instruments that are not listed become No access."),
    answers: {
      keep: message("Leave the instruments that are not listed as they are"),
      none: message("Take away every right to the instruments that are not listed"),
    },
    fixes: formsMissingFixes,
  },
  columnsUnknown: {
    level: "warn",
    looksAt: "column",
    what: "a column that says something which cannot be imported",
    message: (all: readonly string[]) =>
      plural(
        all.length,
        {
          one: "This column cannot be imported into this project: {names}.",
          other: "{count} columns cannot be imported into this project: {names}.",
        },
        names(all),
      ),
    otherwise: undefined,
    answers: { leaveOut: message("Continue without what they say") },
  },
  rightsInRole: {
    level: "warn",
    looksAt: "cell",
    what: "other rights for somebody whose rights come from a role",
    message: (all: readonly string[]) =>
      plural(
        all.length,
        {
          one: "The file gives other rights to {names}, whose rights come from a role. REDCap refuses that for people in a role.",
          other:
            "The file gives other rights to {count} people whose rights come from a role: {names}. REDCap refuses that for people in a role.",
        },
        names(all),
      ),
    otherwise: undefined,
    answers: {
      leave: message("Leave them in their roles, and leave these rights out"),
      takeOut: message("Take them out of their roles, and give them these rights"),
    },
  },
  foreignRoles: {
    level: "info",
    looksAt: "row",
    what: "a role without an ID of this project",
    message: (all: readonly string[]) =>
      plural(
        all.length,
        {
          one: "The file has a role without an ID of this project: {names}.",
          other: "The file has {count} roles without an ID of this project: {names}.",
        },
        names(all),
      ),
    otherwise: undefined,
    answers: {
      match: message("Match roles by name, and create those that have no match"),
      create: message("Create new roles"),
      leave: message("Leave them out"),
    },
  },
  foreignDags: {
    level: "info",
    looksAt: "row",
    what: "a data access group without a unique name of this project",
    message: (all: readonly string[]) =>
      plural(
        all.length,
        {
          one: "The file has a group without a unique name of this project: {names}.",
          other: "The file has {count} groups without a unique name of this project: {names}.",
        },
        names(all),
      ),
    otherwise: undefined,
    answers: {
      match: message("Match groups by name, and create those that have no match"),
      create: message("Create new groups"),
      leave: message("Leave them out"),
    },
  },
});

export type QuestionId = keyof typeof QUESTIONS;
export type AnswerTo<Id extends QuestionId> = keyof (typeof QUESTIONS)[Id]["answers"];
export type Answers = Readonly<Partial<{ [Id in QuestionId]: AnswerTo<Id> }>>;

export interface Question {
  readonly id: QuestionId;
  readonly sentence: Message;
  readonly answers: readonly { readonly value: string; readonly title: Message }[];
  /** The people, roles or groups that it is about. */
  readonly about: readonly string[];
}

export function questionOf(id: QuestionId, about: readonly string[]): Question {
  const { message: say, answers } = QUESTIONS[id];
  return {
    id,
    about,
    sentence: say(about),
    answers: Object.entries(answers).map(([value, title]) => ({ value, title })),
  };
}

/** The answer that holds until somebody has been asked. */
export function carefulAnswer<Id extends QuestionId>(id: Id): AnswerTo<Id> {
  const [careful] = Object.keys(QUESTIONS[id].answers);
  return careful as AnswerTo<Id>;
}

/** The question as what may be wrong with the cells that leave it open. */
export function openSentence(id: QuestionId, about: readonly string[]): Message {
  const { message: say, otherwise } = QUESTIONS[id];
  return joined([say(about), ...(otherwise ? [otherwise] : [])]);
}
