import { list, message } from "../text/message";
import type { Message, Phrase } from "../text/message";
import type { Column } from "../access/tables";
import { notADate } from "./notADate";
import { dayFixes, encodingFixes, formFixes, roleFixes, dagFixes } from "./fixes";
import { rules } from "./rule";

/** Ids of roles or groups that a name stands for. */
const ids = (all: readonly string[]) => list(all);

/** Rules about one cell: of a file, a draft, the grid, or what a plan wants. */
export const CELL_RULES = rules({
  badDate: {
    level: "refuse",
    looksAt: "cell",
    what: "a date that does not exist, or is not written as YYYY-MM-DD",
    message: notADate,
    fixes: dayFixes,
  },
  badValue: {
    level: "refuse",
    looksAt: "cell",
    what: "a value that the column does not have",
    message: ({ title, choices = [] }: Pick<Column, "title" | "choices">, value: string) =>
      message('{column} cannot be "{value}". Use one of these: {choices}.', {
        column: title,
        value,
        choices: list(
          choices.map((choice) => message("{value} ({title})", choice)),
          8,
        ),
      }),
  },
  badFormList: {
    level: "refuse",
    looksAt: "cell",
    what: "a list of instruments that cannot be read",
    message: (column: Phrase) =>
      message("{column} cannot be read as a list of instruments and codes, such as visit:1,labs:0.", { column }),
  },
  unknownForm: {
    level: "refuse",
    looksAt: "cell",
    what: "an instrument that the project does not have",
    message: (column: Phrase, form: string) =>
      message('{column} names "{form}", which is not an instrument of this project. Correct it, or take it out.', {
        column,
        form,
      }),
    fixes: formFixes,
  },
  formTwice: {
    level: "refuse",
    looksAt: "cell",
    what: "an instrument that a list names twice, with different codes",
    message: (column: Phrase, form: string) =>
      message("{column} names {form} twice, with different codes. Keep one of them.", { column, form }),
  },
  badFormCode: {
    level: "refuse",
    looksAt: "cell",
    what: "a code for an instrument that REDCap, or this server, does not have",
    message: (column: Phrase, form: string, code: string, why?: "deletes" | "server"): Message => {
      const about = { column, form };
      if (code === "") return message("{column} has no code for {form}.", about);
      const whole = { ...about, code };
      if (why === "deletes")
        return message(
          '{column} of {form}: "{code}" includes deleting, which the codes of this project cannot express.',
          whole,
        );
      return why === "server"
        ? message('{column} of {form}: this server does not know the code "{code}".', whole)
        : message('{column} of {form}: "{code}" is not a code that REDCap has.', whole);
    },
  },
  formEncoding: {
    level: "warn",
    looksAt: "cell",
    what: "a code for an instrument in another notation than the project's",
    message: (code: string, right: Phrase, here: string) =>
      message("This project has other codes for instruments: {code} ({right}) is {here} here.", { code, right, here }),
    fixes: encodingFixes,
    sameEverywhere: true,
  },
  unknownRole: {
    level: "refuse",
    looksAt: "cell",
    what: "a role that the project does not have",
    message: (name: string, kind?: "new" | "number" | { readonly unlisted: Message }): Message => {
      const about = { name };
      if (kind === "new") return message("The new role {name} is not created by these changes.", about);
      if (kind === "number")
        return message(
          "The role is given by REDCap's internal number, {name}, which the project does not show. Write its ID or its name.",
          about,
        );
      return kind
        ? message('Whether there is a role "{name}" is not known: {why}', { ...about, why: kind.unlisted })
        : message('There is no role "{name}" in this project.', about);
    },
    fixes: roleFixes,
  },
  ambiguousRole: {
    level: "refuse",
    looksAt: "cell",
    what: "a name that several roles have",
    message: (name: string, all: readonly string[], where?: "file") =>
      where === "file"
        ? message('More than one role in the file is called "{name}". Write the IDs.', { name })
        : message('More than one role is called "{name}" ({ids}). Write the ID of the one you mean.', {
            name,
            ids: ids(all),
          }),
    fixes: roleFixes,
  },
  severalRoles: {
    level: "refuse",
    looksAt: "cell",
    what: "several roles in one cell",
    message: (names: readonly string[]) =>
      message("The cell names several roles ({names}), but a person can have only one. Write the one you mean.", {
        names: ids(names),
      }),
  },
  unlikeRole: {
    level: "refuse",
    looksAt: "cell",
    what: "an ID and a name in one row that are two different roles",
    message: (id: string, label: string) =>
      message(
        'The row gives the role as {id} and as "{label}", which are two different roles. Change both, or leave one blank.',
        { id, label },
      ),
  },
  roleByLabel: {
    level: "info",
    sentLevel: "refuse",
    looksAt: "cell",
    what: "the name of a role where its ID belongs",
    message: (label: string, id: string) => message('"{label}" is the name of a role; its ID is {id}.', { label, id }),
    fixes: roleFixes,
    sameEverywhere: true,
  },
  unknownDag: {
    level: "refuse",
    looksAt: "cell",
    what: "a data access group that the project does not have",
    message: (name: string, kind?: "new" | "number" | { readonly unlisted: Message }): Message => {
      const about = { name };
      if (kind === "new") return message("The new data access group {name} is not created by these changes.", about);
      if (kind === "number")
        return message(
          "The data access group is given by REDCap's internal number, {name}, which the project does not show. Write its unique name.",
          about,
        );
      return kind
        ? message('Whether there is a data access group "{name}" is not known: {why}', { ...about, why: kind.unlisted })
        : message('There is no data access group "{name}" in this project.', about);
    },
    fixes: dagFixes,
  },
  ambiguousDag: {
    level: "refuse",
    looksAt: "cell",
    what: "a name that several data access groups have",
    message: (name: string, all: readonly string[], where?: "file") =>
      where === "file"
        ? message('More than one data access group in the file is called "{name}". Write the unique names.', {
            name,
          })
        : message(
            'More than one data access group is called "{name}" ({ids}). Write the unique name of the one you mean.',
            { name, ids: ids(all) },
          ),
    fixes: dagFixes,
  },
  severalDags: {
    level: "refuse",
    looksAt: "cell",
    what: "several data access groups in one cell",
    message: (names: readonly string[]) =>
      message(
        "The cell names several data access groups ({names}), but a person can be in only one. Write the one you mean.",
        { names: ids(names) },
      ),
  },
  unlikeDag: {
    level: "refuse",
    looksAt: "cell",
    what: "a unique name and a name in one row that are two different data access groups",
    message: (id: string, label: string) =>
      message(
        'The row gives the data access group as {id} and as "{label}", which are two different groups. Change both, or leave one blank.',
        { id, label },
      ),
  },
  dagByLabel: {
    level: "info",
    sentLevel: "refuse",
    looksAt: "cell",
    what: "the name of a data access group where its unique name belongs",
    message: (label: string, id: string) =>
      message('"{label}" is the name of a data access group; its unique name is {id}.', {
        label,
        id,
      }),
    fixes: dagFixes,
    sameEverywhere: true,
  },
  nameless: {
    level: "refuse",
    looksAt: "cell",
    what: "a role or data access group without a name",
    message: (draft: "roles" | "dags") =>
      draft === "roles" ? message("A role needs a name.") : message("A data access group needs a name."),
  },
  rightsUnderRole: {
    level: "refuse",
    looksAt: "cell",
    what: "own rights of somebody whose role gives them",
    message: (role: string) =>
      message(
        "The role {role} gives this person's rights, so own rights have no effect. Edit the role, or take the person out of it first.",
        { role },
      ),
  },
});
