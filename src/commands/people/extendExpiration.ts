import { list, message } from "../../core/text/message";
import type { List, Message } from "../../core/text/message";
import { extended } from "../../core/edits/quickEdits";
import type { Person } from "../../core/access/snapshot";
import type { TreeNode } from "../../views/node";
import { chooseUsers, whom } from "./chooseUsers";
import type { ApplyNeeds } from "../quickApply";
import type { Services } from "../services";
import { applyExpiration, refusedForOwner } from "./applyExpiration";

type Needs = ApplyNeeds & Pick<Services, "projects" | "tree" | "clock" | "settings">;

const DAYS = [30, 90, 180, 365] as const;
const MOST = 3650;

/** *Extend Expiration by…*: everybody from their own day, those whose access has ended from today. */
export const extendExpiration =
  (services: Needs) =>
  async (node?: TreeNode, nodes?: readonly TreeNode[]): Promise<void> => {
    const chosen = await chooseUsers(services, message("Extend Expiration"), node, nodes);
    if (!chosen) return;
    const { connectionId, people } = chosen;
    const ending = people.filter(({ expiration }) => expiration !== "");
    const endless = people.filter(({ expiration }) => expiration === "").map(({ username }) => username);
    if (ending.length === 0) {
      await services.dialogs.info(
        message("There is nothing to extend: the access of {names} never expires.", { names: list(endless) }),
      );
      return;
    }
    if (await refusedForOwner(services, connectionId, ending)) return;
    const today = services.clock.today();
    const days = await askDays(services, ending, today);
    if (days === undefined) return;
    const notes = [
      ...noteOn(endless, (names) => message("No expiration is set for {names}, and none will be.", { names })),
      ...noteOn(
        ending.filter(({ expiration }) => expiration < today).map(({ username }) => username),
        (names) => message("Access of {names} has expired. It is given again, counted from today.", { names }),
      ),
    ];
    await applyExpiration(services, connectionId, ending, (each) => extended(each.expiration, today, days), notes);
  };

function noteOn(names: readonly string[], sentence: (names: List) => Message): readonly Message[] {
  return names.length > 0 ? [sentence(list(names))] : [];
}

async function askDays({ dialogs }: Needs, people: readonly Person[], today: string): Promise<number | undefined> {
  const title = message("Extend Expiration of {whom}", { whom: whom(people) });
  const [first] = people;
  const same = people.every(({ expiration }) => expiration === first?.expiration) ? first?.expiration : undefined;
  const presets = DAYS.map((days) => ({
    label: message("By {days} days", { days }),
    ...(same === undefined ? {} : { description: message("until {day}", { day: extended(same, today, days) }) }),
    value: days,
  }));
  const other = 0;
  const picked = await dialogs.pick([...presets, { label: message("Another number of days…"), value: other }], {
    title,
    placeholder: message("Counted from each person's own expiration, or from today if that has passed"),
  });
  if (picked !== other) return picked;
  const typed = await dialogs.input({
    title,
    prompt: message("Number of days"),
    validate: (text) =>
      isDays(text.trim()) ? undefined : message("Enter a whole number of days from 1 to {most}.", { most: MOST }),
  });
  return typed === undefined ? undefined : Number(typed.trim());
}

function isDays(text: string): boolean {
  return /^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= MOST;
}
