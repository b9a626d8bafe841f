import { message, verbatim } from "../../core/text/message";
import type { Message } from "../../core/text/message";
import type { Connection } from "../../app/connections/connection";
import { planCopy } from "../../app/files/accessFolder";
import type { CopyChoice } from "../../core/folder/copyTables";
import type { Snapshot } from "../../core/access/snapshot";
import { shown } from "../../core/text/displayText";
import { chooseProject } from "../chooseProject";
import { chooseOther } from "./otherProject";
import type { Services } from "../services";
import { askForAccess, canTake, takeForReview } from "./takeAccess";
import type { TakeNeeds } from "./takeAccess";
import type { TreeNode } from "../../views/node";

type Needs = TakeNeeds & Pick<Services, "projects">;
type Part = "roles" | "dags" | "people" | "assignments";

/** *Copy Access to Another Project…*: parts of a project become changes of another one, to be reviewed. Sends nothing. */
export const copyAccess =
  (services: Needs) =>
  async (node?: TreeNode, nodes?: readonly TreeNode[]): Promise<void> => {
    const { dialogs, progress, projects } = services;
    const title = message("Copy Access to Another Project");
    const source = await chooseProject(services, node, title);
    if (!source) return;
    const target = await chooseOther(
      services,
      source,
      title,
      message("Copy from {project} to", { project: source.label }),
    );
    if (!target) return;
    const [from, live] = await progress.notification(title, (_, signal) =>
      Promise.all([projects.load(source.id, { signal }), projects.load(target.id, { signal })]),
    );
    if (!(await canTake(services, target, live))) return;
    const heading = message("{title}: {from} → {to}", { title, from: source.label, to: target.label });
    const choice = await chooseWhat(dialogs, heading, from, selectedIn(source, node, nodes));
    if (!choice) return;
    const asked = await askForAccess(dialogs, heading, ({ answers }) =>
      planCopy(from, choice, { live, ...(answers ? { answers } : {}) }),
    );
    if (asked) await takeForReview(services, target, live, asked.made);
  };

interface Selected {
  readonly roles: ReadonlySet<string>;
  readonly people: ReadonlySet<string>;
}

/** The roles and users that the command was called on. */
function selectedIn(source: Connection, node?: TreeNode, nodes?: readonly TreeNode[]): Selected {
  const all = (nodes?.length ? nodes : node ? [node] : []).filter(
    (each) => "connectionId" in each && each.connectionId === source.id,
  );
  return {
    roles: new Set(all.flatMap((each) => (each.kind === "role" ? [each.roleId] : []))),
    people: new Set(all.flatMap((each) => (each.kind === "user" ? [each.username] : []))),
  };
}

async function chooseWhat(
  dialogs: Needs["dialogs"],
  title: Message,
  from: Snapshot,
  selected: Selected,
): Promise<CopyChoice | undefined> {
  const some = selected.roles.size + selected.people.size > 0;
  const all: readonly { readonly value: Part; readonly label: Message; readonly picked: boolean; there: number }[] = [
    {
      value: "roles",
      label: message("Roles"),
      picked: !some || selected.roles.size > 0,
      there: from.roles.size,
    },
    { value: "dags", label: message("Data Access Groups"), picked: false, there: from.dags.size },
    {
      value: "people",
      label: message("Users"),
      picked: selected.people.size > 0,
      there: from.people.size,
    },
    {
      value: "assignments",
      label: message("Role and group assignments"),
      picked: selected.people.size > 0,
      there: from.people.size,
    },
  ];
  const parts = await dialogs.pickMany<Part>(
    all.filter(({ there }) => there > 0),
    { title, placeholder: message("What should be copied?") },
  );
  if (!parts || parts.length === 0) return undefined;
  const roles = parts.includes("roles")
    ? await chooseSome(dialogs, title, message("Which roles?"), rolesOf(from), selected.roles)
    : [];
  if (!roles) return undefined;
  const people = parts.includes("people")
    ? await chooseSome(dialogs, title, message("Which users?"), peopleOf(from), selected.people)
    : [];
  if (!people) return undefined;
  return {
    roles: new Set(roles),
    people: new Set(people),
    dags: parts.includes("dags"),
    assignments: parts.includes("assignments"),
  };
}

/** All are ticked, or those that the command was called on. */
async function chooseSome(
  dialogs: Needs["dialogs"],
  title: Message,
  placeholder: Message,
  all: readonly { readonly value: string; readonly label: Message; readonly description: Message }[],
  selected: ReadonlySet<string>,
): Promise<readonly string[] | undefined> {
  const ticked = (value: string) => selected.size === 0 || selected.has(value);
  const choices = all.map((choice) => ({ ...choice, picked: ticked(choice.value) }));
  return await dialogs.pickMany(choices, { title, placeholder });
}

function rolesOf({ roles }: Snapshot) {
  return [...roles.values()].map(({ id, label }) => ({
    value: id,
    label: verbatim(shown(label) || id),
    description: verbatim(id),
  }));
}

function peopleOf({ people }: Snapshot) {
  return [...people.values()].map(({ username, name }) => ({
    value: username,
    label: verbatim(username),
    description: verbatim(name),
  }));
}
