import { knowsDags, personState } from "../access/people";
import type { Today } from "../access/people";
import type { Act, Block, Fact, Page, Section } from "../page/page";
import { shown } from "../text/displayText";
import { list, message, plural, verbatim } from "../text/message";
import type { Message } from "../text/message";
import { accessParts, grantsOf } from "./accessInWords";
import { sideBySide } from "./differences";
import { emailKey, nameOf } from "./knownPeople";
import type { KnownPerson, Membership } from "./knownPeople";
import { powersIn } from "./powers";

export interface PersonParts {
  readonly person: KnownPerson;
  readonly today: Today;
  /** How many projects have been read. */
  readonly read: number;
  /** When a project was read, in words. */
  readonly moment: (at: number) => string;
  /** What can be done with somebody in one project. */
  readonly acts: (membership: Membership) => readonly Act[];
  /** What others know of the person: findings, activity. */
  readonly more?: readonly Section[];
}

/** The button that parts accounts which are shown as one person. */
const PART: Act = { id: "part", label: message("These Are Different People") };

/** One person over all projects that have been read, plain enough to be shown to them. */
export function personPage(parts: PersonParts): Pick<Page, "title" | "facts" | "status" | "sections"> {
  const { person, more = [] } = parts;
  return {
    title: verbatim(nameOf(person)),
    facts: factsOf(parts),
    status: statusOf(parts),
    sections: [...inShort(parts), ...more, ...projects(parts), ...compared(parts), NOT_SHOWN],
  };
}

function factsOf({ person, read }: PersonParts): readonly Fact[] {
  const emails = new Map(
    person.accounts.filter(({ email }) => email !== "").map((each) => [emailKey(each.email), each]),
  );
  return [
    ...person.accounts.map(({ username, host }) => ({
      name: message("Username"),
      value: message("{username} on {host}", { username, host }),
    })),
    {
      name: message("Email"),
      value:
        emails.size > 0
          ? verbatim([...emails.values()].map(({ email }) => shown(email)).join(", "))
          : message("REDCap shows none"),
    },
    {
      name: message("Projects"),
      value: plural(
        read,
        { one: "{some} of {count} that has been read", other: "{some} of {count} that have been read" },
        { some: new Set(person.memberships.map(({ project }) => project.id)).size },
      ),
    },
  ];
}

function statusOf({ person, today }: PersonParts): Message {
  const all = new Set(person.memberships.map(({ project }) => project.id)).size;
  const now = new Set(current(person, today).map(({ project }) => project.id)).size;
  return plural(
    all,
    { one: "Has access to {now} of {count} project now", other: "Has access to {now} of {count} projects now" },
    { now },
  );
}

function current({ memberships }: KnownPerson, today: Today): readonly Membership[] {
  return memberships.filter(({ person }) => personState(person, today) !== "expired");
}

/** What weighs most, and where: the answer to "what may she do". */
function inShort({ person, today }: PersonParts): readonly Section[] {
  const now = current(person, today).map((each) => ({ ...each, may: powersIn(each.project.snapshot)(each.person) }));
  const where = (holds: (held: (typeof now)[number]) => boolean) => {
    const names = now.filter(holds).map(({ project }) => project.label);
    return names.length > 0 ? [list(names)] : [];
  };
  const items: readonly Message[] = [
    ...where(({ may }) => may.users).map((names) => message("Decides who may do what: {names}", { names })),
    ...where(({ may }) => may.design).map((names) => message("Changes instruments and settings: {names}", { names })),
    ...where(({ may }) => may.exportsAll).map((names) => message("Exports the full data set: {names}", { names })),
    ...where(({ may }) => may.deletes).map((names) => message("Deletes records: {names}", { names })),
    ...where(({ may }) => may.api).map((names) => message("May use the API or the mobile app: {names}", { names })),
    ...where(
      ({ project, person: { dag } }) => dag === "" && knowsDags(project.snapshot) && project.snapshot.dags.size > 0,
    ).map((names) => message("Sees the records of all DAGs: {names}", { names })),
  ];
  const blocks: Block[] = [
    ...(person.accounts.length > 1
      ? [
          {
            ...({ kind: "text", tone: "note", acts: [PART] } as const),
            text: message(
              "These are accounts of several servers with the same email address: probably one person, which REDCap does not say.",
            ),
          },
        ]
      : []),
    items.length > 0
      ? { kind: "list", ordered: false, items }
      : { kind: "text", tone: "plain", text: message("Nothing beyond entering and reading data.") },
  ];
  return [{ id: "short", heading: message("In short"), blocks }];
}

function projects({ person, today, moment, acts }: PersonParts): readonly Section[] {
  const hosts = new Set(person.memberships.map(({ project }) => project.origin)).size > 1;
  const sections = person.memberships.map((membership): Section => {
    const { project } = membership;
    const parts = accessParts(membership, today).map(({ what, says, from }) => [what, says, from]);
    const rights = grantsOf(membership).map(({ title, level }) => [title, level ?? message("Yes")]);
    const at = message("Read {moment}.", { moment: moment(project.snapshot.takenAt) });
    return {
      id: `project ${project.id} ${membership.person.username}`,
      heading: verbatim(shown(project.label)),
      ...(hosts ? { aside: verbatim(project.host) } : {}),
      blocks: [
        {
          kind: "table",
          caption: message("Access to {project}, and where it comes from", { project: project.label }),
          columns: [message("What"), message("In REDCap"), message("Where it comes from")],
          rows: parts,
        },
        ...(rights.length > 0
          ? [
              {
                ...{ kind: "table" as const, rows: rights },
                caption: message("Rights in {project}", { project: project.label }),
                columns: [message("Right"), message("How much")],
              },
            ]
          : []),
        { kind: "text", tone: "plain", text: at, acts: acts(membership) },
      ],
    };
  });
  return [
    { id: "projects", heading: message("Projects"), aside: verbatim(String(sections.length)), blocks: [], sections },
  ];
}

function compared({ person, today }: PersonParts): readonly Section[] {
  if (person.memberships.length < 2) return [];
  const { columns, rows, same } = sideBySide(person.memberships, today);
  const blocks: Block[] = [
    rows.length > 0
      ? {
          ...{ kind: "table", columns: [message("What differs"), ...columns] },
          caption: message("Projects side by side"),
          rows: rows.map(({ what, cells }) => [what, ...cells]),
        }
      : { kind: "text", tone: "plain", text: message("The same access in all of them.") },
    ...(same.length > 0 && rows.length > 0
      ? [
          { kind: "text", tone: "plain", text: message("The same in all of them:") } as const,
          { kind: "list", ordered: false, items: same } as const,
        ]
      : []),
  ];
  return [{ id: "compared", heading: message("Projects side by side"), blocks }];
}

/** What somebody would look for here in vain. */
const NOT_SHOWN: Section = {
  id: "notShown",
  heading: message("What REDCap's API does not show"),
  blocks: [
    {
      kind: "list",
      ordered: false,
      items: [
        message("Whether the account is suspended, and when the person last signed in."),
        message("Whether the person is an administrator of REDCap, who may do everything in every project."),
        message("Whether an API token exists: only the right to one is shown."),
        message("Between which DAGs the person may switch."),
      ],
    },
  ],
};
