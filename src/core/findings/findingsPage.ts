import type { Act, Block, Page, Section } from "../page/page";
import type { KnownPeople } from "../people/knownPeople";
import { nameOf } from "../people/knownPeople";
import type { FindingRule, Need, Severity } from "../rules/findingRule";
import { shown } from "../text/displayText";
import { joined, list, message, plural, verbatim } from "../text/message";
import type { Message } from "../text/message";
import type { Finding, Findings, Unseen } from "./findAll";

export type Grouping = "rule" | "person" | "project";

export interface FindingsParts {
  readonly findings: Findings;
  readonly known: KnownPeople;
  readonly grouping: Grouping;
  /** What can be done about one; none in files. */
  readonly acts: (finding: Finding) => readonly Act[];
  /** Of each group so many are shown, the others counted. */
  readonly most: number;
}

const SEVERITIES: Readonly<Record<Severity, Message>> = {
  high: message("high"),
  medium: message("medium"),
  low: message("low"),
  info: message("for information"),
};

const NEEDS: Readonly<Record<Need, Message>> = {
  user: message("the users"),
  userRole: message("the roles"),
  userRoleMapping: message("the role assignments"),
  dag: message("the DAGs"),
  userDagMapping: message("the DAG assignments"),
  ownDomains: message("your own email domains, which no access policy names"),
  log: message("the project's log, which is not read for this"),
  lists: message("a list of who is authorised, and of who has left"),
  snapshots: message("an earlier snapshot of the project"),
};

/** What rules found among people, by what is asked about first; nothing of it decides anything. */
export function findingsPage(parts: FindingsParts): Pick<Page, "title" | "status" | "sections"> {
  const { findings } = parts;
  const open = findings.found.filter(({ excepted }) => !excepted);
  return {
    title: message("Findings"),
    status: statusOf(open, findings.found.length - open.length),
    sections: [...groups(parts, open), ...exceptions(findings.found), ...unseen(findings.unseen)],
  };
}

/** "3 findings: 1 high, 2 low"; how many are excepted. */
function statusOf(open: readonly Finding[], excepted: number): Message {
  const by = (Object.keys(SEVERITIES) as Severity[]).flatMap((severity) => {
    const count = open.filter(({ rule }) => rule.severity === severity).length;
    return count > 0 ? [message("{count} {severity}", { count, severity: SEVERITIES[severity] })] : [];
  });
  const all =
    open.length === 0
      ? message("No findings in what was looked at")
      : plural(
          open.length,
          { one: "{count} finding: {severities}", other: "{count} findings: {severities}" },
          { severities: joined(by, ", ") },
        );
  if (excepted === 0) return all;
  return plural(
    excepted,
    { one: "{findings}; {count} more is excepted", other: "{findings}; {count} more are excepted" },
    { findings: all },
  );
}

/** What was found of one person, as a part of their page; nothing where nothing was. */
export function findingsOf(found: readonly Finding[]): readonly Section[] {
  if (found.length === 0) return [];
  const blocks = found.map(({ rule, project, said }): Block => {
    const where = project ? [verbatim(shown(project.label))] : [];
    const tone = rule.severity === "high" ? "warning" : "plain";
    return { kind: "text", tone, text: joined([titleOf(rule), ...where, said], " · ") };
  });
  return [{ id: "findings", heading: message("Findings"), aside: verbatim(String(found.length)), blocks }];
}

interface Group {
  readonly id: string;
  readonly heading: Message;
  readonly why?: Message;
  readonly found: Finding[];
}

function groups({ known, grouping, acts, most }: FindingsParts, open: readonly Finding[]): readonly Section[] {
  const all = new Map<string, Group>();
  for (const finding of open) {
    const group = groupOf(finding, grouping, known);
    const there = all.get(group.id);
    if (there) there.found.push(finding);
    else all.set(group.id, { ...group, found: [finding] });
  }
  return [...all.values()].map(({ id, heading, why, found }) => ({
    ...{ id, heading, aside: verbatim(String(found.length)) },
    blocks: [
      ...(why ? [{ kind: "text", tone: "plain", text: why } as const] : []),
      ...found.slice(0, most).map((finding) => block(finding, grouping, known, acts(finding))),
      ...(found.length > most
        ? [
            {
              ...({ kind: "text", tone: "note" } as const),
              text: plural(found.length - most, {
                one: "{count} more of this kind; an export has it too.",
                other: "{count} more of this kind; an export has them all.",
              }),
            },
          ]
        : []),
    ],
  }));
}

function groupOf(finding: Finding, grouping: Grouping, known: KnownPeople): Omit<Group, "found"> {
  const { rule, project, account } = finding;
  if (grouping === "rule") return { id: `rule ${rule.id}`, heading: titleOf(rule), why: rule.why };
  if (grouping === "project")
    return project
      ? { id: `project ${project.id}`, heading: verbatim(shown(project.label)) }
      : { id: "people", heading: message("Of people, in whatever project") };
  const person = account === undefined ? undefined : known.byAccount.get(account);
  return person
    ? { id: `person ${person.id}`, heading: verbatim(nameOf(person)) }
    : { id: "projects", heading: message("Of projects as a whole") };
}

function titleOf({ title, severity }: FindingRule): Message {
  return message("{title} ({severity})", { title, severity: SEVERITIES[severity] });
}

function block(finding: Finding, grouping: Grouping, known: KnownPeople, acts: readonly Act[]): Block {
  const { rule } = finding;
  const parts = [
    ...(grouping === "rule" ? [] : [titleOf(rule)]),
    ...(grouping === "person" ? [] : whoseOf(finding, known)),
    ...(grouping === "project" ? [] : whereOf(finding)),
    finding.said,
  ];
  const tone = rule.severity === "high" ? "warning" : "plain";
  return { kind: "text", tone, text: joined(parts, " · "), ...(acts.length > 0 ? { acts } : {}) };
}

function whoseOf({ account, username }: Finding, known: KnownPeople): readonly Message[] {
  if (account === undefined || username === undefined) return [];
  const person = known.byAccount.get(account);
  const name = person ? nameOf(person) : shown(username);
  return [name === shown(username) ? verbatim(name) : message("{name} ({username})", { name, username })];
}

function whereOf({ project }: Finding): readonly Message[] {
  return project ? [verbatim(shown(project.label))] : [];
}

/** What is known and meant stays in view. */
function exceptions(found: readonly Finding[]): readonly Section[] {
  const items = found.flatMap(({ rule, said, project, username, excepted }) =>
    excepted
      ? [
          message("{what} {said} Excepted until {until} by {author}: {reason}", {
            what: joined(
              [
                titleOf(rule),
                ...(username === undefined ? [] : [verbatim(shown(username))]),
                ...(project ? [verbatim(shown(project.label))] : []),
                verbatim(""),
              ],
              " · ",
            ),
            said,
            until: excepted.until,
            author: excepted.author,
            reason: excepted.reason,
          }),
        ]
      : [],
  );
  return items.length === 0
    ? []
    : [
        {
          id: "exceptions",
          heading: message("Excepted by the access policy"),
          aside: verbatim(String(items.length)),
          blocks: [{ kind: "list", ordered: false, items }],
        },
      ];
}

/** Silence about these is no clean bill. */
function unseen(all: readonly Unseen[]): readonly Section[] {
  const byRule = new Map<FindingRule, { readonly needs: Need; readonly projects: string[] }>();
  for (const { rule, needs, project } of all) {
    const known = byRule.get(rule) ?? { needs, projects: [] };
    if (project) known.projects.push(project.label);
    byRule.set(rule, known);
  }
  const items = [...byRule].map(([{ title }, { needs, projects }]) =>
    projects.length === 0
      ? message("{title}: needs {needs}.", { title, needs: NEEDS[needs] })
      : message("{title}: needs {needs}, which cannot be read in {projects}.", {
          ...{ title, needs: NEEDS[needs] },
          projects: list(projects),
        }),
  );
  return items.length === 0
    ? []
    : [
        {
          id: "unseen",
          heading: message("What was not looked at"),
          blocks: [{ kind: "list", ordered: false, items }],
        },
      ];
}
