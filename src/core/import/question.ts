import { counted, listing } from "../text/words";

/** What a file leaves open although much depends on it. The first answer is the careful one, and holds until asked. */
export const QUESTIONS = {
  roleColumnMissing: ["keep", "unassign"],
  blankRoles: ["keep", "unassign"],
  dagColumnMissing: ["keep", "clear"],
  blankDags: ["keep", "clear"],
  blankDates: ["keep", "clear"],
  formsMissing: ["keep", "none"],
  columnsUnknown: ["leaveOut"],
  rightsInRole: ["leave", "takeOut"],
  foreignRoles: ["match", "create", "leave"],
  foreignDags: ["match", "create", "leave"],
} as const;

export type QuestionId = keyof typeof QUESTIONS;
export type Answers = { readonly [Id in QuestionId]?: (typeof QUESTIONS)[Id][number] };

export interface Question {
  readonly id: QuestionId;
  readonly sentence: string;
  readonly answers: readonly { readonly value: string; readonly title: string }[];
  /** The people, roles or groups that it is about. */
  readonly about: readonly string[];
}

const KEEP_ROLE = "Leave their roles as they are";
const NO_ROLE = "Take them out of their roles";
const KEEP_DAG = "Leave their groups as they are";
const NO_DAG = "Take them out of their groups: they will see every record";

const WORDS: {
  readonly [Id in QuestionId]: {
    readonly sentence: (names: readonly string[]) => string;
    readonly titles: Readonly<Record<(typeof QUESTIONS)[Id][number], string>>;
  };
} = {
  roleColumnMissing: {
    sentence: (names) => `The file does not say which role ${people(names)} who ${have(names)} one shall have.`,
    titles: { keep: KEEP_ROLE, unassign: NO_ROLE },
  },
  blankRoles: {
    sentence: (names) => `The role is blank in the file for ${people(names)} who ${have(names)} one.`,
    titles: { keep: KEEP_ROLE, unassign: NO_ROLE },
  },
  dagColumnMissing: {
    sentence: (names) =>
      `The file does not say which data access group ${people(names)} who ${are(names)} in one shall be in.`,
    titles: { keep: KEEP_DAG, clear: NO_DAG },
  },
  blankDags: {
    sentence: (names) => `The data access group is blank in the file for ${people(names)} who ${are(names)} in one.`,
    titles: { keep: KEEP_DAG, clear: NO_DAG },
  },
  blankDates: {
    sentence: (names) => `The expiration is blank in the file for ${people(names)} whose access ends.`,
    titles: { keep: "Leave their expirations as they are", clear: "Remove their expirations: access never ends" },
  },
  columnsUnknown: {
    sentence: (names) =>
      `${counted(names.length, "column", "columns")} cannot be imported into this project: ${listing(names)}.`,
    titles: { leaveOut: "Continue without what they say" },
  },
  formsMissing: {
    sentence: (names) => `The lists of instruments are not complete in the file for ${listing(names)}.`,
    titles: {
      keep: "Leave the instruments that are not listed as they are",
      none: "Take away every right to the instruments that are not listed",
    },
  },
  rightsInRole: {
    sentence: (names) =>
      `The file gives other rights to ${people(names)} whose rights come from a role. REDCap refuses that while they are in it.`,
    titles: {
      leave: "Leave them in their roles and leave these rights out",
      takeOut: "Take them out of their roles and give them these rights",
    },
  },
  foreignRoles: {
    sentence: (names) =>
      `The file has ${counted(names.length, "role", "roles")} without an id of this project: ${listing(names)}.`,
    titles: {
      match: "Match roles by name, create those that have no match",
      create: "Create new roles",
      leave: "Leave them out",
    },
  },
  foreignDags: {
    sentence: (names) =>
      `The file has ${counted(names.length, "group", "groups")} without a unique name of this project: ${listing(names)}.`,
    titles: {
      match: "Match groups by name, create those that have no match",
      create: "Create new groups",
      leave: "Leave them out",
    },
  },
};

export function questionOf(id: QuestionId, about: readonly string[]): Question {
  const titles: Readonly<Record<string, string>> = WORDS[id].titles;
  return {
    id,
    about,
    sentence: WORDS[id].sentence(about),
    answers: QUESTIONS[id].map((value) => ({ value, title: titles[value] ?? value })),
  };
}

function people(names: readonly string[]): string {
  return names.length === 1 ? listing(names) : `${counted(names.length, "person", "people")} (${listing(names)})`;
}

function have(names: readonly string[]): string {
  return names.length === 1 ? "has" : "have";
}

function are(names: readonly string[]): string {
  return names.length === 1 ? "is" : "are";
}
