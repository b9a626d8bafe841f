import { message } from "../../core/text/message";
import type { Message } from "../../core/text/message";
import { sameUser } from "../../core/access/usernames";
import { expirationEdits } from "../../core/edits/quickEdits";
import type { Person } from "../../core/access/snapshot";
import { agreeWayRound } from "../agreeWayRound";
import { planAndApply } from "../quickApply";
import type { ApplyNeeds } from "../quickApply";

/** Said before any question: out of the role, the owner's token might lack the right to bring its owner back. */
export async function refusedForOwner(
  { connections, dialogs }: ApplyNeeds,
  connectionId: string,
  people: readonly Person[],
): Promise<boolean> {
  const { owner } = connections.require(connectionId);
  const self = people.find(({ username, role }) => owner !== undefined && role !== "" && sameUser(username, owner));
  if (!self) return false;
  await dialogs.refuse(
    message("The expiration of {username} cannot be set from here.", { username: self.username }),
    message(
      "This is {username}'s own token. To set the day, {username} would have to leave the role for a moment, and the token might then lack the right to finish. Use REDCap's User Rights page, or somebody else's token.",
      { username: self.username },
    ),
  );
  return true;
}

/**
 * Sends everybody's new last day. REDCap refuses the expiration of people in roles; the way round is said in words
 * before it is taken, and taken only when the person at the keyboard chooses it.
 */
export async function applyExpiration(
  services: ApplyNeeds,
  connectionId: string,
  people: readonly Person[],
  day: (person: Person) => string,
  notes: readonly Message[] = [],
): Promise<void> {
  const inRoles = people.filter((person) => person.role !== "" && person.expiration !== day(person));
  const names = inRoles.map(({ username }) => username);
  if (names.length > 0 && !(await agreeWayRound(services, names))) return;
  await planAndApply(services, connectionId, expirationEdits(people, day), { unassignFirst: new Set(names), notes });
}
