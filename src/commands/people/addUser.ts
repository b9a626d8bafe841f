import { message } from "../../core/text/message";
import { addUser as additions, canAssign } from "../../core/edits/quickEdits";
import type { Person, Snapshot } from "../../core/access/snapshot";
import { newUsersFault } from "../../core/rules/typedNames";
import type { TreeNode } from "../../views/node";
import { askDay } from "./askDay";
import { dagChoices, personChoices, roleChoices } from "../choices";
import { chooseLoaded } from "../chooseRow";
import type { RowNeeds } from "../chooseRow";
import { planAndApply } from "../quickApply";
import type { Services } from "../services";

type Needs = RowNeeds & Pick<Services, "clock" | "settings">;

/** What the new person starts with: a role, or everything but the expiration of somebody who is there. */
interface Start {
  readonly role: string;
  readonly like?: Person | undefined;
}

/** *Add User…*: a name, then like somebody else or by role, group and last day; one confirmation for all of it. */
export const addUser =
  (services: Needs) =>
  async (node?: TreeNode): Promise<void> => {
    const chosen = await chooseLoaded(services, node, message("Add User"));
    if (!chosen) return;
    const { connectionId, label, snapshot } = chosen;
    const username = await askUsername(services, snapshot, label);
    if (username === undefined) return;
    const start = await askStart(services, snapshot, username);
    if (!start) return;
    const dag = start.like?.dag ?? (await askDag(services, snapshot, username));
    if (dag === undefined) return;
    const expiration = await askExpiration(services, username, start.like);
    if (expiration === undefined) return;
    await planAndApply(services, connectionId, additions(snapshot, { username, ...start, dag, expiration }));
  };

async function askUsername({ dialogs }: Needs, snapshot: Snapshot, project: string): Promise<string | undefined> {
  const typed = await dialogs.input({
    title: message("Add User to {project}", { project }),
    prompt: message("Username of a REDCap account"),
    validate: (text) => newUsersFault([text.trim()].filter(Boolean), (name) => snapshot.people.get(name)?.username),
  });
  return typed?.trim();
}

async function askStart(services: Needs, snapshot: Snapshot, username: string): Promise<Start | undefined> {
  const { dialogs } = services;
  const title = message("Add {username}", { username });
  const like = "like";
  const roles = canAssign(snapshot).role ? roleChoices(snapshot) : [];
  const picked = await dialogs.pick<string>(
    [
      {
        label: message("Like an existing user…"),
        detail: message("The same role and group; the same own rights if that person has no role"),
        value: like,
      },
      ...roles.map((role) => ({ ...role, value: `role ${role.value}` })),
      {
        label: message("No role"),
        detail: message("No rights for now, beyond what REDCap gives everybody who is added"),
        value: "role ",
      },
    ],
    { title, placeholder: message("Role") },
  );
  if (picked !== like) return picked === undefined ? undefined : { role: picked.slice("role ".length) };
  const person = await dialogs.pick(personChoices(snapshot, services), {
    title: message("Add {username} like …", { username }),
    placeholder: message("Users"),
  });
  return person && { role: person.role, like: person };
}

async function askDag({ dialogs }: Needs, snapshot: Snapshot, username: string): Promise<string | undefined> {
  if (!canAssign(snapshot).dag) return "";
  return await dialogs.pick(dagChoices(snapshot), {
    title: message("Add {username}", { username }),
    placeholder: message("Data access group"),
  });
}

/** The other person's last day is offered, never taken over unasked. */
async function askExpiration(services: Needs, username: string, like?: Person): Promise<string | undefined> {
  const theirs = like && like.expiration >= services.clock.today() ? like : undefined;
  return await askDay(services, {
    title: message("Add {username}", { username }),
    placeholder: message("Day on which access ends"),
    adding: { like: theirs },
  });
}
